import { sql } from 'drizzle-orm';
import type { Database } from './database.js';
import type { PostingFilter } from './filter.js';
import { countFitting, selection } from './figures/selection.js';
import type { StoredPosting } from './query.js';
import { readStandings } from './standing.js';
import { CLASSIFIED_COLUMNS, type ClassifiedRow, toClassified } from './verdict-row.js';

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
  filter: PostingFilter,
  each: (rows: StoredPosting[], total: number) => Promise<void>,
): Promise<Exported> {
  return d.orm.transaction(
    async (tx) => {
      const [count] = await tx.execute<{ n: number; fitting: number }>(sql`
        select count(*)::int as n, ${countFitting(filter)} as fitting from ${selection(filter)}
      `);
      const total = count?.n ?? 0;
      // Only ids wait in the server; a cursor over whole rows would sort texts and evidence.
      await tx.execute(sql`
        declare exported no scroll cursor for
        select m.posting_id as id, m.taxonomy from ${selection(filter)} order by m.first_seen desc, m.posting_id desc
      `);
      for (;;) {
        const keys = await tx.execute<Key>(sql.raw(`fetch forward ${BATCH} from exported`));
        if (keys.length === 0) return { rows: total, furtherCopies: (count?.fitting ?? 0) - total };
        await each(await readRows(tx, keys), total);
      }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

type Key = { id: string; taxonomy: string };
type Reader = Pick<Database['orm'], 'execute'>;

/** These postings in this order. */
async function readRows(tx: Reader, keys: readonly Key[]): Promise<StoredPosting[]> {
  const ids = keys.map(({ id }) => id);
  const rows = await tx.execute<ClassifiedRow>(sql`
    select ${CLASSIFIED_COLUMNS}
    from unnest(${sql.param(ids)}::text[], ${sql.param(keys.map(({ taxonomy }) => taxonomy))}::text[]) k(id, taxonomy)
      join postings p on p.id = k.id
      join classifications c on c.posting_id = k.id and c.taxonomy = k.taxonomy
  `);
  const standings = await readStandings(tx, ids);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    const standing = standings.get(id);
    return row === undefined || standing === undefined ? [] : [{ ...toClassified(row), ...standing }];
  });
}
