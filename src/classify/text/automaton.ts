import { parsePhrase, phraseKey, type Element } from './phrase.js';
import { GLUED, SOFT, type Tokens } from './tokens.js';
import { MARKS, type Vocabulary } from './vocabulary.js';

/** A place in the phrases, after some of their words: where each next word leads, and what ends here. */
interface Place {
  next: Map<number, number[]>;
  any: number[];
  /** Places reached without a word. */
  free: number[];
  phrases: number[];
}

/** Collects phrases and gives each a number; `compile` makes them matchable. */
export class AutomatonBuilder {
  readonly vocabulary: Vocabulary;
  #places: Place[] = [newPlace()];
  #numbers = new Map<string, number>();

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
  }

  get phraseCount(): number {
    return this.#numbers.size;
  }

  /**
   * Number of the phrase, from 0; the same phrase always gets the same.
   * @throws PhraseError
   */
  add(phrase: string): number {
    return this.addSequence(parsePhrase(phrase));
  }

  addSequence(sequence: readonly Element[]): number {
    const key = phraseKey(sequence);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(key, number);
    const end = this.#append(0, sequence);
    this.#places[end]?.phrases.push(number);
    return number;
  }

  /** Leads from `place` over the sequence; shares the way with phrases that begin alike. */
  #append(place: number, sequence: readonly Element[]): number {
    let at = place;
    for (const element of sequence) {
      if (element.kind === 'word') at = this.#step(at, this.vocabulary.add(element.word));
      else if (element.kind === 'mark') at = this.#step(at, MARKS[element.mark]);
      else if (element.kind === 'any') at = this.#appendAny(at, element.least, element.most);
      else at = this.#appendGroup(at, element.options, element.optional);
    }
    return at;
  }

  #appendGroup(place: number, options: readonly Element[][], optional: boolean): number {
    const end = this.#add();
    // A fresh place, lest the options of one phrase become ways into another.
    const start = this.#add();
    this.#places[place]?.free.push(start);
    for (const option of options) {
      const last = this.#append(start, option);
      this.#places[last]?.free.push(end);
    }
    if (optional) this.#places[start]?.free.push(end);
    return end;
  }

  #appendAny(place: number, least: number, most: number): number {
    const end = this.#add();
    let at = place;
    for (let taken = 0; taken < most; taken++) {
      if (taken >= least) this.#places[at]?.free.push(end);
      const next = this.#add();
      this.#places[at]?.any.push(next);
      at = next;
    }
    this.#places[at]?.free.push(end);
    return end;
  }

  #step(place: number, token: number): number {
    const next = this.#places[place]?.next;
    // Only a way that this builder made for plain words may be shared: one target.
    const known = next?.get(token)?.[0];
    if (known !== undefined) return known;
    const target = this.#add();
    next?.set(token, [target]);
    return target;
  }

  #add(): number {
    return this.#places.push(newPlace()) - 1;
  }

  compile(): Automaton {
    return new Automaton(this.#places);
  }
}

function newPlace(): Place {
  return { next: new Map(), any: [], free: [], phrases: [] };
}

/** Called for each phrase at tokens `[from, to)`. */
export type OnPhrase = (phrase: number, from: number, to: number) => void;

const NO_PHRASES: readonly number[] = [];
const DEAD = 0;
const UNBUILT = -1;

/**
 * All phrases of all rules as one automaton over tokens, made deterministic as texts need it (a state is the
 * set of places that the words so far can stand for). However many rules there are, a token costs one step;
 * choices and wildcards cost nothing extra and cannot blow up. The states are a memo: they change how fast
 * an answer comes, never the answer.
 */
export class Automaton {
  #places: readonly Place[];
  #sets: number[][] = [[]];
  #phrases: (readonly number[])[] = [NO_PHRASES];
  #otherwise: number[] = [DEAD];
  #states = new Map<string, number>();
  /** Open addressing over (state, token): state, token, target per slot; `#start` by token id for the first step. */
  #slots = new Int32Array(3 << 12);
  #mask = (1 << 12) - 1;
  #used = 0;
  #start: number;
  #first: Int32Array;

  constructor(places: readonly Place[]) {
    this.#places = places;
    this.#start = this.#stateOf([0]);
    const tokens = [...(this.#slotTokens(this.#start) ?? [])];
    this.#first = new Int32Array(Math.max(8, ...tokens) + 1).fill(DEAD);
    for (const token of tokens) if (token >= 0) this.#first[token] = UNBUILT;
  }

  /** Reports every phrase that starts at token `from`, shortest first. */
  matchAt(tokens: Tokens, from: number, onPhrase: OnPhrase): void {
    const id = tokens.ids[from] ?? 0;
    let state = id >= 0 ? (this.#first[id] ?? DEAD) : this.#step(this.#start, id);
    if (state === DEAD) return;
    if (state === UNBUILT) {
      state = this.#step(this.#start, id);
      this.#first[id] = state;
    }
    for (let at = from + 1; ; at++) {
      const phrases = this.#phrases[state] ?? NO_PHRASES;
      for (let n = 0; n < phrases.length; n++) onPhrase(phrases[n] ?? 0, from, at);
      if (at >= tokens.count) return;
      const gap = tokens.gaps[at] ?? SOFT;
      if (gap > SOFT) return;
      const token = tokens.ids[at] ?? 0;
      if (gap !== GLUED && (token === MARKS['.'] || token === MARKS['+'] || token === MARKS['#'])) return;
      state = this.#step(state, token);
      if (state === DEAD) return;
    }
  }

  #step(state: number, token: number): number {
    for (let slot = hash(state, token) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const owner = this.#slots[slot * 3] ?? 0;
      // A mark is no word, so a wildcard does not take it.
      if (owner === 0) return token > 0 && token < 8 ? DEAD : (this.#otherwise[state] ?? DEAD);
      if (owner !== state || this.#slots[slot * 3 + 1] !== token) continue;
      const target = this.#slots[slot * 3 + 2] ?? 0;
      if (target !== UNBUILT) return target;
      const built = this.#build(state, token);
      this.#write(state, token, built);
      return built;
    }
  }

  #build(state: number, token: number): number {
    const targets: number[] = [];
    for (const place of this.#sets[state] ?? []) {
      targets.push(...(this.#places[place]?.next.get(token) ?? []));
      if (!(token > 0 && token < 8)) targets.push(...(this.#places[place]?.any ?? []));
    }
    return this.#stateOf(targets);
  }

  #stateOf(places: readonly number[]): number {
    const closed = this.#close(places);
    if (closed.length === 0) return DEAD;
    const key = closed.join(' ');
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    const state = this.#sets.push(closed) - 1;
    this.#states.set(key, state);
    this.#phrases.push([...new Set(closed.flatMap((place) => this.#places[place]?.phrases ?? []))]);
    this.#otherwise.push(DEAD);
    this.#otherwise[state] = this.#stateOf(closed.flatMap((place) => this.#places[place]?.any ?? []));
    for (const token of this.#slotTokens(state)) this.#write(state, token, UNBUILT);
    return state;
  }

  #slotTokens(state: number): Set<number> {
    const tokens = new Set<number>();
    for (const place of this.#sets[state] ?? []) {
      for (const token of this.#places[place]?.next.keys() ?? []) tokens.add(token);
    }
    return tokens;
  }

  #close(places: readonly number[]): number[] {
    const seen = new Set(places);
    for (const place of seen) for (const free of this.#places[place]?.free ?? []) seen.add(free);
    return [...seen].toSorted((a, b) => a - b);
  }

  #write(state: number, token: number, target: number): void {
    if (this.#used * 2 > this.#mask) this.#grow();
    let slot = hash(state, token) & this.#mask;
    while (
      this.#slots[slot * 3] !== 0 &&
      (this.#slots[slot * 3] !== state || this.#slots[slot * 3 + 1] !== token)
    ) {
      slot = (slot + 1) & this.#mask;
    }
    if (this.#slots[slot * 3] === 0) this.#used++;
    this.#slots[slot * 3] = state;
    this.#slots[slot * 3 + 1] = token;
    this.#slots[slot * 3 + 2] = target;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    this.#mask = this.#mask * 2 + 1;
    this.#used = 0;
    for (let at = 0; at < old.length; at += 3) {
      if (old[at] !== 0) this.#write(old[at] ?? 0, old[at + 1] ?? 0, old[at + 2] ?? 0);
    }
  }
}

function hash(state: number, token: number): number {
  const mixed = Math.imul(state, 0x9e3779b1) ^ Math.imul(token, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
