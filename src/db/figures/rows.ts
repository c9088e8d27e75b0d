/**
 * The rows of a selection in columns. The server selects, this process counts: 200,000 postings reach it as bytes in half a
 * second, where each GROUP BY over the same rows took the server 0.2 to 1.4 s, and a report has thirty. One reading serves
 * all figures of a report.
 */
import { type SQL, sql } from 'drizzle-orm';
import { canonicalFilter, type PostingFilter } from '../filter.js';
import { readBinary, type Transaction } from './binary.js';
import { type Chunk, type Columns, decode } from './decode.js';
import { selection, type Reader } from './selection.js';

/** What posting `i` says stands at `i` of each column. */
export interface Rows extends Columns {
  /** Number of fact_terms -> taxonomy, role, its label, family, level, its label, band. */
  verdictTerms: readonly (readonly string[] | undefined)[];
  /** Number of fact_terms -> country, remote, employment type, language, currency, what pay lacks; null: not said. */
  otherTerms: readonly (readonly (string | null)[] | undefined)[];
  /** Number of skill_numbers -> skill. */
  skillNames: ReadonlyMap<number, SkillName>;
  /** Number of fact_companies -> source and company; null: none is named. */
  companies: readonly ({ source: string; company: string | null } | undefined)[];
}

export type SkillName = { id: string; label: string; category: string };

/** What transactions that see one moment have read, by filter: no other reader sees the same rows twice. */
const READ = new WeakMap<Reader, { tx: Transaction; rows: KeptRows }>();

/** Rows by filter. */
export type KeptRows = Map<string, Promise<Rows>>;

/**
 * From now on what is read by this transaction is kept as long as it, and read in binary.
 * @param rows what is known already; what is read comes to it.
 */
export function keepRows(tx: Transaction, rows: KeptRows = new Map()): void {
  READ.set(tx, { tx, rows });
}

/** What `keepRows` was told: a transaction that sees one moment. */
export function momentOf(d: Reader): Transaction | null {
  return READ.get(d)?.tx ?? null;
}

/**
 * The rows of a filter's selection.
 * @throws UsageError for a bad filter.
 */
export function rowsOf(d: Reader, filter: PostingFilter): Promise<Rows> {
  return keptRows(d, canonicalFilter(filter), selection(filter));
}

/** Rows that this transaction has read already, or reads now. @param key what they are, the same for no others. */
export function keptRows(d: Reader, key: string, rows: SQL): Promise<Rows> {
  const mine = READ.get(d)?.rows;
  const found = mine?.get(key);
  if (found !== undefined) return found;
  const reading = readRows(d, rows);
  mine?.set(key, reading);
  return reading;
}

/** @param rows a table expression `(…) m` of posting_facts. */
async function readRows(d: Reader, rows: SQL): Promise<Rows> {
  // Several values, so that none of them comes near what one may hold: the texts of 16 are those of 48 million postings.
  const chunks = await readChunks(
    d,
    sql`select int4send(count(*)::int) as n, string_agg(m.head || m.skill_codes, ''::bytea) as bytes
      from ${rows} group by m.verdict_terms & 15`,
  );
  const [terms] = await d.execute<{ all: Record<string, (string | null)[]> | null }>(
    sql`select json_object_agg(number, terms) as all from fact_terms`,
  );
  const numbers = await d.execute<SkillName & { number: number }>(
    sql`select number, skill as id, label, category from skill_numbers`,
  );
  const [verdictTerms, otherTerms]: [string[][], (string | null)[][]] = [[], []];
  for (const [number, list] of Object.entries(terms?.all ?? {})) {
    if (list.length === VERDICT_TERMS) verdictTerms[Number(number)] = list as string[];
    else otherTerms[Number(number)] = list;
  }
  const columns = decode(chunks);
  return {
    ...columns,
    verdictTerms,
    otherTerms,
    skillNames: new Map(numbers.map(({ number, ...name }) => [number, name])),
    companies: await readCompanies(d, columns.company),
  };
}

/** @param query counts its rows in `n`, and has them as `bytes`. */
export async function readChunks(d: Reader, query: SQL): Promise<Chunk[]> {
  const tx = READ.get(d)?.tx;
  const chunks =
    tx === undefined
      ? (await d.execute<{ n: Buffer; bytes: Buffer }>(query)).map(({ n, bytes }) => [n, bytes])
      : await readBinary(tx, query);
  return chunks.flatMap(([n, bytes]) => (n && bytes ? [{ n: n.readInt32BE(), bytes }] : []));
}

/** Their names, by number. Those of few postings are looked up: there may be more companies than these have. */
async function readCompanies(d: Reader, numbers: Int32Array): Promise<Rows['companies']> {
  const asked = [...new Set(numbers)];
  const only = asked.length > LOOKED_UP ? sql`true` : sql`number = any(${sql.param(asked)}::int[])`;
  const [row] = await d.execute<{ numbers: number[]; sources: string[]; companies: string[] }>(sql`
    select coalesce(json_agg(number), '[]') as numbers, coalesce(json_agg(source), '[]') as sources,
      coalesce(json_agg(company), '[]') as companies
    from fact_companies where ${only}
  `);
  const names: { source: string; company: string | null }[] = [];
  row?.numbers.forEach((number, i) => {
    names[number] = { source: row.sources[i] ?? '', company: row.companies[i] || null };
  });
  return names;
}

/** More names than that are read faster by reading all. */
const LOOKED_UP = 2000;

/** How many terms a verdict has; the other kind of sets has fewer. */
const VERDICT_TERMS = 7;
