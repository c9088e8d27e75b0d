/** How a page of `query` comes to the postings that have the words of `--text`, by how many have them. */
import { type SQL, sql } from 'drizzle-orm';
import { COUNTED_AS } from './figures/selection.js';
import type { Transaction } from './figures/binary.js';
import { filterCondition, FOUND, type PostingFilter } from './filter.js';
import { textTerms, type TextTerms } from './text-terms.js';
import { amongFew, amongIds, haveEach, haveWords, numbersOf, standTogether } from './word-search.js';

export interface WordsFound {
  /** The filter, with the condition that its words are. */
  filter: PostingFilter;
  /** So few have the words that each is looked up; else the index of pages is read, and asked for each posting. */
  few: boolean;
  /** How many have the words, whatever else the filter asks; null where that is not known. */
  size: number | null;
  /** What a part of the postings has, where looking at all of them would take a second. */
  atLeast?: { total: number; fitting: number };
}

/** What decides how a page is read. A word in 200,000 postings and one in 50 take less than 100 ms both. */
export const BOUNDS = {
  /** Looking up so many takes 20 to 30 ms; reading the whole index of pages for more takes 50. */
  few: 5000,
  /**
   * Words that stand next to each other are looked for in the words of each posting that has them all: 13 to 25 µs each. So
   * many are looked at for the total: 40 ms. With more it is the least that it can be.
   */
  lookedAt: 2000,
  /** Postings that are looked at in the order of a page cost so many times what they cost in the order of the table. */
  inOrder: 2,
} as const;
export type Bounds = Readonly<Record<keyof typeof BOUNDS, number>>;

/**
 * Chooses the way by how many have the words, and of words next to each other by how the newest postings have them.
 * @param tx a transaction whose settings are those of a page.
 * @param limit how many the page shows.
 * @throws UsageError for a text without words.
 */
export async function findWords(
  tx: Transaction,
  filter: PostingFilter,
  text: string,
  limit: number,
  bounds: Bounds,
): Promise<WordsFound> {
  const terms = textTerms(text);
  const having = (condition: SQL): PostingFilter => ({ ...filter, [FOUND]: condition });
  const fewHave = (condition: SQL): WordsFound => ({ filter: having(condition), few: true, size: null });
  const each = await numbersOf(tx, haveEach(terms));
  const isPhrase = terms.phrases.length > 0;
  if (each.size <= (isPhrase ? bounds.lookedAt : bounds.few)) return fewHave(amongFew(terms));
  if (!isPhrase) return { filter: having(each.condition), few: false, size: each.size };
  const newest = await lookAtNewest(tx, having(each.condition), terms, bounds.lookedAt);
  if (newest.looked < bounds.lookedAt) return fewHave(amongIds(newest.ids));
  // As rare as they are among the newest, would the page be full before a part of all were looked at?
  if (newest.ids.length * each.size <= bounds.inOrder * limit * bounds.lookedAt) {
    const { condition, size } = await numbersOf(tx, haveWords(terms));
    return { filter: having(condition), few: false, size };
  }
  return {
    filter: having(sql`(${each.condition} and ${standTogether(terms)})`),
    few: false,
    size: null,
    atLeast: { total: newest.total, fitting: newest.ids.length },
  };
}

type Newest = { ids: string[]; total: number; looked: number };

/** Of the newest that have all words and fit otherwise: those in which the words stand together. */
async function lookAtNewest(
  tx: Transaction,
  filter: PostingFilter,
  terms: TextTerms,
  many: number,
): Promise<Newest> {
  const key = filter.copies === 'all' ? sql`f.posting_id` : sql`f.counted_as`;
  const [row] = await tx.execute<Newest>(sql`
    with newest as materialized (
      select f.posting_id, ${COUNTED_AS} as counted_as from posting_facts f where ${filterCondition(filter)}
      order by f.first_seen desc, f.posting_id desc limit ${many}
    )
    select coalesce(array_agg(f.posting_id), '{}') as ids, count(distinct ${key})::int as total,
      (select count(*)::int from newest) as looked
    from newest f where ${standTogether(terms)}
  `);
  return row ?? { ids: [], total: 0, looked: 0 };
}
