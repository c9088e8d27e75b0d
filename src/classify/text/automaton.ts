import { listOf, nextPlace, type Places } from './places.js';
import { GLUED, SOFT, type Tokens } from './tokens.js';
import { MARKS, UNKNOWN } from './vocabulary.js';

/** Called for each phrase at tokens `[from, to)`. */
export type OnPhrase = (phrase: number, from: number, to: number) => void;

const NO_PHRASES: readonly number[] = [];
const DEAD = 0;
const UNBUILT = -1;
/** Cells of a state: `FILTER`, `OTHERWISE`, `ENDS`, `SLOTS`. */
const STATE = 4;
/** Bit `token & 31` is set for each token that leads on: nine of ten words after a state do not. */
const FILTER = 0;
/** Where any other word leads. */
const OTHERWISE = 1;
/** How many phrases end here. */
const ENDS = 2;
/** Where the state's own table begins: its mask, then two cells a slot (token, target; token 0 is an empty one). */
const SLOTS = 3;
const LAST_MARK = 7;
const ASKS_PAIR = 1;
/** 16 KB: stays in the nearest cache; one bit in twelve is set. */
const PAIR_BITS = 1 << 17;
const LARGEST_GAP = SOFT;

/**
 * All phrases of all rules as one automaton over tokens, made deterministic as texts need it (a state is the
 * set of places that the words so far can stand for). However many rules there are, a token costs one step;
 * choices and wildcards cost nothing extra and cannot blow up. The states are a memo: they change how fast
 * an answer comes, never the answer.
 */
export class Automaton {
  /** What it was made of; enough to make it again. */
  readonly places: Places;
  #sets: number[][] = [[]];
  #phrases: (readonly number[])[] = [NO_PHRASES];
  #numbers = new Map<string, number>();
  #states = new Int32Array(STATE << 10);
  /** One small table a state, so that the few states that texts come by lie close together. */
  #slots = new Int32Array(1 << 15);
  #used = 0;
  #start: number;
  /** First step, by token id. */
  #first: Int32Array;
  /** By token id: `ASKS_PAIR` where a phrase that begins with it goes on with a word of `#pairs`, else 0. */
  #asks: Uint8Array;
  /**
   * A bit for each two tokens that begin a phrase. "the", "to" and "with" begin phrases, but nine of ten times
   * the next word ends them: one look here instead of three at the states.
   */
  #pairs = new Int32Array(PAIR_BITS >> 5);

  constructor(places: Places) {
    this.places = places;
    this.#start = this.#stateOf([0]);
    const tokens = [...this.#slotTokens(this.#start)];
    this.#first = new Int32Array(Math.max(8, ...tokens) + 1).fill(DEAD);
    for (const token of tokens) if (token >= 0) this.#first[token] = UNBUILT;
    this.#asks = new Uint8Array(this.#first.length);
  }

  /** Whether a phrase can start with this token. */
  opens(token: number): boolean {
    if (token < 0) return this.#step(this.#start, token) !== DEAD;
    return (this.#first[token] ?? DEAD) !== DEAD;
  }

  /** Whether it is worth calling `matchAt`: false where the second word ends every phrase, as it mostly does. */
  canMatchAt(tokens: Tokens, from: number): boolean {
    const id = tokens.ids[from] as number;
    if (id < 0 || this.#asks[id] !== ASKS_PAIR) return true;
    if ((tokens.gaps[from + 1] as number) > LARGEST_GAP) return false;
    const bit = pair(id, tokens.ids[from + 1] as number);
    // Behind the last token is what an older text left: a chance to be wrong, and never to miss.
    return (((this.#pairs[bit >>> 5] as number) >>> (bit & 31)) & 1) === 1;
  }

  /** Reports every phrase that starts at token `from`, shortest first. */
  matchAt(tokens: Tokens, from: number, onPhrase: OnPhrase): void {
    const { ids, gaps, count } = tokens;
    const id = ids[from] as number;
    let state: number;
    if (id < 0) state = this.#step(this.#start, id);
    else {
      state = id < this.#first.length ? (this.#first[id] as number) : DEAD;
      if (state === UNBUILT) state = this.#open(id);
    }
    for (let at = from + 1; state !== DEAD; at++) {
      if (this.#states[state * STATE + ENDS] !== 0) {
        for (const phrase of this.#phrases[state] ?? NO_PHRASES) onPhrase(phrase, from, at);
      }
      if (at >= count) return;
      const gap = gaps[at] as number;
      if (gap > LARGEST_GAP) return;
      const token = ids[at] as number;
      if (gap !== GLUED && token > 0 && token <= LAST_MARK && isGluedMark(token)) return;
      state = this.#step(state, token);
    }
  }

  /** Builds the first step over `token`, and notes what can follow it. */
  #open(token: number): number {
    const state = this.#step(this.#start, token);
    this.#first[token] = state;
    if (this.#states[state * STATE + ENDS] !== 0 || this.#states[state * STATE + OTHERWISE] !== DEAD)
      return state;
    for (const next of this.#slotTokens(state)) {
      const bit = pair(token, next);
      this.#pairs[bit >>> 5] = (this.#pairs[bit >>> 5] as number) | (1 << (bit & 31));
    }
    this.#asks[token] = ASKS_PAIR;
    return state;
  }

  #step(state: number, token: number): number {
    const states = this.#states;
    // No phrase has an unknown word in it, and 0 is also what an empty slot says.
    if (token !== UNKNOWN && ((states[state * STATE + FILTER] as number) >>> (token & 31)) & 1) {
      const slots = this.#slots;
      const slot = this.#slotOf(states[state * STATE + SLOTS] as number, token);
      if (slots[slot] === token) {
        const target = slots[slot + 1] as number;
        return target === UNBUILT ? this.#build(state, token, slot) : target;
      }
    }
    // A mark is no word, so a wildcard does not take it.
    return token > 0 && token <= LAST_MARK ? DEAD : (states[state * STATE + OTHERWISE] as number);
  }

  /** The slot of `token` in the table at `table`, or the empty one where it would be. */
  #slotOf(table: number, token: number): number {
    const slots = this.#slots;
    const mask = slots[table] as number;
    let at = token & mask;
    for (;;) {
      const slot = table + 1 + at * 2;
      const owner = slots[slot] as number;
      if (owner === token || owner === 0) return slot;
      at = (at + 1) & mask;
    }
  }

  #build(state: number, token: number, slot: number): number {
    const targets: number[] = [];
    for (const place of this.#sets[state] ?? []) {
      const target = nextPlace(this.places, place, token);
      if (target !== -1) targets.push(target);
      if (!(token > 0 && token <= LAST_MARK)) targets.push(...this.#any(place));
    }
    const built = this.#stateOf(targets);
    this.#slots[slot + 1] = built;
    return built;
  }

  #stateOf(places: readonly number[]): number {
    const closed = this.#close(places);
    if (closed.length === 0) return DEAD;
    const key = closed.join(' ');
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const state = this.#sets.push(closed) - 1;
    this.#numbers.set(key, state);
    const { phrasesFrom, phrases: all } = this.places;
    const phrases = [...new Set(closed.flatMap((place) => [...listOf(phrasesFrom, all, place)]))];
    this.#phrases.push(phrases);
    if ((state + 1) * STATE > this.#states.length) this.#states = twice(this.#states);
    this.#states[state * STATE + ENDS] = phrases.length;
    const otherwise = this.#stateOf(closed.flatMap((place) => [...this.#any(place)]));
    this.#states[state * STATE + OTHERWISE] = otherwise;
    this.#makeTable(state, this.#slotTokens(state));
    return state;
  }

  /** At least half of the slots stay empty, so that every search ends. */
  #makeTable(state: number, tokens: ReadonlySet<number>): void {
    let size = 1;
    while (size < tokens.size * 2) size *= 2;
    const table = this.#used;
    this.#used += 1 + size * 2;
    while (this.#used > this.#slots.length) this.#slots = twice(this.#slots);
    this.#slots[table] = size - 1;
    let filter = 0;
    for (const token of tokens) {
      filter |= 1 << (token & 31);
      const slot = this.#slotOf(table, token);
      this.#slots[slot] = token;
      this.#slots[slot + 1] = UNBUILT;
    }
    this.#states[state * STATE + FILTER] = filter;
    this.#states[state * STATE + SLOTS] = table;
  }

  #any(place: number): Int32Array {
    return listOf(this.places.anyFrom, this.places.any, place);
  }

  #slotTokens(state: number): Set<number> {
    const tokens = new Set<number>();
    for (const place of this.#sets[state] ?? []) {
      for (const token of listOf(this.places.nextFrom, this.places.nextTokens, place)) tokens.add(token);
    }
    return tokens;
  }

  #close(places: readonly number[]): number[] {
    const { freeFrom, free } = this.places;
    const seen = new Set(places);
    for (const place of seen) for (const target of listOf(freeFrom, free, place)) seen.add(target);
    return [...seen].toSorted((a, b) => a - b);
  }
}

function twice(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** Marks that are part of a name only where nothing stands before them. */
function isGluedMark(token: number): boolean {
  return token === MARKS['.'] || token === MARKS['+'] || token === MARKS['#'];
}

function pair(first: number, second: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) & (PAIR_BITS - 1);
}
