import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { errorCode } from './connection.js';
import type { Transaction } from './figures/binary.js';
import { factsOf } from './figures/selection.js';
import { FACTS, type PostingFilter } from './filter.js';

/** A role that may make no temporary table, or a server that only follows another. */
const NOT_HERE = ['42501', '25006'];

/**
 * The filter for as long as this transaction: what an earlier taxonomy decided is made once, and stands in a table that goes
 * with the transaction. Each of a report's seven statements would make it anew, 4 s for 50,000 postings.
 */
export async function knowFacts(tx: Transaction, filter: PostingFilter): Promise<PostingFilter> {
  const { taxonomy } = filter;
  if (taxonomy === undefined || filter[FACTS] !== undefined) return filter;
  const table = sql.identifier(`earlier_${createHash('sha256').update(taxonomy).digest('hex').slice(0, 16)}`);
  try {
    await tx.transaction((savepoint) =>
      savepoint.execute(
        sql`create temp table if not exists ${table} on commit drop as select * from ${factsOf(filter)} f`,
      ),
    );
  } catch (error) {
    // What the server said stands behind what drizzle says of it.
    const code = error instanceof Error ? errorCode(error.cause) : null;
    if (code === null || !NOT_HERE.includes(code)) throw error;
    return filter;
  }
  return { ...filter, [FACTS]: sql`pg_temp.${table}` };
}
