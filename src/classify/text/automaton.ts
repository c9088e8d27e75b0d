import { FIRST_WORD } from './kinds.js';
import { listOf, nextPlace, type Places } from './places.js';
import { DEAD, FLAG_BITS, LAST_MARK, OPEN, ENDS, StateTables, UNBUILT } from './state-tables.js';
import type { Tokens } from './tokens.js';
import type { Vocabulary } from './vocabulary.js';

/** Every phrase is listened for. */
const ALL = 0xffff;

/**
 * All phrases of all rules as one automaton over tokens, made deterministic as texts need it (a state is the
 * set of places that the words so far can stand for). However many rules there are, a token costs one step;
 * choices and wildcards cost nothing extra and cannot blow up. The states are a memo: they change how fast
 * an answer comes, never the answer. The steps themselves are assembly/find.ts.
 */
export class Automaton {
  /** What it was made of; enough to make it again. */
  readonly places: Places;
  readonly #vocabulary: Vocabulary;
  readonly #opening: ReadonlySet<number>;
  #kinds: Int32Array | null = null;
  #meanings: Uint16Array | null = null;
  #number = { token: DEAD, kind: 0 };
  #sets: number[][] = [[]];
  #numbers = new Map<string, number>();
  /** Null until the first text, when all words are known. */
  #tables: StateTables | null = null;
  #start = DEAD;

  constructor(places: Places, vocabulary: Vocabulary) {
    this.places = places;
    this.#vocabulary = vocabulary;
    this.#opening = this.#tokensOf(this.#close([0]));
  }

  /** Whether a phrase can start with this token. */
  opens(token: number): boolean {
    return this.#opening.has(token);
  }

  /**
   * What `find` shall report; without this, every phrase and nothing else.
   * @param kinds by token id: see kinds.ts.
   * @param meanings by phrase: bits, of which `find` says which it listens for.
   * @param number the one number that is read where it stands, and as what.
   */
  listen(kinds: Int32Array, meanings: Uint16Array, number: { token: number; kind: number }): void {
    this.#number = number;
    this.#kinds = kinds;
    this.#meanings = meanings;
  }

  /**
   * Finds phrases, by their first token, the longest first, and before them the word itself if its kind says that it is
   * read where it stands. Addresses on the web are left out. Returns how many; they are in `matches`.
   */
  find(tokens: Tokens, listened: number = ALL): number {
    const { record } = (this.#tables ??= this.#layOut());
    return this.#vocabulary.reader.find(record, tokens, listened);
  }

  /** What the last `find` found: see `Reader.matches`. */
  get matches(): Int32Array {
    return this.#vocabulary.reader.matches;
  }

  #layOut(): StateTables {
    const { size, reader } = this.#vocabulary;
    const kinds = this.#kinds ?? new Int32Array(size);
    if (this.#kinds === null) {
      for (const token of this.#opening) if (token > 0) kinds[token] = FIRST_WORD;
    }
    const phraseCount = this.places.phrases.reduce((most, phrase) => Math.max(most, phrase + 1), 0);
    const meanings = this.#meanings ?? new Uint16Array(phraseCount).fill(ALL);
    const tables = new StateTables(reader.arena, kinds, meanings, this.#number);
    this.#tables = tables;
    this.#start = this.#stateOf([0], false);
    tables.begin(this.#start, this.#opening);
    reader.serve(tables.record, this);
    return tables;
  }

  /** The state behind `token`, made if new; called at the first text that leads to it. */
  build(state: number, token: number): number {
    const tables = this.#laidOut;
    const targets: number[] = [];
    for (const place of this.#sets[state >> FLAG_BITS] ?? []) {
      const target = nextPlace(this.places, place, token);
      if (target !== -1) targets.push(target);
      if (!(token > 0 && token <= LAST_MARK)) targets.push(...this.#any(place));
    }
    const built = this.#stateOf(targets, true);
    if (state !== this.#start || token < 0) tables.setEdge(state, token, built);
    else {
      const closed = (built & (ENDS | OPEN)) !== 0;
      tables.setFirst(token, built, closed ? null : this.#tokensOf(this.#sets[built >> FLAG_BITS] ?? []));
    }
    return built;
  }

  /** @param edges false for the start, whose thousands of edges stand in a row by token. */
  #stateOf(places: readonly number[], edges: boolean): number {
    const closed = this.#close(places);
    if (closed.length === 0) return DEAD;
    const key = closed.join(' ');
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#sets.push(closed) - 1;
    const { phrasesFrom, phrases: all } = this.places;
    const phrases = [...new Set(closed.flatMap((place) => [...listOf(phrasesFrom, all, place)]))];
    const any = closed.flatMap((place) => [...this.#any(place)]);
    const flags = (phrases.length > 0 ? ENDS : 0) | (any.length > 0 ? OPEN : 0);
    const state = (number << FLAG_BITS) | flags;
    this.#numbers.set(key, state);
    const tables = this.#laidOut;
    tables.addState(number, phrases, this.#stateOf(any, true));
    if (edges) for (const token of this.#tokensOf(closed)) tables.setEdge(state, token, UNBUILT);
    return state;
  }

  get #laidOut(): StateTables {
    if (this.#tables === null) throw new Error('States are built while a text is read.');
    return this.#tables;
  }

  #any(place: number): Int32Array {
    return listOf(this.places.anyFrom, this.places.any, place);
  }

  #tokensOf(places: readonly number[]): Set<number> {
    const tokens = new Set<number>();
    for (const place of places) {
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
