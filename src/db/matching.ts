import { type SQL, sql } from 'drizzle-orm';
import { filterCondition, type PostingFilter } from './filter.js';

/** What a filter takes, as parts of a statement over `postings p join classifications c`. */
export interface Matching {
  /** `from … where …`: all that fit, each copy of a posting a row of its own. */
  rows: SQL;
  /**
   * Whether the row counts: true but for copies of a posting of which another one, seen earlier, fits as well. Asked
   * among what fits, not of the canonical posting alone: one that was posted in Berlin first and then in Paris is
   * a posting in Paris too, and is open while any copy is.
   */
  counts: SQL;
  /**
   * What a row is counted as: the same for copies of one posting. For counting many rows: asking `counts` of each of
   * 40,000 copies takes seconds, of the few of a page nothing.
   */
  group: SQL;
}

/** @throws UsageError for a bad filter. */
export function matching(filter: PostingFilter): Matching {
  const fits = filterCondition(filter);
  if (filter.copies === 'all') {
    return {
      rows: sql`from postings p join classifications c on c.posting_id = p.id where ${fits}`,
      counts: sql`true`,
      group: sql`p.id`,
    };
  }
  return {
    // The lateral row gives the outer posting names that the condition does not hide when it is asked of its copies.
    rows: sql`from postings p join classifications c on c.posting_id = p.id
      left join posting_copies k on k.posting_id = p.id and k.canonical_id is not null
      cross join lateral (select p.id as copy_id, p.first_seen as copy_seen, k.canonical_id as copy_of) o
      where ${fits}`,
    group: sql`coalesce(k.canonical_id, p.id)`,
    counts: sql`(o.copy_of is null or not exists (
      select from (
        select o.copy_of as id union all select k.posting_id from posting_copies k where k.canonical_id = o.copy_of
      ) g join postings p on p.id = g.id join classifications c on c.posting_id = p.id
      where (p.first_seen, p.id) < (o.copy_seen, o.copy_id) and ${fits}
    ))`,
  };
}
