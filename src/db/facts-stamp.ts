import { sql } from 'drizzle-orm';
import type { Database } from './database.js';

/**
 * A text that becomes another once rows of facts were written: PostgreSQL's own counters, which cost nothing to ask and
 * lag some seconds behind. Null where the server does not count.
 */
export async function readFactsStamp({ orm }: Database): Promise<string | null> {
  const [row] = await orm.execute<{ stamp: string | null }>(sql`
    select concat_ws(' ', n_tup_ins, n_tup_upd, n_tup_del) as stamp from pg_stat_user_tables
    where relname = 'posting_facts' and current_setting('track_counts')::bool limit 1
  `);
  return row?.stamp ?? null;
}
