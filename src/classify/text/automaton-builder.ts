import { Automaton } from './automaton.js';
import { parsePhrase, phraseKey, type Element } from './phrase.js';
import { flatten, type Place } from './places.js';
import { MARKS, type Vocabulary } from './vocabulary.js';

/** Collects phrases and gives each a number; `compile` makes them matchable. */
export class AutomatonBuilder {
  readonly vocabulary: Vocabulary;
  #places: Place[] = [newPlace()];
  /** Of phrases with choices or wildcards, by their key. */
  #numbers = new Map<string, number>();
  /** How many phrases there are; the next one's number. */
  phraseCount = 0;

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * Number of the phrase, from 0; the same phrase always gets the same.
   * @throws PhraseError
   */
  add(phrase: string): number {
    return this.addSequence(parsePhrase(phrase));
  }

  addSequence(sequence: readonly Element[]): number {
    if (sequence.every((element) => element.kind === 'word' || element.kind === 'mark')) {
      // Only this phrase leads over plain words to this place: no need to look it up by its text.
      const end = this.#append(0, sequence);
      return this.#places[end]?.phrases[0] ?? this.#number(end);
    }
    const key = phraseKey(sequence);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#number(this.#append(0, sequence));
    this.#numbers.set(key, number);
    return number;
  }

  #number(place: number): number {
    this.#extend(place, 'phrases', this.phraseCount);
    return this.phraseCount++;
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
    this.#extend(place, 'free', start);
    for (const option of options) {
      const last = this.#append(start, option);
      this.#extend(last, 'free', end);
    }
    if (optional) this.#extend(start, 'free', end);
    return end;
  }

  #appendAny(place: number, least: number, most: number): number {
    const end = this.#add();
    let at = place;
    for (let taken = 0; taken < most; taken++) {
      if (taken >= least) this.#extend(at, 'free', end);
      const next = this.#add();
      this.#extend(at, 'any', next);
      at = next;
    }
    this.#extend(at, 'free', end);
    return end;
  }

  #step(at: number, token: number): number {
    const place = this.#places[at] as Place;
    const known = place.next?.get(token);
    if (known !== undefined) return known;
    const target = this.#add();
    (place.next ??= new Map()).set(token, target);
    return target;
  }

  #extend(at: number, list: 'any' | 'free' | 'phrases', item: number): void {
    const place = this.#places[at] as Place;
    place[list] = [...place[list], item];
  }

  #add(): number {
    return this.#places.push(newPlace()) - 1;
  }

  compile(): Automaton {
    return new Automaton(flatten(this.#places), this.vocabulary);
  }
}

/** There are a hundred thousand places, and nearly all lead one way: what they do not have costs nothing. */
const EMPTY: readonly number[] = [];

function newPlace(): Place {
  return { next: null, any: EMPTY, free: EMPTY, phrases: EMPTY };
}
