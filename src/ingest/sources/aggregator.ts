/** What the sites have in common that list many employers' postings in one feed. */
import type { Place } from '../../domain/posting.js';
import type { BoardTarget } from './board.js';
import { isObject, nameOf, textOf, type Json } from './item.js';
import { listIn } from './board-walk.js';

/** An API address is asked as it was given: its parameters say which part of the feed is meant. */
export function asGiven(url: URL, postingId: string | null = null): BoardTarget {
  return { apiUrl: url.href, board: 'all', postingId };
}

/** Every name in a list (of texts, or of objects with a name), or the one that stands there alone. */
export function namesOf(value: unknown): string[] {
  return [value]
    .flat()
    .map((entry) => (isObject(entry) ? nameOf(entry) : textOf(entry)))
    .filter((name) => name !== null)
    .map((name) => name.trim());
}

/** A number of seconds or milliseconds, or a written date. */
export function dateOf(value: unknown): string | number | null {
  return typeof value === 'number' ? value : textOf(value);
}

/** Where one place is named it may be a country; whether it is one the normaliser tells. */
export function countryOf(locations: readonly string[]): Place | null {
  const [only] = locations;
  return only === undefined || locations.length > 1 ? null : { country: only, region: null, city: null };
}

/** The records of an answer that is a list, or that wraps one under `key`; null for what is neither. */
export function recordsOf(answer: unknown, key: string): Json[] | null {
  return listIn(answer, Array.isArray(answer) ? '' : key);
}

/** The same address with other parameters; null takes one away. */
export function withQuery(
  address: string,
  parameters: Readonly<Record<string, string | number | null>>,
): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, String(value));
  }
  return url.href;
}
