import type { Tokens } from '../text/tokens.js';

/** The part of its line around a word, cut in two where the word begins; lower case. */
export interface Window {
  left: string;
  right: string;
  /** Where it stands in the text, for what looks at single letters; `[from, at)` is what is left. */
  units: Uint16Array;
  from: number;
  at: number;
}

/** What stands around an offset on its line: statements of facts do not run over lines. */
export function windowAround({ text, units }: Tokens, at: number, back: number, ahead: number): Window {
  // Within the window only: a text without line breaks must not be searched from end to end each time.
  let from = at;
  const first = Math.max(0, at - back);
  while (from > first && units[from - 1] !== LINE_FEED) from--;
  let to = at;
  const last = Math.min(text.length, at + ahead);
  while (to < last && units[to] !== LINE_FEED) to++;
  const lower = text.slice(from, to).toLowerCase();
  return { left: lower.slice(0, at - from), right: lower.slice(at - from), units, from, at };
}

const LINE_FEED = 0x0a;
