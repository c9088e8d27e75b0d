import { randomBytes } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { filterCondition, type PostingFilter } from '../filter.js';
import {
  KEPT_AS,
  KEPT_FACTS,
  KEPT_FURTHER,
  KEPT_SELECTION,
  KEPT_TEXT,
  withoutSince,
  type KeptFilter,
} from '../kept-filter.js';
import { factsOf, furtherCopies, selection, type Reader } from './selection.js';

/**
 * For several figures of one filter: what is dear to find is found once, and kept until the transaction ends. Needs a
 * transaction that may write (temporary tables are made in no other).
 * @throws UsageError for a bad filter.
 */
export async function keepFound(tx: Reader, filter: PostingFilter): Promise<PostingFilter> {
  const kept: KeptFilter = { ...filter, [KEPT_AS]: newName() };
  if (filter.taxonomy === undefined && filter.text === undefined) {
    // Reading the table again is as fast as reading what would be kept of it; not so putting the copies in order.
    if (filter.copies !== 'all') kept[KEPT_FURTHER] = await keep(tx, furtherCopies(filter));
    return kept;
  }
  if (filter.taxonomy !== undefined)
    kept[KEPT_FACTS] = await keep(tx, sql`select * from ${factsOf(filter)} f`);
  if (filter.text !== undefined) {
    // Also those from before `since`: the open stock counts them.
    const fits = filterCondition(withoutSince(filter));
    kept[KEPT_TEXT] = await keep(tx, sql`select f.posting_id from ${factsOf(kept)} f where ${fits}`);
  }
  kept[KEPT_SELECTION] = await keep(tx, sql`select m.* from ${selection(kept)}`);
  return kept;
}

/** @returns the name of the table. */
async function keep(tx: Reader, rows: SQL): Promise<string> {
  const name = newName();
  await tx.execute(sql`create temp table ${sql.identifier(name)} on commit drop as ${rows}`);
  await tx.execute(sql`analyze ${sql.identifier(name)}`);
  return name;
}

/** Unlike any other, so that no table of a search path is meant by it. */
function newName(): string {
  return `kept_${randomBytes(8).toString('hex')}`;
}
