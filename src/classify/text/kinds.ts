import type { Automaton } from './automaton.js';

/** What a scan must know of a token at once; bits of a byte. */
export const FIRST_WORD = 1;
export const ADDRESS_WORD = 2;
export const TIME_WORD = 4;

/** By token id: whether some phrase begins with it, it begins an address, or it is a word for years or months. */
export function tokenKinds(
  size: number,
  phrases: Automaton,
  words: { urls: Iterable<number>; years: Iterable<number>; months: Iterable<number> },
): Uint8Array {
  const kinds = new Uint8Array(size);
  const mark = (ids: Iterable<number>, kind: number): void => {
    for (const id of ids) kinds[id] = (kinds[id] ?? 0) | kind;
  };
  for (let id = 0; id < size; id++) if (phrases.opens(id)) kinds[id] = FIRST_WORD;
  mark(words.urls, ADDRESS_WORD);
  mark([...words.years, ...words.months], TIME_WORD);
  return kinds;
}
