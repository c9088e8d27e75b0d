import { sql } from 'drizzle-orm';
import type { Database } from './database.js';

/**
 * Notes that a source still lists what it listed when it was last read whole.
 * @returns how many postings that are.
 */
export async function markAllSeen(
  d: Database,
  { sourceId, runId, attempt }: { sourceId: number; runId: string; attempt: number },
): Promise<number> {
  const rows = await d.orm.execute(sql`
    update postings
    set last_seen = now(), last_run_id = ${runId}, last_attempt = ${attempt}, last_outcome = 'unchanged'
    where source_ref = ${sourceId} returning id`);
  return rows.length;
}
