/**
 * Sets of postings by their words, kept from one transaction to the next: whoever asks for a frequent word asks for it again, with
 * another filter, for the next page or for figures, and finding all that have it takes 40 ms of a page's 60.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { Database } from './database.js';
import type { Transaction } from './figures/binary.js';
import { type Numbers, numbersOf } from './word-search.js';

interface Kept {
  /** How many changes of words the transaction saw that found them. */
  changes: number;
  numbers: Numbers;
}

type KeptNumbers = Map<string, Kept>;

/** Of 200,000 postings a set is 25 KB at most. */
const MOST_SETS = 200;

const OF_DATABASE = new WeakMap<Database['orm'], KeptNumbers>();
const OF_TRANSACTION = new WeakMap<Transaction, KeptNumbers>();

/** From now on this transaction, which sees one moment, uses the sets of earlier ones of this database, and keeps its own. */
export function keepNumbers(orm: Database['orm'], tx: Transaction): void {
  const kept: KeptNumbers = OF_DATABASE.get(orm) ?? new Map();
  OF_DATABASE.set(orm, kept);
  OF_TRANSACTION.set(tx, kept);
}

/**
 * As `numbersOf`. A set of an earlier transaction is used where both see the same changes: each adds a row as it is committed
 * (schema/words.ts), none goes, so that as many are the same ones.
 * @param key what the condition is, the same for no other.
 */
export async function knownNumbers(tx: Transaction, key: string, condition: SQL): Promise<Numbers> {
  const kept = OF_TRANSACTION.get(tx);
  if (kept === undefined) return numbersOf(tx, condition);
  const [row] = await tx.execute<{ n: number }>(sql`select count(*)::int as n from word_changes`);
  const changes = row?.n ?? 0;
  const known = kept.get(key);
  kept.delete(key);
  const numbers = known?.changes === changes ? known.numbers : await numbersOf(tx, condition);
  // Last in the map is who was asked for last.
  kept.set(key, { changes, numbers });
  const [oldest] = kept.keys();
  if (kept.size > MOST_SETS && oldest !== undefined) kept.delete(oldest);
  return numbers;
}
