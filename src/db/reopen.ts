import { sql } from 'drizzle-orm';
import type { Database } from './database.js';

/** Rows locked and rewritten in one statement: half a second of work, so that workers beside it never wait long. */
const AT_ONCE = 5000;

/**
 * Makes every classified or failed posting pending again, so that all are classified by the present taxonomy.
 * Their verdicts stay and are what queries read until the new ones are written.
 * @param onProgress called with the postings reopened so far.
 * @returns how many were reopened.
 */
export async function reopenAll(d: Database, onProgress: (reopened: number) => void): Promise<number> {
  let reopened = 0;
  for (let after = ''; ;) {
    // By id, like every lock on postings: two such loops, or a worker beside one, cannot deadlock.
    const rows = await d.orm.execute<{ id: string }>(sql`
      with mine as (
        select id from postings where id > ${after} and state <> 'pending' order by id limit ${AT_ONCE} for update
      )
      update postings p set state = 'pending', queued_at = null from mine where p.id = mine.id returning p.id
    `);
    if (rows.length === 0) return reopened;
    reopened += rows.length;
    after = rows.reduce((last, row) => (row.id > last ? row.id : last), after);
    onProgress(reopened);
  }
}
