/** Moves of `postings.state` beside those of the upsert and of `classifyBatch`; the states are told in schema/postings.ts. */
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

/** How many postings wait for their verdict. */
export async function countPending(d: Database): Promise<number> {
  const [row] = await d.orm.execute<{ n: number }>(
    sql`select count(*)::int as n from postings where state = 'pending'`,
  );
  return row?.n ?? 0;
}
