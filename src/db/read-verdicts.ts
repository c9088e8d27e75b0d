import { sql } from 'drizzle-orm';
import type { Posting } from '../domain/posting.js';
import type { ClassifiedPosting } from '../domain/verdict.js';
import type { Database } from './database.js';
import { filterCondition, type PostingFilter } from './filter.js';
import { factsOf, type Reader } from './figures/selection.js';
import { eachKeys, type VerdictKey } from './key-cursor.js';
import { POSTING_COLUMNS, toPosting, type PostingRow } from './posting-row.js';
import { readClassified } from './read-classified.js';

/** Postings read at once, with their texts: some 3 MB. */
const BATCH = 500;

/** A posting as it is stored, and what was said of it. */
export interface Judged {
  posting: Posting;
  verdict: ClassifiedPosting;
}

/**
 * Hands on the postings that a filter takes, each copy of its own, with their stored verdicts (without evidence), the
 * last seen for the first time first, all as they were at one moment.
 * @param limit at most so many; null for all.
 * @param each called with the next ones, and how many there will be in all; what it throws ends the reading.
 * @throws UsageError for a bad filter.
 */
export async function eachVerdict(
  d: Database,
  filter: PostingFilter,
  limit: number | null,
  each: (judged: Judged[], total: number) => Promise<void>,
): Promise<void> {
  const chosen = sql`from ${factsOf(filter)} f where ${filterCondition(filter)}`;
  await d.orm.transaction(
    async (tx) => {
      const [count] = await tx.execute<{ n: number }>(sql`select count(*)::int as n ${chosen}`);
      const total = Math.min(count?.n ?? 0, limit ?? Number.POSITIVE_INFINITY);
      const keys = sql`
        select f.posting_id as id, f.taxonomy ${chosen} order by f.first_seen desc, f.posting_id desc limit ${limit}
      `;
      await eachKeys(tx, keys, BATCH, async (batch) =>
        each(await readJudged(tx, batch, { evidence: false }), total),
      );
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

/** These postings with these verdicts, in this order; those that are gone are left out. */
export async function readJudged(
  d: Reader,
  keys: readonly VerdictKey[],
  options: { evidence: boolean },
): Promise<Judged[]> {
  const rows = await d.execute<PostingRow>(sql`
    select ${POSTING_COLUMNS} from postings p where p.id = any(${sql.param(keys.map(({ id }) => id))}::text[])
  `);
  const postings = new Map(rows.map((row) => [row.id, toPosting(row)]));
  const verdicts = await readClassified(d, keys, options);
  return keys.flatMap(({ id }) => {
    const posting = postings.get(id);
    const verdict = verdicts.get(id);
    return posting === undefined || verdict === undefined ? [] : [{ posting, verdict }];
  });
}
