/**
 * The rows of a selection in columns. The server selects, this process counts: 200,000 postings reach it as bytes in half a
 * second, where each GROUP BY over the same rows took the server 0.2 to 1.4 s, and a report has thirty. One reading serves
 * all figures of a report.
 */
import { type SQL, sql } from 'drizzle-orm';
import { UNCERTAIN_BELOW } from '../../domain/verdict.js';
import { canonicalFilter, type PostingFilter } from '../filter.js';
import { decode, type Columns } from './decode.js';
import { selection, type Reader } from './selection.js';

/** What posting `i` says stands at `i` of each column. */
export interface Rows extends Columns {
  /** Number of fact_terms -> taxonomy, role, its label, family, level, its label, band. */
  verdictTerms: readonly (readonly string[] | undefined)[];
  /** Number of fact_terms -> country, remote, employment type, language, currency, what pay lacks; null: not said. */
  otherTerms: readonly (readonly (string | null)[] | undefined)[];
  /** Number of skill_numbers -> skill. */
  skillNames: ReadonlyMap<number, SkillName>;
}

export type SkillName = { id: string; label: string; category: string };

/** A posting counts as seen from its start on when it was first seen at most so long after it was opened. */
export const SEEN_WITHIN_DAYS = 7;

/** What transactions that see one moment have read, by filter: no other reader sees the same rows twice. */
const READ = new WeakMap<Reader, Map<string, Promise<Rows>>>();

/** From now on what is read by this transaction is kept as long as it. */
export function keepRows(tx: Reader): void {
  READ.set(tx, new Map());
}

/**
 * The rows of a filter's selection.
 * @param lasting whether `Columns.lasting` is asked for: it costs the server as much as half of the rest.
 * @throws UsageError for a bad filter.
 */
export function rowsOf(d: Reader, filter: PostingFilter, lasting = false): Promise<Rows> {
  const mine = READ.get(d);
  const key = canonicalFilter(filter);
  const found = mine?.get(`${key} lasting`) ?? (lasting ? undefined : mine?.get(key));
  if (found !== undefined) return found;
  const reading = readRows(d, selection(filter), lasting);
  mine?.set(lasting ? `${key} lasting` : key, reading);
  return reading;
}

/** @param rows a table expression `(…) m` of posting_facts. */
export async function readRows(d: Reader, rows: SQL, lasting = false): Promise<Rows> {
  const until = sql`coalesce(m.closed, (select max(l.last_seen) from posting_sources l where l.posting_id = m.posting_id), m.first_seen)`;
  const days = lasting
    ? sql`case when m.first_seen <= m.opened + interval '1 day' * ${SEEN_WITHIN_DAYS}::int
        then greatest(0, floor(date_part('epoch', ${until} - m.opened) / 86400))::int else -1 end`
    : sql`-1`;
  // Several values, so that none of them comes near what one may hold. `HEADER` (decode.ts) has the same order.
  const chunks = await d.execute<{ n: number; bytes: Buffer; companies: string[] }>(sql`
    select count(*)::int as n, string_agg(
        int4send(m.verdict_terms) || int4send(m.other_terms) || timestamptz_send(m.opened)
        || coalesce(timestamptz_send(m.closed), '\\x8000000000000000') || float8send(coalesce(m.pay_year, 'NaN'))
        || float4send(coalesce(m.years_min, 'NaN')) || int4send(${days})
        || int2send((m.role_confidence < ${UNCERTAIN_BELOW}::real)::int::int2) || m.skill_codes, ''::bytea) as bytes,
      json_agg(m.source || E'\\n' || coalesce(m.company, '')) as companies
    from ${rows} group by date_trunc('month', m.opened)
  `);
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
  return {
    ...decode(chunks),
    verdictTerms,
    otherTerms,
    skillNames: new Map(numbers.map(({ number, ...name }) => [number, name])),
  };
}

/** How many terms a verdict has; the other kind of sets has fewer. */
const VERDICT_TERMS = 7;
