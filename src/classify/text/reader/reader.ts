import { CLASS } from '../unit-classes.js';
import { Arena } from './arena.js';
import * as desk from './desk.js';
import { instantiate, type ReaderProgram } from './program.js';
import { serialNumber, type Tokens } from '../tokens.js';

/** What the reader asks for while it finds: the state behind a token that no text has led to yet. */
export interface StateBuilder {
  build(state: number, token: number): number;
}

/** Cells of a match: phrase (or ~kind of a word that is read where it stands), first token, token behind the last. */
export const MATCH = 3;

const LEAST_ROOM = 8192;
const LEAST_MATCHES = 1024;
const LEAST_SLOTS = 1024;
/** See assembly/word.ts. */
const BUCKET = 4;

/**
 * The two hot loops of the program, cutting a text into words and finding phrases among them, and the memory they work
 * in. They are written in AssemblyScript (assembly/) and run as WebAssembly: both wait for memory and for branches that
 * cannot be foretold, and JavaScript's checks of every index doubled what they take. One reader serves one vocabulary
 * and the automata over it.
 */
export class Reader {
  readonly arena: Arena;
  readonly #program: ReaderProgram;
  readonly #builders = new Map<number, StateBuilder>();
  /** Characters that fit. */
  #room = 0;
  #units = 0;
  #ids = 0;
  #starts = 0;
  #ends = 0;
  #gaps = 0;
  #lines = 0;
  #figures = 0;
  #found = 0;
  #foundRoom = 0;
  /** Serial number of the tokens in memory. */
  #holds = 0;

  constructor() {
    this.#program = instantiate({
      build: (automaton, state, token) => this.#builders.get(automaton)?.build(state, token) ?? 0,
      widen: () => this.#widen(),
    });
    this.arena = new Arena(this.#program.memory, desk.END);
    this.arena.write(desk.CLASSES, this.arena.place(CLASS));
    this.#makeRoom(LEAST_ROOM);
    this.#widen();
  }

  /**
   * Makes the table that `cut` looks these folded words up in. Buckets of `BUCKET` cells, and what runs over goes
   * to the next; a cell holds the id and the upper bits of the check, so that the table of ten thousand words stays in
   * the cache beside the text. At most half is in use.
   * @param from id of the first; the others follow.
   */
  enter(words: readonly string[], from: number): void {
    let size = LEAST_SLOTS;
    while (size < words.length * 2) size *= 2;
    this.arena.write(desk.SLOTS, this.arena.allocate(size * 4));
    this.arena.write(desk.SLOT_MASK, size / BUCKET - 1);
    this.arena.write(desk.CHECKS, this.arena.allocate((from + words.length) * 4));
    let done = 0;
    while (done < words.length) {
      const entered = done;
      let end = 0;
      do {
        const word = words[done++] as string;
        if (end + word.length >= this.#room) this.#makeRoom(word.length + 1);
        for (let i = 0; i < word.length; i++) this.arena.halves[this.#units + end++] = word.charCodeAt(i);
        this.arena.halves[this.#units + end++] = 0;
      } while (done < words.length && end + (words[done] as string).length < this.#room);
      this.#program.enter(done - entered, from + entered);
    }
    this.#holds = serialNumber();
  }

  /** @param automaton address of its record, by which the reader will ask for it. */
  serve(automaton: number, builder: StateBuilder): void {
    this.#builders.set(automaton, builder);
  }

  /** Cuts `text` into `out`, replacing what was there. Linear in the length. */
  cut(text: string, out: Tokens): void {
    out.load(text);
    this.#take(out);
    const count = this.#program.cut(text.length);
    const { ints, bytes } = this.arena;
    out.makeRoom(count);
    out.count = count;
    out.ids.set(ints.subarray(this.#ids, this.#ids + count));
    out.starts.set(ints.subarray(this.#starts, this.#starts + count));
    out.ends.set(ints.subarray(this.#ends, this.#ends + count));
    out.lines.set(ints.subarray(this.#lines, this.#lines + count));
    out.gaps.set(bytes.subarray(this.#gaps, this.#gaps + count));
    const figures = this.arena.ints[desk.FIGURE_COUNT >> 2] as number;
    for (let n = 0; n < figures; n++) out.figures.push(ints[this.#figures + n] as number);
    out.serial = this.#holds = serialNumber();
  }

  /**
   * Finds phrases in `tokens`; returns how many matches. They stand in `matches` until the next call.
   * @param listened which meanings count; see `Automaton`.
   */
  find(automaton: number, tokens: Tokens, listened: number): number {
    if (tokens.serial === 0 || tokens.serial !== this.#holds) this.#putBack(tokens);
    return this.#program.find(automaton, tokens.count, listened);
  }

  /** What `find` found, `MATCH` cells each; more cells behind them mean nothing. */
  get matches(): Int32Array {
    return this.arena.ints.subarray(this.#found >> 2, (this.#found >> 2) + this.#foundRoom * MATCH);
  }

  /** How often the last `find` looked at a token. */
  get looked(): number {
    return this.arena.ints[desk.LOOKED >> 2] as number;
  }

  #take({ units, text }: Tokens): void {
    if (text.length >= this.#room || this.#room === 0) this.#makeRoom(Math.ceil(text.length * 1.5));
    this.arena.halves.set(units.subarray(0, text.length + 1), this.#units);
  }

  #putBack(tokens: Tokens): void {
    this.#take(tokens);
    const { ints, bytes } = this.arena;
    const { count } = tokens;
    ints.set(tokens.ids.subarray(0, count), this.#ids);
    ints.set(tokens.starts.subarray(0, count), this.#starts);
    ints.set(tokens.ends.subarray(0, count), this.#ends);
    bytes.set(tokens.gaps.subarray(0, count), this.#gaps);
    tokens.serial = this.#holds = serialNumber();
  }

  /** @param room characters; the 0 before the text and the one behind it come on top. */
  #makeRoom(room: number): void {
    this.#room = room;
    const units = this.arena.allocate(room * 2 + 40) + 4;
    const row = (cell: number, width: number): number => {
      const at = this.arena.allocate((room + 4) * width);
      this.arena.write(cell, at);
      return at / width;
    };
    this.arena.write(desk.UNITS, units);
    this.#units = units >> 1;
    this.#ids = row(desk.IDS, 4);
    this.#starts = row(desk.STARTS, 4);
    this.#ends = row(desk.ENDS, 4);
    this.#gaps = row(desk.GAPS, 1);
    this.#lines = row(desk.LINES, 4);
    this.#figures = row(desk.FIGURES, 4);
    row(desk.SPARE, 4);
  }

  #widen(): void {
    const room = Math.max(LEAST_MATCHES, this.#foundRoom * 2);
    const bytes = MATCH * 4;
    const wider = this.arena.allocate(room * bytes);
    this.arena.bytes.copyWithin(wider, this.#found, this.#found + this.#foundRoom * bytes);
    this.#found = wider;
    this.#foundRoom = room;
    this.arena.write(desk.FOUND, wider);
    this.arena.write(desk.FOUND_ROOM, room);
  }
}
