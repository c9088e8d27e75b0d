/** Which source lists which posting: seen, closed, reopened. The rules stand above `postingSources` in schema/postings.ts. */
import { type SQL, sql } from 'drizzle-orm';
import { cleanJson } from './clean.js';
import type { Database } from './database.js';
import { saveRunSource, type SourceCounts } from './run-sources.js';

/** One attempt at reading a source. */
export interface Reading {
  runId: string;
  sourceId: number;
  attempt: number;
}

/** One row with one column `at`: when the reading began. */
export function readingOf({ runId, sourceId, attempt }: Reading): SQL {
  return sql`select coalesce((
    select read_at from run_sources
    where run_id = ${runId}::uuid and source_id = ${sourceId}::int and attempts = ${attempt}::int
  ), now()) as at`;
}

/**
 * What a sighting does to a listing that is there already. Found back is only what an earlier reading found gone: a
 * reading that began before that knows less.
 */
export function listedAgain(runId: string): SQL {
  return sql`
    last_seen = greatest(posting_sources.last_seen, excluded.last_seen),
    reopened_run_id = case when posting_sources.closed_at < excluded.last_seen then ${runId}::uuid
      else posting_sources.reopened_run_id end,
    closed_at = case when posting_sources.closed_at < excluded.last_seen then null
      else posting_sources.closed_at end`;
}

/**
 * Ends a reading well: its counts and status, and where it was complete, what the source listed before and does not
 * list now is closed. One transaction, so that a reading which is done again has closed nothing yet.
 * @param lost null where the reading did not see all that the source lists. Else the words of the records that could
 *   not be read: a posting whose own id or address stands in them stays as it is. A posting that has neither could be
 *   any of them.
 * @returns what was closed and reopened; null when a later attempt has begun, and nothing was done.
 */
export async function finishReading(
  d: Database,
  reading: Reading,
  counts: SourceCounts & { status: 'done' | 'partial'; adapter?: string },
  lost: readonly string[] | null,
): Promise<{ closed: number; reopened: number } | null> {
  const { runId, sourceId, attempt } = reading;
  return d.orm.transaction(async (tx) => {
    const [mine] = await tx.execute(sql`
      select from run_sources
      where run_id = ${runId}::uuid and source_id = ${sourceId}::int and attempts = ${attempt}::int for update
    `);
    if (mine === undefined) return null;
    const closed = lost === null ? 0 : (await tx.execute(closeUnlisted(reading, lost))).length;
    await saveRunSource({ orm: tx }, runId, sourceId, counts);
    const [row] = await tx.execute<{ reopened: number }>(sql`
      update run_sources set closed = ${closed}::int, reopened = (
        select count(*) from posting_sources where reopened_run_id = ${runId}::uuid and source_id = ${sourceId}::int
      )
      where run_id = ${runId}::uuid and source_id = ${sourceId}::int
      returning reopened
    `);
    return { closed, reopened: row?.reopened ?? 0 };
  });
}

/**
 * Closes what was last seen before this reading began. Another run that reads the same source now and has seen more
 * is heard: its sightings are later. Postings are locked before their listings, each in the order of ids, as sightings do:
 * the facts follow behind these locks (migration 0009).
 */
function closeUnlisted(reading: Reading, lost: readonly string[]): SQL {
  return sql`
    with reading as materialized (${readingOf(reading)}), held as materialized (
      select p.id from posting_sources l join postings p on p.id = l.posting_id
      where l.source_id = ${reading.sourceId}::int and l.closed_at is null and l.last_seen < (select at from reading)
      ${lost.length === 0 ? sql`` : sql`and not ${maybeLost(lost)}`}
      order by p.id for no key update of p
    ), gone as (
      select l.posting_id from held join posting_sources l on l.posting_id = held.id
      where l.source_id = ${reading.sourceId}::int and l.closed_at is null and l.last_seen < (select at from reading)
      order by l.posting_id for update of l
    )
    update posting_sources l set closed_at = (select at from reading)
    from gone where l.posting_id = gone.posting_id and l.source_id = ${reading.sourceId}::int
    returning l.posting_id
  `;
}

/** Whether a listing's posting may be one of the records that were lost: `12` in "id: 12" is it, in "4012" it is not. */
function maybeLost(lost: readonly string[]): SQL {
  return sql`exists (
    select from postings p, json_array_elements_text(${cleanJson(lost)}::json) words
    where p.id = posting_id and (
      (p.source_id is null and p.url is null)
      or position(p.url in words) > 0
      or words ~ ('(^|[^[:alnum:]])' || regexp_replace(p.source_id, '([^[:alnum:]])', '\\\\\\1', 'g') || '($|[^[:alnum:]])')
    )
  )`;
}
