import { sql } from 'drizzle-orm';
import type { ErrorCode } from '../domain/errors.js';
import { cleanText } from './clean.js';
import type { Database } from './database.js';

/**
 * Gives up on those of `ids` that are still pending: they become `failed`, and a dead letter per run holds them, both
 * or neither. Those that another worker has classified since stay out of it; where none is left, there is no letter.
 * @returns how many were given up.
 */
export async function giveUpPostings(
  d: Database,
  ids: readonly string[],
  why: { code: ErrorCode; reason: string; attempts: number },
): Promise<number> {
  const [row] = await d.orm.execute<{ n: number }>(sql`
    with mine as (
      select id from postings where id = any(${sql.param([...ids])}::text[]) and state = 'pending'
      order by id for update
    ), failed as (
      update postings p set state = 'failed' from mine where p.id = mine.id returning p.id, p.run_id
    ), letters as (
      insert into dead_letters (queue, payload, run_id, code, reason, attempts)
      select 'classify', jsonb_build_object('ids', jsonb_agg(id order by id)), run_id, ${why.code},
        ${cleanText(why.reason)}, ${why.attempts}::int
      from failed group by run_id
    )
    select count(*)::int as n from failed
  `);
  return row?.n ?? 0;
}

/**
 * Makes failed postings pending again, not yet queued. One that was stored and classified anew in the meantime is
 * left as it is.
 * @returns ids of those that are pending now, and of the runs whose text they are.
 */
export async function revivePostings(
  d: Database,
  ids: readonly string[],
): Promise<{ postings: string[]; runs: string[] }> {
  const rows = await d.orm.execute<{ id: string; run_id: string }>(sql`
    with mine as (
      select id from postings where id = any(${sql.param([...ids])}::text[]) and state = 'failed'
      order by id for update
    )
    update postings p set state = 'pending', queued_at = null from mine where p.id = mine.id
    returning p.id, p.run_id
  `);
  return { postings: rows.map((row) => row.id), runs: [...new Set(rows.map((row) => row.run_id))] };
}
