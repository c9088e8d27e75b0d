import { sql } from 'drizzle-orm';
import type { Posting } from '../domain/posting.js';
import type { Database } from './database.js';
import { POSTING_COLUMNS, toPosting, type PostingRow } from './posting-row.js';

/** Rows a statement: some 4 MB of postings in memory. */
const PAGE = 1000;

/** Every stored posting in order of id, page by page; what is stored meanwhile may or may not be among them. */
export async function* readPostings(d: Database): AsyncGenerator<Posting> {
  for (let after = ''; ;) {
    const rows = await d.orm.execute<PostingRow>(sql`
      select ${POSTING_COLUMNS} from postings p where p.id > ${after} order by p.id limit ${PAGE}
    `);
    for (const row of rows) yield toPosting(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.id;
  }
}

/** How many there are. */
export async function countPostings(d: Database): Promise<number> {
  const [row] = await d.orm.execute<{ count: number }>(sql`select count(*)::int as count from postings`);
  return row?.count ?? 0;
}
