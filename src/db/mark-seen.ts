import { sql } from 'drizzle-orm';
import type { Database } from './database.js';
import { readingOf, type Reading } from './listings.js';
import { SIGHTING } from './postings.js';

/**
 * Notes that a source still lists what it listed when it was last read whole: does what seeing each of its open
 * postings again, with the same text, would do.
 * @returns how many postings that are.
 */
export async function markAllSeen(d: Database, reading: Reading): Promise<number> {
  const { runId, sourceId, attempt } = reading;
  const [row] = await d.orm.execute<{ seen: number }>(sql`
    with open as (
      select p.id, p.content_hash, p.description from posting_sources l join postings p on p.id = l.posting_id
      where l.source_id = ${sourceId}::int and l.closed_at is null order by p.id for update of p
    ), seen as (
      update posting_sources l set last_seen = greatest(l.last_seen, r.at)
      from open o, (${readingOf(reading)}) r where l.posting_id = o.id and l.source_id = ${sourceId}::int
    ), moved as (
      update postings set ${SIGHTING}
      from (select o.id, o.content_hash, o.description, ${sourceId}::int as source_ref, ${runId}::uuid as last_run_id,
        ${attempt}::smallint as last_attempt from open o) excluded
      where postings.id = excluded.id
    )
    select count(*)::int as seen from open
  `);
  return row?.seen ?? 0;
}
