/** Which postings have the words of `--text`. */
import { type SQL, sql } from 'drizzle-orm';
import { readBinary, type Transaction } from './figures/binary.js';
import type { TextTerms } from './text-terms.js';

/** Over `posting_words w`: by the index, and for words next to each other by a look at each posting that has them all. */
export function haveWords(terms: TextTerms): SQL {
  const all = haveEach(terms);
  return terms.phrases.length === 0 ? all : sql`${all} and ${say(terms.phrases)}`;
}

/** Over `posting_words w`: every word, wherever it stands. */
export function haveEach({ words }: TextTerms): SQL {
  return sql`rolemill_words(w.words) @@ ${words}::tsquery`;
}

/** Over `posting_words w`. */
function say(patterns: readonly string[]): SQL {
  return sql`' ' || w.words || ' ' like all (${sql.param(patterns)}::text[])`;
}

/** Over `posting_facts f`, of which few are asked: the words of each are read, by nothing but its id. */
export function stands({ patterns }: TextTerms): SQL {
  return sql`(select ${say(patterns)} from posting_words w where w.posting_id = f.posting_id)`;
}

/** Over `posting_facts f`, where few have the words: each is looked up. */
export function amongFew(terms: TextTerms): SQL {
  return sql`f.posting_id = any(array(select w.posting_id from posting_words w where ${haveWords(terms)}))`;
}

/** Over `posting_facts f`. */
export function amongIds(ids: readonly string[]): SQL {
  return sql`f.posting_id = any(${sql.param(ids)}::text[])`;
}

/** How many postings a condition over `posting_words w` takes, and `most + 1` for more. */
export async function countUpTo(tx: Transaction, condition: SQL, most: number): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from (select from posting_words w where ${condition} limit ${most + 1}) seen
  `);
  return row?.n ?? 0;
}

/** A set of postings by their numbers. */
export interface Numbers {
  size: number;
  /** Over `posting_facts f`: 5 ms for 200,000, where a table of hashed numbers takes 40. */
  condition: SQL;
}

/** The postings that a condition over `posting_words w` takes. */
export async function numbersOf(tx: Transaction, condition: SQL): Promise<Numbers> {
  const [[bytes = null] = []] = await readBinary(
    tx,
    sql`select coalesce(string_agg(int4send(w.number), ''::bytea), '') from posting_words w where ${condition}`,
  );
  if (bytes === null) throw new Error('one row without a condition on it');
  const size = bytes.length / 4;
  const numbers = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let last = 0;
  for (let i = 0; i < size; i += 1) last = Math.max(last, numbers.getInt32(4 * i));
  const bits = Buffer.alloc((last >> 3) + 1);
  for (let i = 0; i < size; i += 1) {
    const n = numbers.getInt32(4 * i);
    bits[n >> 3] = (bits[n >> 3] ?? 0) | (1 << (n & 7));
  }
  return {
    size,
    condition: sql`case when f.words_number < ${8 * bits.length}::int then get_bit(${bits}::bytea, f.words_number) = 1 else false end`,
  };
}
