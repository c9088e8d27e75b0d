import { FOUND, type PostingFilter } from './filter.js';
import type { Transaction } from './figures/binary.js';
import { knownNumbers } from './known-numbers.js';
import { keyOf, textTerms } from './text-terms.js';
import { haveWords } from './word-search.js';

/**
 * The filter for as long as this transaction, which sees one moment: its words are looked up once, where each of a report's
 * dozen selections would do so anew, 60 ms for a word and seconds for frequent words next to each other.
 * @throws UsageError for a text without words.
 */
export async function knowWords(tx: Transaction, filter: PostingFilter): Promise<PostingFilter> {
  if (filter.text === undefined || filter[FOUND] !== undefined) return filter;
  const terms = textTerms(filter.text);
  const { condition } = await knownNumbers(tx, keyOf(terms), haveWords(terms));
  return { ...filter, [FOUND]: condition };
}
