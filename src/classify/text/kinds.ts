import type { Automaton } from './automaton.js';

// What a scan must know of a token at once, in one number; the bits below tell languages (facts/words.ts).

/** What a word can begin or be part of. */
export const MONEY = 1 << 16;
export const REMOTE = 2 << 16;
export const EMPLOYMENT = 4 << 16;
export const LOCATION = 8 << 16;
/** Some phrase begins with it. */
export const FIRST_WORD = 1 << 20;
export const ADDRESS_WORD = 1 << 21;
export const TIME_WORD = 1 << 22;

/** Adds by token id: whether some phrase begins with it, it begins an address, or it is a word for years or months. */
export function addTokenKinds(
  kinds: Int32Array,
  phrases: Automaton,
  words: { urls: Iterable<number>; years: Iterable<number>; months: Iterable<number> },
): Int32Array {
  const mark = (ids: Iterable<number>, kind: number): void => {
    for (const id of ids) kinds[id] = (kinds[id] ?? 0) | kind;
  };
  for (let id = 1; id < kinds.length; id++) if (phrases.opens(id)) mark([id], FIRST_WORD);
  mark(words.urls, ADDRESS_WORD);
  mark([...words.years, ...words.months], TIME_WORD);
  return kinds;
}
