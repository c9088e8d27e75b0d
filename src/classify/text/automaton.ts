import { FIRST_WORD, READ_WORD } from './kinds.js';
import { listOf, nextPlace, type Places } from './places.js';
import { GLUED, HARD, SOFT, type Tokens } from './tokens.js';
import { MARKS, UNKNOWN } from './vocabulary.js';

/** A state is written as its number above two flags, so that a step need not look up what the state is. */
const FLAG_BITS = 2;
/** Phrases end here. */
const ENDS = 1;
/** Any word leads on from here. */
const OPEN = 2;
const DEAD = 0;
const UNBUILT = -1;
const NO_PHRASES: readonly number[] = [];
const LAST_MARK = 7;
const ASKS_PAIR = 1;
/** 16 KB: stays in the nearest cache; one bit in twelve is set. */
const PAIR_BITS = 1 << 17;
const LARGEST_GAP = SOFT;
const HARD_GAP = HARD;
const OPENS = FIRST_WORD;
const OTHERS = READ_WORD;
const GLUED_GAP = GLUED;
const NO_WORD = UNKNOWN;
/** Cells of an edge: state, token, target, and one to fill a power of two. */
const EDGE = 4;
const LEAST_EDGES = 1 << 12;

/**
 * All phrases of all rules as one automaton over tokens, made deterministic as texts need it (a state is the
 * set of places that the words so far can stand for). However many rules there are, a token costs one step;
 * choices and wildcards cost nothing extra and cannot blow up. The states are a memo: they change how fast
 * an answer comes, never the answer.
 */
export class Automaton {
  /** What it was made of; enough to make it again. */
  readonly places: Places;
  /** What the last `matchAt` found: phrase and end of each, shortest first. */
  found = new Int32Array(64);
  #sets: number[][] = [[]];
  #phrases: (readonly number[])[] = [NO_PHRASES];
  /** Where any other word leads, by number of the state. */
  #otherwise = [DEAD];
  #numbers = new Map<string, number>();
  /**
   * All edges of all states that were built, in one table with open addressing: what a step needs lies in one
   * line of the cache.
   */
  #edges = new Int32Array(LEAST_EDGES * EDGE);
  #edgeCount = 0;
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
    this.#start = this.#stateOf([0], false);
    const tokens = [...this.#tokensAfter(this.#start)];
    this.#first = new Int32Array(Math.max(8, ...tokens) + 1).fill(DEAD);
    for (const token of tokens) {
      if (token >= 0) this.#first[token] = UNBUILT;
      else this.#setEdge(this.#start, token, UNBUILT);
    }
    this.#asks = new Uint8Array(this.#first.length);
  }

  /** Whether a phrase can start with this token. */
  opens(token: number): boolean {
    return token < 0 ? this.#begin(token) !== DEAD : (this.#first[token] ?? DEAD) !== DEAD;
  }

  /**
   * Tokens at which it is worth calling `matchAt`, and those of which `kinds` says something besides, written to
   * `tokens.spare`; returns how many. Nine of ten times the second word ends what the first began. Without
   * branches: whether a word begins a phrase cannot be foretold.
   * @param kinds by token id: see kinds.ts.
   */
  candidates(tokens: Tokens, kinds: Int32Array): number {
    const { ids, gaps, count, spare } = tokens;
    const pairs = this.#pairs;
    if (this.#asks.length < kinds.length) this.#asks = resized(this.#asks, kinds.length);
    const asks = this.#asks;
    let candidates = 0;
    for (let i = 0; i < count; i++) {
      const id = ids[i] as number;
      const number = id >> 31;
      const word = id & ~number;
      const kind = (kinds[word] as number) | (number & OPENS);
      // Behind the last token is what an older text left: a chance to be wrong, and never to miss.
      const bit = pair(id, ids[i + 1] as number);
      const goesOn =
        ((pairs[bit >>> 5] as number) >>> (bit & 31)) & (((gaps[i + 1] as number) - HARD_GAP) >>> 31);
      const phrase = (-(kind & OPENS) >>> 31) & (goesOn | ~(asks[word] as number)) & 1;
      const other = -(kind & OTHERS) >>> 31;
      spare[candidates] = i;
      candidates += phrase | other;
    }
    return candidates;
  }

  /** Finds every phrase that starts at token `from`; they stand in `found`, as many as it returns. */
  matchAt(tokens: Tokens, from: number): number {
    const { ids, gaps, count } = tokens;
    let state = this.#begin(ids[from] as number);
    let times = 0;
    let edges = this.#edges;
    for (let at = from + 1; state !== DEAD; at++) {
      if ((state & ENDS) !== 0) times = this.#note(state, at, times);
      if (at >= count) break;
      const gap = gaps[at] as number;
      if (gap > LARGEST_GAP) break;
      const token = ids[at] as number;
      const mark = token > 0 && token <= LAST_MARK;
      if (mark && gap !== GLUED_GAP && isGluedMark(token)) break;
      let next = DEAD;
      let known = false;
      // No phrase has an unknown word in it, and 0 is also what an empty edge says.
      if (token !== NO_WORD) {
        const last = edges.length - EDGE;
        let edge = spread(state, token) & last;
        let owner: number;
        while ((owner = edges[edge] as number) !== DEAD) {
          if (owner === state && edges[edge + 1] === token) {
            next = edges[edge + 2] as number;
            if (next === UNBUILT) {
              next = this.#build(state, token);
              edges = this.#edges;
            }
            known = true;
            break;
          }
          edge = (edge + EDGE) & last;
        }
      }
      // A mark is no word, so a wildcard does not take it.
      if (!known && (state & OPEN) !== 0 && !mark) next = this.#otherwise[state >> FLAG_BITS] as number;
      state = next;
    }
    return times;
  }

  #begin(token: number): number {
    if (token < 0) {
      const edge = this.#edgeOf(this.#start, token);
      const target = this.#edges[edge + 2] as number;
      return this.#edges[edge] !== DEAD && target === UNBUILT ? this.#build(this.#start, token) : target;
    }
    const state = token < this.#first.length ? (this.#first[token] as number) : DEAD;
    return state === UNBUILT ? this.#open(token) : state;
  }

  #note(state: number, at: number, times: number): number {
    const phrases = this.#phrases[state >> FLAG_BITS] ?? NO_PHRASES;
    while ((times + phrases.length) * 2 > this.found.length) this.found = twice(this.found);
    const found = this.found;
    for (let n = 0; n < phrases.length; n++) {
      found[times * 2] = phrases[n] as number;
      found[times * 2 + 1] = at;
      times++;
    }
    return times;
  }

  /** Builds the first step over `token`, and notes what can follow it. */
  #open(token: number): number {
    const state = this.#build(this.#start, token);
    this.#first[token] = state;
    if ((state & (ENDS | OPEN)) !== 0) return state;
    for (const next of this.#tokensAfter(state)) {
      const bit = pair(token, next);
      this.#pairs[bit >>> 5] = (this.#pairs[bit >>> 5] as number) | (1 << (bit & 31));
    }
    this.#asks[token] = ASKS_PAIR;
    return state;
  }

  /** The state behind `token`, made if new; its edge is filled in if the state has its edges in the table. */
  #build(state: number, token: number): number {
    const targets: number[] = [];
    for (const place of this.#sets[state >> FLAG_BITS] ?? []) {
      const target = nextPlace(this.places, place, token);
      if (target !== -1) targets.push(target);
      if (!(token > 0 && token <= LAST_MARK)) targets.push(...this.#any(place));
    }
    const built = this.#stateOf(targets, true);
    if (state !== this.#start || token < 0) this.#setEdge(state, token, built);
    return built;
  }

  /** @param edges false for the start, whose thousands of edges stand in `#first`. */
  #stateOf(places: readonly number[], edges: boolean): number {
    const closed = this.#close(places);
    if (closed.length === 0) return DEAD;
    const key = closed.join(' ');
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#sets.push(closed) - 1;
    const { phrasesFrom, phrases: all } = this.places;
    const phrases = [...new Set(closed.flatMap((place) => [...listOf(phrasesFrom, all, place)]))];
    this.#phrases.push(phrases);
    this.#otherwise.push(DEAD);
    const any = closed.flatMap((place) => [...this.#any(place)]);
    const flags = (phrases.length > 0 ? ENDS : 0) | (any.length > 0 ? OPEN : 0);
    const state = (number << FLAG_BITS) | flags;
    this.#numbers.set(key, state);
    this.#otherwise[number] = this.#stateOf(any, true);
    if (edges) for (const token of this.#tokensAfter(state)) this.#setEdge(state, token, UNBUILT);
    return state;
  }

  /** At least half of the table stays empty, so that every search is short. */
  #setEdge(state: number, token: number, target: number): void {
    if ((this.#edgeCount + 1) * EDGE * 2 > this.#edges.length) this.#grow();
    const edges = this.#edges;
    const edge = this.#edgeOf(state, token);
    if (edges[edge] === DEAD) this.#edgeCount++;
    edges[edge] = state;
    edges[edge + 1] = token;
    edges[edge + 2] = target;
  }

  /** The edge's place in the table, or the empty one where it would be. */
  #edgeOf(state: number, token: number): number {
    const edges = this.#edges;
    const last = edges.length - EDGE;
    let edge = spread(state, token) & last;
    while (edges[edge] !== DEAD && !(edges[edge] === state && edges[edge + 1] === token)) {
      edge = (edge + EDGE) & last;
    }
    return edge;
  }

  #grow(): void {
    const old = this.#edges;
    this.#edges = new Int32Array(old.length * 2);
    this.#edgeCount = 0;
    for (let edge = 0; edge < old.length; edge += EDGE) {
      const [state, token, target] = old.subarray(edge, edge + 3);
      if (state !== DEAD) this.#setEdge(state as number, token as number, target as number);
    }
  }

  #any(place: number): Int32Array {
    return listOf(this.places.anyFrom, this.places.any, place);
  }

  #tokensAfter(state: number): Set<number> {
    const tokens = new Set<number>();
    for (const place of this.#sets[state >> FLAG_BITS] ?? []) {
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

function resized(array: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(length);
  larger.set(array);
  return larger;
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

/** Where the search for an edge begins, before it is cut to the table's length; a multiple of `EDGE`. */
function spread(state: number, token: number): number {
  const mixed = Math.imul(state, 0x9e3779b1) ^ Math.imul(token, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) << 2;
}
