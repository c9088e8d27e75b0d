import pc from 'picocolors';
import { wantsColour, type Io, type Output } from './io.js';

/** Colours for one stream; functions that change nothing where it is no terminal. */
export function createColours(io: Io, out: Output): ReturnType<typeof pc.createColors> {
  return pc.createColors(wantsColour(io, out));
}
