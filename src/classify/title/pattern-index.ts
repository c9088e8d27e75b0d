/**
 * Which patterns can fit a title, told by numbers alone: of two dozen that share a concept with it four are left,
 * without a look at the others' objects, which lie all over the memory.
 */
import { type ConceptSet, isIn } from './concept-set.js';
import type { TitleElement } from './elements.js';
import type { TitlePattern } from './patterns.js';

export interface PatternIndex {
  /** Each once. */
  patterns: readonly TitlePattern[];
  /** Entries `[starts[c], starts[c + 1])` are of concept `c`: the patterns of which it can fill the rarest place. */
  starts: Int32Array;
  /** By entry, its pattern. */
  numbers: Int32Array;
  /**
   * By entry, `PLACES` times a bit for each concept that the place allows: a title without one cannot fill it. Then the
   * same of what must stand behind a head.
   */
  bits: Int32Array;
  /** By pattern, the title that it was last tried for; written while reading one, and only then read. */
  triedFor: Int32Array;
}

/** Places that are looked at; a longer pattern has its other places tried as they are. */
const PLACES = 4;
const CELLS = PLACES + 1;
const ANY_CONCEPT = -1;

export function patternIndex(
  byConcept: ReadonlyMap<number, readonly TitlePattern[]>,
  concepts: number,
): PatternIndex {
  const numberOf = new Map<TitlePattern, number>();
  for (const list of byConcept.values())
    for (const pattern of list) if (!numberOf.has(pattern)) numberOf.set(pattern, numberOf.size);
  const starts = new Int32Array(concepts + 1);
  const numbers: number[] = [];
  const bits: number[] = [];
  for (let concept = 0; concept < concepts; concept++) {
    for (const pattern of byConcept.get(concept) ?? []) {
      numbers.push(numberOf.get(pattern) ?? 0);
      for (let i = 0; i < PLACES; i++) {
        const place = pattern.places[i];
        bits.push(place === undefined ? ANY_CONCEPT : bitsOf(place.members));
      }
      const behind = pattern.kind === 'reversed' ? pattern.places[0] : undefined;
      bits.push(behind === undefined ? ANY_CONCEPT : bitsOf(behind.members));
    }
    starts[concept + 1] = numbers.length;
  }
  return {
    patterns: [...numberOf.keys()],
    starts,
    numbers: Int32Array.from(numbers),
    bits: Int32Array.from(bits),
    triedFor: new Int32Array(numberOf.size),
  };
}

/** One of 32 bits for each concept. */
function bitsOf(concepts: Iterable<number>): number {
  let bits = 0;
  for (const concept of concepts) bits |= 1 << (concept & 31);
  return bits;
}

/** Titles read so far, in whatever taxonomy; it may run over, since no two that meet are so far apart. */
let title = 0;

/** The patterns that may fit, each once, in the order of the words that they are found by. */
export function possiblePatterns(
  { patterns, starts, numbers, bits, triedFor }: PatternIndex,
  elements: readonly TitleElement[],
  heads: ConceptSet,
): TitlePattern[] {
  title = (title + 1) | 0 || 1;
  let has = 0;
  let behind = 0;
  let headed = false;
  for (const { concept } of elements) {
    if (concept === -1) continue;
    const bit = 1 << (concept & 31);
    has |= bit;
    if (headed) behind |= bit;
    else headed = isIn(heads, concept);
  }
  const possible: TitlePattern[] = [];
  for (const { concept } of elements) {
    if (concept === -1) continue;
    const end = starts[concept + 1] as number;
    for (let entry = starts[concept] as number; entry < end; entry++) {
      const at = entry * CELLS;
      if (((bits[at] as number) & has) === 0 || ((bits[at + 1] as number) & has) === 0) continue;
      if (((bits[at + 2] as number) & has) === 0 || ((bits[at + 3] as number) & has) === 0) continue;
      const late = bits[at + PLACES] as number;
      if (late !== ANY_CONCEPT && (late & behind) === 0) continue;
      const number = numbers[entry] as number;
      if (triedFor[number] === title) continue;
      triedFor[number] = title;
      possible.push(patterns[number] as TitlePattern);
    }
  }
  return possible;
}
