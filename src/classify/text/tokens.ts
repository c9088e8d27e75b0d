/**
 * What stands between a token and the one before it. Phrases run over `GLUED` and `SOFT`; everything from
 * `HARD` on ends them.
 */
export const GLUED = 0;
/** Spaces, hyphens, apostrophes, quotes, asterisks: "back-end", "Ruby on Rails", "**Java** EE". */
export const SOFT = 1;
export const HARD = 2;
export const COMMA = 3;
export const COLON = 4;
export const STOP = 5;
export const OPEN = 6;
export const CLOSE = 7;
export const PIPE = 8;
/** A dash with room around it, or a long one: "Engineer – Payments". */
export const DASH = 9;
export const NEWLINE = 10;

/**
 * A text cut into tokens: words, numbers and the marks `. + # / & @` where they can be part of a name. The rows lie in
 * the memory of the reader that cut it, and are other ones behind each text that is longer than all before it and behind
 * each new state of an automaton: who keeps a row while texts are read keeps an empty one.
 */
export class Tokens {
  text = '';
  count = 0;
  /** The text's code units and a 0 behind them; longer than the text, as the rows below are longer than `count`. */
  units: Uint16Array = new Uint16Array(0);
  ids: Int32Array = new Int32Array(0);
  starts: Int32Array = new Int32Array(0);
  ends: Int32Array = new Int32Array(0);
  /** Separator before each token. */
  gaps: Uint8Array = new Uint8Array(0);
  /** Line number of each token, from 0. */
  lines: Int32Array = new Int32Array(0);
  /** Tokens that begin with a digit, in order: few of a text, and what pay and years are said with. */
  figures: number[] = [];
  /** Which part of the posting each token stands in; filled behind the scan: see description/sections.ts. */
  parts: Uint8Array = new Uint8Array(0);
}
