import { endianness } from 'node:os';

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

/** A text cut into tokens: words, numbers and the marks `. + # / & @` where they can be part of a name. */
export class Tokens {
  text = '';
  count = 0;
  /** The text's code units and a 0 behind them; longer than the text, as the rows below are longer than `count`. */
  units = new Uint16Array(0);
  ids = new Int32Array(0);
  starts = new Int32Array(0);
  ends = new Int32Array(0);
  /** Separator before each token. */
  gaps = new Uint8Array(0);
  /** Line number of each token, from 0. */
  lines = new Int32Array(0);
  /** Tokens that begin with a digit, in order: few of a text, and what pay and years are said with. */
  figures: number[] = [];
  /** Which part of the posting each token stands in; filled behind the scan: see description/sections.ts. */
  parts = new Uint8Array(0);
  /** What these tokens are known by to the reader that cut them; 0 when they were changed behind its back. */
  serial = 0;
  #spare: Rows | null = null;
  #bytes = Buffer.alloc(0);

  /** Takes over `text`, without its tokens. */
  load(text: string): void {
    const room = this.units.length;
    if (text.length >= room || (room > KEPT_ROOM && text.length < KEPT_ROOM)) {
      this.units = new Uint16Array(roomFor(text.length));
      this.#bytes = Buffer.from(this.units.buffer);
    }
    this.text = text;
    this.count = 0;
    this.figures.length = 0;
    const written = this.#bytes.write(text, 'utf16le');
    if (BIG_ENDIAN) this.#bytes.subarray(0, written).swap16();
    this.units[text.length] = 0;
  }

  /** Room for `count` tokens and one behind them; what the rows held is gone if they are too short. */
  makeRoom(count: number): void {
    const room = this.ids.length;
    if (count < room && (room <= KEPT_ROOM || count >= KEPT_ROOM)) return;
    const larger = roomFor(count);
    this.ids = new Int32Array(larger);
    this.starts = new Int32Array(larger);
    this.ends = new Int32Array(larger);
    this.gaps = new Uint8Array(larger);
    this.lines = new Int32Array(larger);
    this.parts = new Uint8Array(larger);
  }

  /**
   * Other rows, with room for `count` tokens and one behind them, to write anew what is in the present ones, which are
   * returned and stay as they are until the next call.
   */
  turn(count: number): Rows {
    const { ids, starts, ends, gaps, lines } = this;
    const spare = this.#spare;
    const before = { ids, starts, ends, gaps, lines };
    if (spare !== null && spare.ids.length > count && spare.ids.length <= KEPT_ROOM)
      Object.assign(this, spare);
    else {
      this.ids = new Int32Array(0);
      this.makeRoom(count);
    }
    if (this.parts.length < this.ids.length) this.parts = new Uint8Array(this.ids.length);
    this.#spare = before;
    return before;
  }
}

/** What stands by token: see `Tokens`. */
export type Rows = Pick<Tokens, 'ids' | 'starts' | 'ends' | 'gaps' | 'lines'>;

let serials = 0;

/** A number that no tokens had before. */
export function serialNumber(): number {
  return ++serials;
}

const LEAST_ROOM = 2048;
/** A text of megabytes does not leave its arrays to all that come after. */
const KEPT_ROOM = 1 << 18;

function roomFor(length: number): number {
  return Math.max(LEAST_ROOM, Math.ceil((length + 1) * 1.5));
}

const BIG_ENDIAN = endianness() === 'BE';
