/** The postings that a figure is about: a filter's, each with its copies once. */
import { type SQL, sql } from 'drizzle-orm';
import { cleanText } from '../clean.js';
import type { Database } from '../database.js';
import { FACTS, filterCondition, narrows, type PostingFilter } from '../filter.js';

/** What figures ask: the database, or a transaction in which all see the same rows. */
export type Reader = Pick<Database['orm'], 'execute'>;

/**
 * `posting_facts f`, or the same as the verdicts of an earlier taxonomy have it (slower: made on the spot, if not known by `knowFacts`).
 */
export function factsOf(filter: PostingFilter): SQL {
  if (filter.taxonomy === undefined) return sql`posting_facts`;
  if (filter[FACTS] !== undefined) return filter[FACTS];
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
    select f.* from ${facts} f where ${fits} and (not f.grouped or f.posting_id in (
      select g.posting_id from (${firstOfCopies(facts, fits)}) g
    ))
  ) m`;
}

/** Keys of the copies that fit, of each group the one first seen. */
function firstOfCopies(facts: SQL, fits: SQL): SQL {
  return sql`select distinct on (${COUNTED_AS}) f.posting_id, ${COUNTED_AS} as counted_as from ${facts} f
    where ${fits} and f.grouped order by ${COUNTED_AS}, f.first_seen, f.posting_id`;
}

/** What a selection and the rest of its market have in common: period, state, the verdicts that are meant, copies. */
const MARKET = ['since', 'until', 'state', 'taxonomy', 'copies'] as const;

/** The filter of the market that a selection is a part of. */
export function marketOf(filter: PostingFilter): PostingFilter {
  const entries = MARKET.flatMap((name) => (filter[name] === undefined ? [] : [[name, filter[name]]]));
  return { ...Object.fromEntries(entries), ...(filter[FACTS] && { [FACTS]: filter[FACTS] }) };
}

/** Null where the selection is the whole market; else a table expression `(…) m` like `selection` of all other postings of it. */
export function restOfMarket(filter: PostingFilter): SQL | null {
  const own: PostingFilter = { ...filter };
  for (const name of MARKET) delete own[name];
  if (!narrows(own)) return null;
  const facts = factsOf(filter);
  const market = filterCondition(marketOf(filter));
  const others = sql`${market} and (${filterCondition(own)}) is not true`;
  if (filter.copies === 'all') return sql`(select f.* from ${facts} f where ${others}) m`;
  return sql`(
    select f.* from ${facts} f where (${others} and not f.grouped) or (f.grouped and f.posting_id in (
      select g.posting_id from (${firstOfCopies(facts, market)}) g
      where g.counted_as not in (
        select ${COUNTED_AS} from ${facts} f where ${filterCondition(filter)} and f.grouped
      )
    ))
  ) m`;
}

/**
 * `selection` of present verdicts for a page of it: `(…) o where …`, to be read in the order of an index until the page is full. Each row
 * that has copies looks up whether an earlier one fits too, where `selection` would put all copies in order first.
 * @param among a condition over `posting_facts f` in place of the filter's: these are known to fit.
 */
export function countedOnes(filter: PostingFilter, among?: SQL): SQL {
  const fits = filterCondition(filter);
  const row = sql`(select f.*, ${COUNTED_AS} as counted_as from posting_facts f where ${among ?? fits}) o where`;
  if (filter.copies === 'all') return sql`${row} true`;
  // `offset 0`: looked up first and asked then. Asking first, for each posting anew, took seconds.
  return sql`${row} (not o.grouped or not exists (
    select from (
      select * from posting_facts f where f.grouped and ${COUNTED_AS} = o.counted_as
        and (f.first_seen, f.posting_id) < (o.first_seen, o.posting_id) offset 0
    ) f where ${fits}
  ))`;
}

/** Two parts of a WITH: keys of what `fits`, and of what is `counted` of it. */
export function fittingOnce(filter: PostingFilter): SQL {
  const key = sql`f.posting_id, f.taxonomy, f.first_seen`;
  const fits = sql`fits as materialized (
    select ${key}, f.grouped, ${COUNTED_AS} as counted_as from ${factsOf(filter)} f where ${filterCondition(filter)}
  )`;
  if (filter.copies === 'all') return sql`${fits}, counted as (select ${key} from fits f)`;
  return sql`${fits}, counted as (
    select ${key} from fits f where not f.grouped
    union all
    select * from (
      select distinct on (f.counted_as) ${key} from fits f where f.grouped
      order by f.counted_as, f.first_seen, f.posting_id
    ) g
  )`;
}

/** How many rows fit, copies included. */
export function countFitting(filter: PostingFilter): SQL {
  return sql`(select count(*)::int from ${factsOf(filter)} f where ${filterCondition(filter)})`;
}
