import type { Automaton } from './automaton.js';

/** What a scan must know of a token at once; above the bits of facts/words.ts, in the same number. */
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
