import { sql } from 'drizzle-orm';
import type { Database } from './database.js';

type Transaction = Pick<Database['orm'], 'execute'>;

/**
 * Makes the rows that figures count (schema/facts.ts) anew for postings whose verdict or group is another one. To be
 * called in the transaction that changed them, after `regroup`: behind its lock one at a time writes them.
 */
export async function refreshFacts(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`select rolemill_refresh_facts(${sql.param([...new Set(ids)])}::text[])`);
}
