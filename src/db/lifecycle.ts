/** Moves of `postings.state` beside those of the upsert and of `classifyBatch`; the states are told in schema.ts. */
import { sql } from 'drizzle-orm';
import type { Database } from './database.js';

/** Notes that the ids were handed to the queue just now. */
export async function markQueued(d: Database, ids: readonly string[]): Promise<void> {
  await d.orm.execute(sql`
    update postings set queued_at = now() where id = any(${sql.param([...ids])}::text[]) and state = 'pending'
  `);
}

/**
 * Pending postings, by id, after `afterId`: all of them, or with `queuedBefore` only those that were never handed to
 * the queue or last before that moment.
 */
export async function findUnclassified(
  d: Database,
  page: { limit: number; afterId: string | null; queuedBefore: Date | null },
): Promise<string[]> {
  const before = page.queuedBefore?.toISOString() ?? null;
  const rows = await d.orm.execute<{ id: string }>(sql`
    select id from postings
    where state = 'pending' and id > ${page.afterId ?? ''}
      and (${before}::timestamptz is null or queued_at is null or queued_at < ${before}::timestamptz)
    order by id limit ${page.limit}
  `);
  return rows.map((row) => row.id);
}

/** How many postings wait for their verdict: all, or those whose present text `runId` stored. */
export async function countPending(d: Database, runId?: string): Promise<number> {
  const ofRun = runId === undefined ? sql`` : sql`and run_id = ${runId}::uuid`;
  const [row] = await d.orm.execute<{ n: number }>(
    sql`select count(*)::int as n from postings where state = 'pending' ${ofRun}`,
  );
  return row?.n ?? 0;
}

/** Gives up on pending postings. Returns how many were pending. */
export async function markFailed(d: Database, ids: readonly string[]): Promise<number> {
  return move(d, ids, sql`state = 'failed'`, sql`state = 'pending'`);
}

/** Makes postings pending again, whatever they were, and not queued. Returns how many there are. */
export async function markPending(d: Database, ids: readonly string[]): Promise<number> {
  return move(d, ids, sql`state = 'pending', queued_at = null`, sql`true`);
}

async function move(
  d: Database,
  ids: readonly string[],
  change: ReturnType<typeof sql>,
  from: ReturnType<typeof sql>,
): Promise<number> {
  // Locked in the order of ids, like everywhere: two such updates of the same rows cannot deadlock.
  const rows = await d.orm.execute(sql`
    with mine as (
      select id from postings where id = any(${sql.param([...ids])}::text[]) and ${from} order by id for update
    )
    update postings p set ${change} from mine where p.id = mine.id returning p.id
  `);
  return rows.length;
}
