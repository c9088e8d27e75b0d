/** How a page of `query` comes to the postings that have the words of `--text`, by how many have them. */
import { type SQL, sql } from 'drizzle-orm';
import { behind, type CursorPosition } from './cursor.js';
import { COUNTED_AS } from './figures/selection.js';
import type { Transaction } from './figures/binary.js';
import { filterCondition, FOUND, type PostingFilter } from './filter.js';
import type { Counts } from './page-count.js';
import { knownNumbers } from './known-numbers.js';
import { keyOf, textTerms, type TextTerms } from './text-terms.js';
import { amongFew, amongIds, countUpTo, haveEach, haveWords, stands } from './word-search.js';

export interface WordsFound {
  /** The filter, with the condition that its words are. */
  filter: PostingFilter;
  /** So few have the words that each is looked up; else the index of pages is read, and asked for each posting. */
  few: boolean;
  /** How many have the words, whatever else the filter asks; null where that is not known. */
  size: number | null;
  /** Only so many were looked at as take a page's time. */
  part?: Part;
}

export interface Part {
  /** Which of them have the words, over `posting_facts f`. */
  among: SQL;
  /** The last that was looked at; null where it is the last of all. */
  end: CursorPosition | null;
  /** At least so many fit on all pages. */
  least: Counts;
}

/** What decides how a page is read. A word in 200,000 postings and one in 50 take less than 100 ms both. */
export const BOUNDS = {
  /** Looking up so many takes 20 to 30 ms; reading the whole index of pages for more takes 50. */
  few: 5000,
  /** Words that stand next to each other are looked for in the words of each posting that has them all: 13 to 25 µs each. */
  lookedAt: 600,
  /** So many are looked at where that is all of them: the total is exact then. */
  atMost: 2000,
  /** In more postings than these words sort nothing out, and finding all that have them takes up to 45 ms. */
  frequent: 40_000,
} as const;
export type Bounds = Readonly<Record<keyof typeof BOUNDS, number>>;

/** Where a page begins, and whether whoever asks waits a second or two for an exact total and a full page. */
export interface Ask {
  after: CursorPosition | null;
  patient: boolean;
}

/**
 * Chooses the way by how many have the words.
 * @param tx a transaction whose settings are those of a page.
 * @throws UsageError for a text without words.
 */
export async function findWords(
  tx: Transaction,
  filter: PostingFilter,
  text: string,
  ask: Ask,
  bounds: Bounds,
): Promise<WordsFound> {
  const terms = textTerms(text);
  const fewHave = (condition: SQL): WordsFound => ({
    ...{ filter: having(filter, condition), few: true, size: null },
  });
  const manyHave = async (): Promise<WordsFound> => {
    const numbers = await knownNumbers(tx, keyOf(terms), haveWords(terms));
    // Words next to each other are not looked for a second time: that took as long again.
    if (numbers.size <= bounds.few)
      return fewHave(terms.phrases.length === 0 ? amongFew(terms) : numbers.condition);
    return { filter: having(filter, numbers.condition), few: false, size: numbers.size };
  };
  if (terms.phrases.length === 0) return manyHave();
  const many = await countUpTo(tx, haveEach(terms), bounds.frequent);
  if (many <= bounds.atMost) return fewHave(amongFew(terms));
  if (ask.patient) return manyHave();
  const sieve =
    many > bounds.frequent ? sql`true` : (await knownNumbers(tx, terms.words, haveEach(terms))).condition;
  const look = (after: CursorPosition | null): Promise<Looked> =>
    lookAt(tx, having(filter, sieve), terms, after, bounds.lookedAt);
  // Of a page that goes on from a part the least is known; else it is seen from the newest on whether it is a part.
  const goesOn = ask.after?.least !== undefined;
  const newest = await look(goesOn ? ask.after : null);
  if (!goesOn && newest.end === null) return fewHave(amongIds(newest.ids));
  const { ids, end } = goesOn || ask.after === null ? newest : await look(ask.after);
  return {
    ...{ filter: having(filter, stands(terms)), few: false, size: null },
    part: { among: amongIds(ids), end, least: ask.after?.least ?? newest.counts },
  };
}

function having(filter: PostingFilter, condition: SQL): PostingFilter {
  return { ...filter, [FOUND]: condition };
}

interface Looked extends Pick<Part, 'end'> {
  ids: string[];
  counts: Counts;
}

/** Of the newest behind a position that fit otherwise: those that have the words where they are asked for. */
async function lookAt(
  tx: Transaction,
  filter: PostingFilter,
  terms: TextTerms,
  after: CursorPosition | null,
  many: number,
): Promise<Looked> {
  const key = filter.copies === 'all' ? sql`f.posting_id` : sql`f.counted_as`;
  const [row] = await tx.execute<{ ids: string[]; total: number; seen: number; end: CursorPosition }>(sql`
    with newest as materialized (
      select f.posting_id, f.first_seen, ${COUNTED_AS} as counted_as from posting_facts f
      where ${filterCondition(filter)} and ${behind(after, 'f')}
      order by f.first_seen desc, f.posting_id desc limit ${many}
    )
    select coalesce(array_agg(f.posting_id), '{}') as ids, count(distinct ${key})::int as total,
      (select count(*)::int from newest) as seen,
      (
        select json_build_object('firstSeen', l.first_seen::text, 'id', l.posting_id) from newest l
        order by l.first_seen, l.posting_id limit 1
      ) as end
    from newest f where ${stands(terms)}
  `);
  if (row === undefined) throw new Error('one row without a condition on it');
  return {
    ids: row.ids,
    counts: { total: row.total, fitting: row.ids.length },
    end: row.seen < many ? null : row.end,
  };
}
