/** Which postings stand on a page of `query`, and how many fit: over posting_facts alone. */
import { type SQL, sql } from 'drizzle-orm';
import { behind, type CursorPosition } from './cursor.js';
import type { PostingFilter } from './filter.js';
import { countedOnes, fittingOnce } from './figures/selection.js';
import type { Transaction } from './figures/binary.js';
import type { VerdictKey } from './key-cursor.js';
import { knowWords } from './known-words.js';
import { type Counts, countPage } from './page-count.js';
import { BOUNDS, type Bounds, findWords, type Part } from './page-words.js';

export type PageKey = VerdictKey & { first_seen: string };

export type PageKeys = Counts & {
  keys: PageKey[];
  /** Whether no more than `total` and `fitting` fit. */
  exact: boolean;
  /** Behind what the next page begins; null where this is the last one. */
  next: CursorPosition | null;
};

/** @param patient see `Ask`. */
export interface Asked {
  after: CursorPosition | null;
  limit: number;
  patient?: boolean;
}

/**
 * The first keys after a position, last seen for the first time first. What stands in the index of pages (schema/facts.ts)
 * is read off it until the page is full. Skills do not stand in it: where few postings have them, or the words that are asked
 * for, all that fit are found once and put in order. Of words next to each other that nearly all postings have, some
 * are looked at for each page, which then may have less than `limit` and be followed by others.
 * @param tx a transaction: settings are made for it.
 */
export async function readPageKeys(
  tx: Transaction,
  asked: PostingFilter,
  { after, limit, patient = false }: Asked,
  bounds: Bounds = BOUNDS,
): Promise<PageKeys> {
  // Reading an index from end to end costs the server what a table costs, not the four times that it reckons for a disk's
  // arm; and a page is too short for compiling or a second process to pay. A list of postings that does not fit into
  // `work_mem` would have their words cut anew, to be sure.
  await tx.execute(sql`
    select set_config('random_page_cost', '1', true), set_config('jit', 'off', true),
      set_config('max_parallel_workers_per_gather', '0', true), set_config('work_mem', '64MB', true)
  `);
  const beyond = behind(after, 'o');
  // What earlier rules decided stands in no index, and is made anew each time that it is named.
  if (asked.taxonomy !== undefined) return foundOnce(tx, await knowWords(tx, asked), beyond, limit);
  const words =
    asked.text === undefined ? null : await findWords(tx, asked, asked.text, { after, patient }, bounds);
  const filter = words?.filter ?? asked;
  if (words?.few === true) return foundOnce(tx, filter, beyond, limit);
  if (words?.part !== undefined) return foundOfPart(tx, filter, words.part, limit);
  const counts = await countPage(tx, filter, words?.size ?? null);
  if ((filter.skill ?? []).length > 0) {
    if (counts.fitting <= FEW) return foundOnce(tx, filter, beyond, limit);
    // The server takes every skill for a rare one, and would put all that have it in order.
    await tx.execute(
      sql`select set_config('enable_bitmapscan', 'off', true), set_config('enable_sort', 'off', true)`,
    );
  }
  const keys = await readKeys(tx, sql`${countedOnes(filter)} and ${beyond}`, limit);
  return { ...counts, exact: true, ...shown(keys, limit) };
}

/** Of so many a page is found in 10 ms; of more, reading in order comes to the end of a page sooner. */
const FEW = 10_000;

/** As its terms have it, which the index of pages names; the column itself stands in the table alone. */
const TAXONOMY = sql`(select t.terms[1] from fact_terms t where t.number = o.verdict_terms)`;
const NEWEST = sql`order by o.first_seen desc, o.posting_id desc`;

/** One more than the page has: whether there is a next one. @param ones `(…) o where …` */
async function readKeys(tx: Transaction, ones: SQL, limit: number): Promise<PageKey[]> {
  const keys = await tx.execute<PageKey>(sql`
    select o.posting_id as id, ${TAXONOMY} as taxonomy, o.first_seen from ${ones} ${NEWEST} limit ${limit + 1}
  `);
  return [...keys];
}

function shown(keys: PageKey[], limit: number): Pick<PageKeys, 'keys' | 'next'> {
  const last = keys.length > limit ? keys[limit - 1] : undefined;
  return {
    keys: keys.slice(0, limit),
    next: last === undefined ? null : { firstSeen: last.first_seen, id: last.id },
  };
}

async function foundOfPart(
  tx: Transaction,
  filter: PostingFilter,
  { among, end, least }: Part,
  limit: number,
): Promise<PageKeys> {
  const page = shown(await readKeys(tx, countedOnes(filter, among), limit), limit);
  const next = page.next ?? end;
  return { ...least, exact: false, keys: page.keys, next: next === null ? null : { ...next, least } };
}

/** One pass for the numbers and the page. */
async function foundOnce(
  tx: Transaction,
  filter: PostingFilter,
  beyond: SQL,
  limit: number,
): Promise<PageKeys> {
  const [found] = await tx.execute<Counts & { keys: PageKey[] }>(sql`
    with ${fittingOnce(filter)}
    select (select count(*)::int from fits) as fitting, (select count(*)::int from counted) as total, (
      select coalesce(json_agg(json_build_object('id', s.posting_id, 'taxonomy', s.taxonomy, 'first_seen', s.first_seen::text)
        order by s.first_seen desc, s.posting_id desc), '[]')
      from (select * from counted o where ${beyond} ${NEWEST} limit ${limit + 1}) s
    ) as keys
  `);
  const { keys, ...counts } = found ?? { keys: [], total: 0, fitting: 0 };
  return { ...counts, exact: true, ...shown(keys, limit) };
}
