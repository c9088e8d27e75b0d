/** Names at the left of a drawing. */
import { cut, displayWidth } from '../../text-width.js';
import { isolate } from '../direction.js';
import { NARROW } from './draw.js';
import { unmarked } from './links.js';

/** Pixels that a character takes at 13 pixels in the widest of the usual fonts. */
export const CHARACTER = 8;
export const BOLD_CHARACTER = 9;
/** ... and in a word with many an m. */
const WIDEST = 8.5;
const GAP = 10;

/** Room for names: as much as the longest needs, at most a third of the width (on a phone two fifths). */
export function nameRoom(
  labels: readonly string[],
  width: number,
  part = width <= NARROW ? 0.4 : 0.34,
): { room: number; names: string[] } {
  const most = Math.floor(width * part);
  const names = labels.map((label) => fit(unmarked(label).replaceAll(/\s+/g, ' '), most));
  return { room: Math.min(most, Math.max(0, ...names.map(pixels))) + GAP, names: names.map(isolate) };
}

function fit(label: string, most: number): string {
  const wide = pixels(label);
  return wide <= most ? label : cut(label, Math.floor((displayWidth(label) * most) / wide));
}

/** Capitals are wider. */
function pixels(label: string): number {
  return displayWidth(label) * WIDEST + (label.match(/\p{Lu}/gu)?.length ?? 0) * 3;
}
