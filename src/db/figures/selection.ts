/** The postings that a figure is about: a filter's, each with its copies once. */
import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.js';
import { cleanText } from '../clean.js';
import { filterCondition, type PostingFilter } from '../filter.js';

/** What figures ask: the database, or a transaction in which all see the same rows. */
export type Reader = Pick<Database['orm'], 'execute'>;

/**
 * `posting_facts f`, or the same as the verdicts of an earlier taxonomy have it (slower: made on the spot).
 */
export function factsOf(filter: PostingFilter): SQL {
  if (filter.taxonomy === undefined) return sql`posting_facts`;
  const version = cleanText(filter.taxonomy);
  // Those that are present stand in the table already; only the others are made.
  return sql`(
    select * from posting_facts where taxonomy = ${version} union all
    select * from rolemill_facts(
      array(select posting_id from classifications where taxonomy = ${version} and not current), ${version}
    )
  )`;
}

/** What copies of one posting have in common, over `f`. */
export const COUNTED_AS = sql`coalesce(f.canonical_id, f.posting_id)`;

/**
 * A table expression `(…) m` of the rows of posting_facts that count. Of copies that fit, the one first seen counts for
 * all; asked among what fits, not of the canonical posting alone: one that was posted in Berlin first and then in
 * Paris is a posting in Paris too. Only one row in some is `grouped`, so sorting them costs little.
 * @throws UsageError for a bad filter.
 */
export function selection(filter: PostingFilter): SQL {
  const facts = factsOf(filter);
  const fits = filterCondition(filter);
  if (filter.copies === 'all') return sql`(select f.* from ${facts} f where ${fits}) m`;
  return sql`(
    select f.* from ${facts} f where ${fits} and not f.grouped
    union all
    select * from (
      select distinct on (${COUNTED_AS}) f.* from ${facts} f where ${fits} and f.grouped
      order by ${COUNTED_AS}, f.first_seen, f.posting_id
    ) g
  ) m`;
}

/** How many rows fit, copies included. */
export function countFitting(filter: PostingFilter): SQL {
  return sql`(select count(*)::int from ${factsOf(filter)} f where ${filterCondition(filter)})`;
}
