import type { Tokens } from '../tokens.js';
import type { Arena } from './arena.js';
import * as desk from './desk.js';

/** A text has no more tokens than characters. In front of it stands a 0, behind it one and what is read ahead. */
const BEFORE = 4;
const BEHIND = 40;
/** Shorter texts are written letter by letter: a call of the runtime takes longer. */
const SHORT = 100;

/**
 * Where a text and its tokens lie in the reader's memory. `Tokens` looks at them there: nothing is copied, neither when a
 * text is cut nor when something is sought in it again later.
 */
export class Rows {
  /** Address by which the program knows them. */
  readonly record: number;
  /** Characters that fit. */
  readonly room: number;
  readonly #arena: Arena;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(arena: Arena, room: number) {
    this.#arena = arena;
    this.room = room;
    this.record = arena.allocate(desk.ROWS);
    const row = (cell: number, width: number): void =>
      arena.write(this.record + cell, arena.allocate((room + 1) * width));
    arena.write(this.record + desk.UNITS, arena.allocate(BEFORE + room * 2 + BEHIND) + BEFORE);
    row(desk.IDS, 4);
    row(desk.STARTS, 4);
    row(desk.ENDS, 4);
    row(desk.GAPS, 1);
    row(desk.LINES, 4);
    row(desk.PARTS, 1);
  }

  /** Lets `tokens` look at them; anew whenever the memory has grown, which leaves earlier looks empty. */
  show(tokens: Tokens): void {
    const { ints, bytes } = this.#arena;
    const count = this.room + 1;
    const at = (cell: number): number => ints[(this.record + cell) >> 2] as number;
    const whole = (cell: number): Int32Array => new Int32Array(ints.buffer, at(cell), count);
    const byte = (cell: number): Uint8Array => new Uint8Array(bytes.buffer, at(cell), count);
    tokens.units = new Uint16Array(ints.buffer, at(desk.UNITS), count);
    tokens.ids = whole(desk.IDS);
    tokens.starts = whole(desk.STARTS);
    tokens.ends = whole(desk.ENDS);
    tokens.lines = whole(desk.LINES);
    tokens.gaps = byte(desk.GAPS);
    tokens.parts = byte(desk.PARTS);
    this.#bytes = Buffer.from(ints.buffer, at(desk.UNITS), count * 2);
  }

  /** Puts in a text that fits. */
  write(text: string, units: Uint16Array): void {
    const { length } = text;
    if (length > SHORT) this.#bytes.write(text, 'utf16le');
    else for (let i = 0; i < length; i++) units[i] = text.charCodeAt(i);
    units[length] = 0;
  }
}
