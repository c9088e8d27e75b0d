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
  /** The text's code units and a 0 behind them. This and all below are longer than the text: see `load`. */
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
  /** Room for a number a token, for who reads them. */
  spare = new Int32Array(0);
  /** Which part of the posting each token stands in; filled behind the scan: see description/sections.ts. */
  parts = new Uint8Array(0);
  #bytes = Buffer.alloc(0);

  /**
   * Takes over `text`, with room for a token at each character: arrays that cannot change while they are
   * filled are what makes filling them fast.
   */
  load(text: string): void {
    const room = this.units.length;
    if (text.length >= room || (room > KEPT_ROOM && text.length < KEPT_ROOM)) {
      this.#allocate(Math.max(LEAST_ROOM, Math.ceil(text.length * 1.5)));
    }
    this.text = text;
    this.count = 0;
    this.figures.length = 0;
    const written = this.#bytes.write(text, 'utf16le');
    if (BIG_ENDIAN) this.#bytes.subarray(0, written).swap16();
    this.units[text.length] = 0;
  }

  #allocate(room: number): void {
    this.units = new Uint16Array(room);
    this.#bytes = Buffer.from(this.units.buffer);
    this.ids = new Int32Array(room);
    this.starts = new Int32Array(room);
    this.ends = new Int32Array(room);
    this.gaps = new Uint8Array(room);
    this.lines = new Int32Array(room);
    this.spare = new Int32Array(room);
    this.parts = new Uint8Array(room);
  }
}

const LEAST_ROOM = 8192;
/** A text of megabytes does not leave its arrays (24 bytes a character) to all that come after. */
const KEPT_ROOM = 1 << 18;

const BIG_ENDIAN = endianness() === 'BE';
