import pc from 'picocolors';
import { wantsColour, type Io, type Output } from './io.js';

export type Colours = ReturnType<typeof pc.createColors>;

/** Colours for one stream; functions that change nothing where it is no terminal. */
export function createColours(io: Io, out: Output): Colours {
  return pc.createColors(wantsColour(io, out));
}
