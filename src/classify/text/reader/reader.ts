import { CLASS } from '../unit-classes.js';
import { Arena } from './arena.js';
import * as desk from './desk.js';
import { instantiate, type ReaderProgram } from './program.js';
import type { Tokens } from '../tokens.js';
import { Rows } from './rows.js';

/** What the reader asks for while it finds: the state behind a token that no text has led to yet. */
export interface StateBuilder {
  build(state: number, token: number): number;
}

/** Cells of a match: phrase (or ~kind of a word that is read where it stands), first token, token behind the last. */
export const MATCH = 3;

/** Characters of a text for which there is room at least. */
const LEAST_ROOM = 512;
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
  readonly #rows = new Map<Tokens, Rows>();
  /** Characters of the longest text that there is room for. */
  #room = 0;
  #figures = 0;
  #found = 0;
  #foundRoom = 0;
  #matches: Int32Array = new Int32Array(0);

  constructor() {
    this.#program = instantiate({
      build: (automaton, state, token) => this.#builders.get(automaton)?.build(state, token) ?? 0,
      widen: () => this.#widen(),
    });
    this.arena = new Arena(this.#program.memory, desk.END, () => this.#show());
    this.arena.write(desk.CLASSES, this.arena.place(CLASS));
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
    const letters = this.arena.allocate(words.reduce((sum, word) => sum + word.length + 1, 0) * 2);
    let end = letters >> 1;
    for (const word of words) {
      for (let i = 0; i < word.length; i++) this.arena.halves[end++] = word.charCodeAt(i);
      end++;
    }
    this.#program.enter(letters, words.length, from);
  }

  /** @param automaton address of its record, by which the reader will ask for it. */
  serve(automaton: number, builder: StateBuilder): void {
    this.#builders.set(automaton, builder);
  }

  /** Cuts `text` into `out`, replacing what was there. Linear in the length. */
  cut(text: string, out: Tokens): void {
    const rows = this.#rowsFor(out, text.length);
    rows.write(text, out.units);
    out.text = text;
    out.count = this.#program.cut(rows.record, text.length);
    const { ints } = this.arena;
    const count = ints[desk.FIGURE_COUNT >> 2] as number;
    // Not the old one emptied, which takes longer than a new one.
    const figures: number[] = [];
    for (let n = 0; n < count; n++) figures.push(ints[this.#figures + n] as number);
    out.figures = figures;
  }

  /**
   * Finds phrases in `tokens`, which this reader has cut; returns how many matches. They stand in `matches` until the
   * next call.
   * @param listened which meanings count; see `Automaton`.
   */
  find(automaton: number, tokens: Tokens, listened: number): number {
    return this.#program.find(automaton, this.#rowsFor(tokens, 0).record, tokens.count, listened);
  }

  /** What `find` found, `MATCH` cells each; more cells behind them mean nothing. */
  get matches(): Int32Array {
    return this.#matches;
  }

  /** How often the last `find` looked at a token. */
  get looked(): number {
    return this.arena.ints[desk.LOOKED >> 2] as number;
  }

  /** Those of `tokens`, with room for a text of this length; what they held is lost if they are new. */
  #rowsFor(tokens: Tokens, length: number): Rows {
    const known = this.#rows.get(tokens);
    if (known !== undefined && known.room >= length) return known;
    const room = Math.max(LEAST_ROOM, Math.ceil(length * 1.5));
    if (room > this.#room) this.#makeRoom(room);
    const rows = new Rows(this.arena, room);
    this.#rows.set(tokens, rows);
    rows.show(tokens);
    return rows;
  }

  /** Room for what the program notes of each token. */
  #makeRoom(room: number): void {
    this.#room = room;
    this.#figures = this.arena.allocate(room * 4) >> 2;
    this.arena.write(desk.FIGURES, this.#figures << 2);
    // One more: a token that is no candidate is written, too, and then written over.
    this.arena.write(desk.SPARE, this.arena.allocate((room + 1) * 4));
  }

  /** The memory has grown: all that looks at it looks anew. */
  #show(): void {
    for (const [tokens, rows] of this.#rows) rows.show(tokens);
    this.#showMatches();
  }

  #showMatches(): void {
    this.#matches = new Int32Array(this.arena.ints.buffer, this.#found, this.#foundRoom * MATCH);
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
    this.#showMatches();
  }
}
