import { sql } from 'drizzle-orm';
import { isoInstant } from '../clean.js';
import { filterInstant } from '../filter.js';
import type { Basis } from './basis.js';
import { addDays, dayOf } from './periods.js';
import { factsOf, type Reader } from './selection.js';

/** From which day to which a selection has data, and whether its filter or the data ends there. */
export interface DataSpan {
  /** First day; `cut` when the filter begins inside of what is stored. */
  from: string;
  /** The day after the last. */
  to: string;
}

/**
 * The days that figures over time are about: those of the filter as far as anything is stored. Where the store ends is
 * asked of all postings, so that a role that nobody looks for any more has zeros at the end and not an early end; a
 * posting that is dated after its first sighting does not move it.
 * @returns null where nothing is stored, or the filter begins after that.
 */
export async function dataSpan(d: Reader, { filter, period }: Basis): Promise<DataSpan | null> {
  // Where it begins is asked only where the filter may begin earlier: no index has it.
  const begins = filter.since === undefined ? sql`least(f.opened, f.first_seen)` : sql`f.opened`;
  const [row] = await d.execute<{ first: string | null; last: string | null }>(sql`
    select min(${begins}) as first, max(least(f.opened, f.first_seen)) as last from ${factsOf(filter)} f
  `);
  if (row === undefined || row.first === null || row.last === null) return null;
  const [first, last] = [dayOf(isoInstant(row.first)), addDays(dayOf(isoInstant(row.last)), 1)];
  const since = filter.since === undefined ? null : dayOf(filterInstant('since', filter.since).at);
  const until = filter.until === undefined ? null : filterInstant('until', filter.until);
  const end = until === null ? last : earlier(last, addDays(dayOf(until.at), 1));
  const from = since === null ? period && dayOf(period.from) : later(since, first);
  return from === null || from >= end ? null : { from, to: end };
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}
