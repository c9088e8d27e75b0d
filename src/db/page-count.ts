/** How many postings fit a filter, for a page of `query`: over indexes of posting_facts alone, where they have what it asks. */
import { type SQL, sql } from 'drizzle-orm';
import { byIndex, filterCondition, narrows, type PostingFilter } from './filter.js';
import type { Transaction } from './figures/binary.js';
import { COUNTED_AS } from './figures/selection.js';

export type Counts = {
  /** Copies once, unless the filter asks for all of them. */
  total: number;
  /** Copies included. */
  fitting: number;
};

/**
 * Of present verdicts.
 * @param words how many postings have the words of the filter, where that is known.
 */
export async function countPage(
  tx: Transaction,
  filter: PostingFilter,
  words: number | null,
): Promise<Counts> {
  const asked = fieldsOf(filter);
  if (words !== null && asked.length === 0) return countWords(tx, filter, words);
  const counted = asked.every((field) => NUMBERED.has(field))
    ? inTwoParts(filterCondition(filter, byIndex))
    : inOnePass(filterCondition(filter));
  const [row] = await tx.execute<{ alone: number; rows: number; keys: number }>(counted);
  if (row === undefined) throw new Error('one row without a condition on it');
  const fitting = row.alone + row.rows;
  return { total: filter.copies === 'all' ? fitting : row.alone + row.keys, fitting };
}

/** Each part has indexes. Who is no copy and has none, nine of ten, need only be counted. */
function inTwoParts(condition: SQL): SQL {
  return sql`
    select a.n as alone, c.rows, c.keys
    from (select count(*)::int as n from posting_facts f where not f.grouped and ${condition}) a,
      (select coalesce(sum(g.rows), 0)::int as rows, count(*)::int as keys from (${copiesBy(condition)}) g) c`;
}

/** For what no index but the one of pages has. Ids are told apart by their bytes: by a language's order it takes twice as long. */
function inOnePass(condition: SQL): SQL {
  return sql`
    select count(*) filter (where not f.grouped)::int as alone, count(*) filter (where f.grouped)::int as rows,
      count(distinct (${COUNTED_AS}) collate "C") filter (where f.grouped)::int as keys
    from posting_facts f where ${condition}`;
}

/** Fields whose values are numbers (sets of terms, companies) that have indexes of their own. */
const NUMBERED: ReadonlySet<string> = new Set([
  ...['role', 'family', 'level', 'band'],
  ...['country', 'remote', 'employment', 'language'],
  ...['source', 'company'],
]);

/** What narrows beside the words. */
function fieldsOf({ text: _text, copies: _copies, ...others }: PostingFilter): string[] {
  return Object.entries(others)
    .filter(([field, value]) => narrows({ [field]: value }))
    .map(([field]) => field);
}

/** Whoever has words has facts: what the words take is all that the filter takes, and copies alone are looked at. */
async function countWords(tx: Transaction, filter: PostingFilter, size: number): Promise<Counts> {
  if (filter.copies === 'all') return { total: size, fitting: size };
  const [row] = await tx.execute<{ further: number }>(sql`
    select (coalesce(sum(g.rows), 0) - count(*))::int as further from (${copiesBy(filterCondition(filter))}) g
  `);
  return { total: size - (row?.further ?? 0), fitting: size };
}

/** Of each posting that has copies how many fit. */
function copiesBy(condition: SQL): SQL {
  return sql`
    select count(*) as rows from posting_facts f where f.grouped and ${condition} group by ${COUNTED_AS}`;
}
