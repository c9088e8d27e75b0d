import { sql } from 'drizzle-orm';
import type { Database } from './database.js';
import type { PostingFilter } from './filter.js';
import { countFitting, selection, type Reader } from './figures/selection.js';
import { keepNumbers } from './known-numbers.js';
import { knowFacts } from './known-facts.js';
import { knowWords } from './known-words.js';
import { eachKeys, type VerdictKey } from './key-cursor.js';
import type { StoredPosting } from './query.js';
import { readClassified } from './read-classified.js';
import { readStandings } from './standing.js';

/** Postings read and handed on at once: some 4 MB. */
const BATCH = 1000;

export interface Exported {
  /** Postings handed on: copies once, unless the filter asks for all of them. */
  rows: number;
  /** Copies beyond that which fit too. */
  furtherCopies: number;
}

/**
 * Hands on every posting that a filter takes, as `queryPostings` has them and in its order, all as they were at one
 * moment: what is stored or classified meanwhile is not seen. `each` is waited for, so a slow reader of any number of
 * postings costs no memory; an error of it ends the reading.
 * @param each called with the next postings, and how many there will be in all.
 * @throws UsageError for a bad filter.
 */
export async function exportRows(
  d: Database,
  asked: PostingFilter,
  each: (rows: StoredPosting[], total: number) => Promise<void>,
): Promise<Exported> {
  return d.orm.transaction(
    async (tx) => {
      keepNumbers(d.orm, tx);
      const filter = await knowWords(tx, await knowFacts(tx, asked));
      const [count] = await tx.execute<{ n: number; fitting: number }>(sql`
        select count(*)::int as n, ${countFitting(filter)} as fitting from ${selection(filter)}
      `);
      const total = count?.n ?? 0;
      const keys = sql`
        select m.posting_id as id, m.taxonomy from ${selection(filter)} order by m.first_seen desc, m.posting_id desc
      `;
      await eachKeys(tx, keys, BATCH, async (batch) => each(await readRows(tx, batch), total));
      return { rows: total, furtherCopies: (count?.fitting ?? 0) - total };
    },
    // Not read only: `knowFacts` makes a table that goes with it.
    { isolationLevel: 'repeatable read' },
  );
}

/** These postings in this order. */
async function readRows(tx: Reader, keys: readonly VerdictKey[]): Promise<StoredPosting[]> {
  const ids = keys.map(({ id }) => id);
  const classified = await readClassified(tx, keys, { evidence: false });
  const standings = await readStandings(tx, ids);
  return ids.flatMap((id) => {
    const row = classified.get(id);
    const standing = standings.get(id);
    return row === undefined || standing === undefined ? [] : [{ ...row, ...standing }];
  });
}
