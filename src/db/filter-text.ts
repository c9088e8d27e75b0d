import { UsageError } from '../domain/errors.js';
import { nearest } from '../domain/nearest.js';
import type { PostingFilter } from './filter.js';

export const LISTING_STATES = ['open', 'closed'] as const;

/** Fields of a filter that hold several values, and those that hold one text. */
export const LIST_FIELDS = [
  ...(['role', 'level', 'skill', 'family', 'band', 'country', 'remote'] as const),
  ...(['employment', 'source', 'language'] as const),
] as const;
export const TEXT_FIELDS = ['company', 'since', 'until', 'text', 'taxonomy'] as const;
const ALL = [...LIST_FIELDS, ...TEXT_FIELDS, 'state', 'copies'] as const;

/**
 * A selection in one line, as a query string has it: `family=backend&country=DE,AT&since=2026-01-01`. Several values stand
 * behind commas or are repeated. Empty: everything.
 * @throws UsageError for an unknown field, with the nearest ones.
 */
export function parseFilter(text: string): PostingFilter {
  const filter: PostingFilter = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const list = LIST_FIELDS.find((field) => field === name);
    const single = TEXT_FIELDS.find((field) => field === name);
    if (list !== undefined) (filter[list] ??= []).push(...values(value));
    else if (single !== undefined) filter[single] = value;
    else if (name === 'state') filter.state = oneOf('state', value, LISTING_STATES);
    else if (name === 'copies') {
      if (oneOf('copies', value, ['once', 'all'] as const) === 'all') filter.copies = 'all';
    } else {
      const near = nearest(name, ALL);
      const hint =
        near.length > 0 ? `did you mean ${near.join(' or ')}?` : `the fields are ${ALL.join(', ')}`;
      throw new UsageError(`"${text}": no field "${name}" to select by; ${hint}`);
    }
  }
  return filter;
}

/** `a,b` -> both. */
export function values(text: string): string[] {
  return text
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((known) => known === value);
  if (found === undefined) throw new UsageError(`${name}: expected ${allowed.join(' or ')}, got "${value}"`);
  return found;
}

const DAY_MS = 86_400_000;

/**
 * `2026-01-01..2026-03-31`, both days included, in UTC -> first day, and first day after it.
 * @param name as the person gave it, for the message.
 * @throws UsageError
 */
export function parseSpan(name: string, text: string): { from: string; to: string } {
  const [, from = '', last = ''] = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(text.trim()) ?? [];
  const isDay = (day: string): boolean => {
    const time = Date.parse(day);
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
  };
  if (!isDay(from) || !isDay(last) || from > last)
    throw new UsageError(`${name}: expected two days in order like 2026-01-01..2026-03-31, got "${text}"`);
  return { from, to: new Date(Date.parse(last) + DAY_MS).toISOString().slice(0, 10) };
}
