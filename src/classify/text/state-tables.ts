import type { Arena } from './reader/arena.js';
import * as desk from './reader/desk.js';

/** A state is written as its number above two flags, so that a step need not look up what the state is. */
export const FLAG_BITS = 2;
/** Phrases end here. */
export const ENDS = 1;
/** Any word leads on from here. */
export const OPEN = 2;
export const DEAD = 0;
export const UNBUILT = -1;
export const LAST_MARK = 7;

/**
 * Cells of an edge, which are read at once: 21 bits of the token, 20 of the number of the state, 23 of the target. Small,
 * since a posting takes three hundred steps all over the table, which is to stay in the cache beside everything else.
 */
const EDGE = 2;
const TOKEN_BITS = 21;
const NUMBER_BITS = 20;
/** Bits of the number in the first cell and in the second. */
const LOW_BITS = 32 - TOKEN_BITS;
const HIGH_BITS = NUMBER_BITS - LOW_BITS;
const HIGH_MASK = (1 << HIGH_BITS) - 1;
const LEAST_EDGES = 1 << 12;
/** Cells of a state: where any other word leads; address and number of its phrases; a bit for each token that leads on. */
const STATE = 4;
const LEADS = 3;
const LEAST_STATES = 1 << 10;
/** 16 KB: stays in the nearest cache; one bit in twelve is set. */
const PAIR_BITS = 1 << 17;
const ASKS_PAIR = 1;
/** Cells of phrase lists that are asked of the arena at once. */
const LISTS = 1 << 10;

/** States and edges of an automaton as assembly/find.ts reads them: rows of numbers in the reader's memory. */
export class StateTables {
  /** Address by which the reader knows them. */
  readonly record: number;
  readonly #arena: Arena;
  readonly #first: number;
  /** By token id: `ASKS_PAIR` where a phrase that begins with it goes on with a word of `#pairs`, else 0. */
  readonly #asks: number;
  /**
   * A bit for each two tokens that begin a phrase. "the", "to" and "with" begin phrases, but nine of ten times
   * the next word ends them: one look here instead of three at the states.
   */
  readonly #pairs: number;
  /**
   * All edges of all states that were built, in one table with open addressing: what a step needs lies in one
   * line of the cache.
   */
  #edges: number;
  #edgeRoom = LEAST_EDGES;
  #edgeCount = 0;
  #states: number;
  #stateRoom = LEAST_STATES;
  #lists = 0;
  #listRoom = 0;

  /** @param kinds by token id, of all words; @param meanings by phrase. */
  constructor(
    arena: Arena,
    kinds: Int32Array,
    meanings: Uint16Array,
    number: { token: number; kind: number },
  ) {
    this.#arena = arena;
    this.record = arena.allocate(desk.RECORD);
    const row = (cell: number, bytes: number): number => {
      const at = arena.allocate(bytes);
      arena.write(this.record + cell, at);
      return at;
    };
    arena.write(this.record + desk.KINDS, arena.place(kinds));
    arena.write(this.record + desk.MEANINGS, arena.place(meanings));
    arena.write(this.record + desk.NUMBER, number.token);
    arena.write(this.record + desk.NUMBER_KIND, number.kind);
    this.#first = row(desk.FIRST, kinds.length * 4);
    this.#asks = row(desk.ASKS, kinds.length);
    this.#pairs = row(desk.PAIRS, PAIR_BITS >> 3);
    this.#states = row(desk.STATES, this.#stateRoom * STATE * 4);
    this.#edges = row(desk.EDGES, this.#edgeRoom * EDGE * 4);
    arena.write(this.record + desk.LAST_EDGE, (this.#edgeRoom - 1) * EDGE * 4);
  }

  /** The state before any word, from which these tokens lead on. */
  begin(start: number, opening: Iterable<number>): void {
    this.#arena.write(this.record + desk.START, start);
    for (const token of opening) {
      if (token >= 0) this.#arena.write(this.#first + token * 4, UNBUILT);
      else this.setEdge(start, token, UNBUILT);
    }
  }

  /** @param next tokens one of which must follow, or null if none need. */
  setFirst(token: number, state: number, next: Iterable<number> | null): void {
    this.#arena.write(this.#first + token * 4, state);
    if (next === null) return;
    for (const second of next) {
      const bit = pair(token, second);
      const cell = (this.#pairs >> 2) + (bit >>> 5);
      this.#arena.ints[cell] = (this.#arena.ints[cell] as number) | (1 << (bit & 31));
    }
    this.#arena.bytes[this.#asks + token] = ASKS_PAIR;
  }

  /** @param otherwise the state to which any other word leads. */
  addState(number: number, phrases: readonly number[], otherwise: number): void {
    // Four thousand postings lead to ten thousand: a hundred times as many would be a fault.
    if (number >> NUMBER_BITS !== 0) throw new RangeError('An automaton has no room for more states.');
    if (number >= this.#stateRoom) {
      this.#states = this.#moved(this.#states, this.#stateRoom * STATE * 4, desk.STATES);
      this.#stateRoom *= 2;
    }
    const at = this.#states + number * STATE * 4;
    this.#arena.write(at, otherwise);
    if (phrases.length === 0) return;
    const list = this.#listFor(phrases.length);
    this.#arena.write(at + 4, list);
    this.#arena.write(at + 8, phrases.length);
    this.#arena.ints.set(phrases, list >> 2);
  }

  /** A quarter of the table stays empty, so that searches are short. */
  setEdge(state: number, token: number, target: number): void {
    if ((this.#edgeCount + 1) * 4 > this.#edgeRoom * 3) this.#grow();
    const { ints } = this.#arena;
    const number = state >> FLAG_BITS;
    const leads = (this.#states >> 2) + number * STATE + LEADS;
    ints[leads] = (ints[leads] as number) | (1 << (token & 31));
    this.#putEdge(number, token, target);
  }

  #putEdge(number: number, token: number, target: number): void {
    const { ints } = this.#arena;
    const table = this.#edges >> 2;
    const last = (this.#edgeRoom - 1) * EDGE;
    const low = (token & ((1 << TOKEN_BITS) - 1)) | (number << TOKEN_BITS);
    const high = number >>> LOW_BITS;
    let edge = spread(number, token) & last;
    // No state is number 0, so that an edge is not.
    while (
      ((ints[table + edge] as number) | (ints[table + edge + 1] as number)) !== 0 &&
      !(ints[table + edge] === low && ((ints[table + edge + 1] as number) & HIGH_MASK) === high)
    ) {
      edge = (edge + EDGE) & last;
    }
    if (((ints[table + edge] as number) | (ints[table + edge + 1] as number)) === 0) this.#edgeCount++;
    ints[table + edge] = low;
    ints[table + edge + 1] = high | (target << HIGH_BITS);
  }

  #grow(): void {
    const from = this.#edges >> 2;
    const old = this.#arena.ints.slice(from, from + this.#edgeRoom * EDGE);
    this.#edgeRoom *= 2;
    this.#edgeCount = 0;
    this.#edges = this.#arena.allocate(this.#edgeRoom * EDGE * 4);
    this.#arena.write(this.record + desk.EDGES, this.#edges);
    this.#arena.write(this.record + desk.LAST_EDGE, (this.#edgeRoom - 1) * EDGE * 4);
    for (let edge = 0; edge < old.length; edge += EDGE) {
      const low = old[edge] as number;
      const high = old[edge + 1] as number;
      if ((low | high) === 0) continue;
      const number = (low >>> TOKEN_BITS) | ((high & HIGH_MASK) << LOW_BITS);
      this.#putEdge(number, (low << LOW_BITS) >> LOW_BITS, high >> HIGH_BITS);
    }
  }

  /** A copy twice as large. */
  #moved(table: number, bytes: number, cell: number): number {
    const larger = this.#arena.allocate(bytes * 2);
    this.#arena.bytes.copyWithin(larger, table, table + bytes);
    this.#arena.write(this.record + cell, larger);
    return larger;
  }

  #listFor(length: number): number {
    if (length > this.#listRoom) {
      this.#listRoom = Math.max(LISTS, length);
      this.#lists = this.#arena.allocate(this.#listRoom * 4);
    }
    const list = this.#lists;
    this.#lists += length * 4;
    this.#listRoom -= length;
    return list;
  }
}

function pair(first: number, second: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) & (PAIR_BITS - 1);
}

/** Where the search for an edge begins, before it is cut to the table's length; a multiple of `EDGE`. */
function spread(number: number, token: number): number {
  const mixed = Math.imul(number, 0x9e3779b1) ^ Math.imul(token, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) << 1;
}
