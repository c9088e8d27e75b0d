/** How a page of `query` comes to the postings that have the words of `--text`, by how many have them. */
import { type SQL, sql } from 'drizzle-orm';
import { COUNTED_AS, factsOf, type Reader } from './figures/selection.js';
import { filterCondition, type PostingFilter } from './filter.js';
import { textTerms, type TextTerms } from './text-terms.js';
import { amongFew, haveEach, numbersOf, standTogether } from './word-search.js';

export interface WordsFound {
  /** Over `posting_facts f`, in place of the filter's `text`. */
  condition: SQL;
  /** So few have the words that each is looked up; else the index of pages is read, and asked for each posting. */
  few: boolean;
  /** What a part of the postings has, where looking at all of them would take seconds. */
  atLeast?: { total: number; fitting: number; exact: boolean };
}

/** Looking up so many takes 20 to 30 ms; reading the whole index of pages for more takes 50. */
const FEW = 5000;

/**
 * Words that stand next to each other are looked for in the words of each posting that has them all: 12 µs each. So many
 * are looked at for the total: 40 ms. With more it is the least that it can be; the page itself is right whatever it takes.
 */
const LOOKED_AT = 3000;

/**
 * @param tx a transaction whose settings are those of a page.
 * @throws UsageError for a text without words.
 */
export async function findWords(tx: Reader, filter: PostingFilter, text: string): Promise<WordsFound> {
  const terms = textTerms(text);
  const { size, condition } = await numbersOf(tx, haveEach(terms));
  if (terms.phrases.length === 0)
    return size <= FEW ? { condition: amongFew(terms), few: true } : { condition, few: false };
  if (size <= LOOKED_AT) return { condition: amongFew(terms), few: true };
  const both = sql`(${condition} and ${standTogether(terms)})`;
  const atLeast = await countNewest(tx, filter, condition, terms);
  return { condition: both, few: atLeast.exact, atLeast };
}

/** Of the newest that have all words and fit otherwise: those in which the words stand together. */
async function countNewest(
  tx: Reader,
  filter: PostingFilter,
  condition: SQL,
  terms: TextTerms,
): Promise<{ total: number; fitting: number; exact: boolean }> {
  const key = filter.copies === 'all' ? sql`f.posting_id` : sql`f.counted_as`;
  const [row] = await tx.execute<{ total: number; fitting: number; looked: number }>(sql`
    with newest as materialized (
      select f.posting_id, ${COUNTED_AS} as counted_as from ${factsOf(filter)} f where ${filterCondition(filter, condition)}
      order by f.first_seen desc, f.posting_id desc limit ${LOOKED_AT}
    )
    select count(distinct ${key})::int as total, count(*)::int as fitting, (select count(*)::int from newest) as looked
    from newest f where ${standTogether(terms)}
  `);
  const { total, fitting, looked } = row ?? { total: 0, fitting: 0, looked: 0 };
  return { total, fitting, exact: looked < LOOKED_AT };
}
