/** What every figure of one selection stands on: its denominators, and what was left out or is unsure. */
import { sql } from 'drizzle-orm';
import { UNCERTAIN_BELOW } from '../../domain/verdict.js';
import { isoInstant } from '../clean.js';
import type { PostingFilter } from '../filter.js';
import { COLUMNS, DIMENSIONS, type Dimension } from './dimensions.js';
import { countFitting, selection, type Reader } from './selection.js';

/** Figures of fewer postings are withheld: a share of two is an anecdote. */
export const MIN_COUNT = 5;

export interface Basis {
  filter: PostingFilter;
  /** Postings with a verdict that the filter takes, each with its copies once: what shares are shares of. */
  postings: number;
  /** `once`: copies of a posting count as one; `all`: each counts. */
  copies: 'once' | 'all';
  /** Copies beyond these that the filter takes too and that are not counted; 0 with `all`. */
  furtherCopies: number;
  /** Postings whose role is only the best guess (confidence below `uncertainBelow`); counted like the others. */
  uncertain: number;
  uncertainBelow: number;
  /** Versions of the rules that decided, and how many verdicts each; more than one while a `reclassify` runs. */
  taxonomies: { version: string; postings: number }[];
  /** First and last day of posting (else of being first seen), ISO 8601; null when there are none. */
  period: { from: string; to: string } | null;
  /** Cells of fewer postings are withheld. */
  minCount: number;
  /** How many of `postings` say it at all. */
  known: Record<Dimension | 'pay' | 'years' | 'skills', number>;
}

/** @throws UsageError for a bad filter. */
export async function readBasis(d: Reader, filter: PostingFilter, minCount = MIN_COUNT): Promise<Basis> {
  const dimensions = DIMENSIONS.map(
    (name) => sql`count(${COLUMNS[name].label})::int as ${sql.identifier(name)}`,
  );
  const rows = await d.execute<BasisRow>(sql`
    select m.taxonomy as version, count(*)::int as postings,
      (count(*) filter (where m.role_confidence < ${UNCERTAIN_BELOW}::real))::int as uncertain,
      min(m.opened) as since, max(m.opened) as until, count(m.pay_year)::int as pay, count(m.years_min)::int as years,
      (count(*) filter (where m.skills <> '{}'))::int as skills, ${sql.join(dimensions, sql`, `)}
    from ${selection(filter)} group by 1 order by 2 desc, 1
  `);
  const [both] = await d.execute<{ fitting: number }>(sql`select ${countFitting(filter)} as fitting`);
  const sum = (of: (row: BasisRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const known = Object.fromEntries(
    [...DIMENSIONS, 'pay' as const, 'years' as const, 'skills' as const].map((name) => [
      name,
      sum((row) => row[name]),
    ]),
  ) as Basis['known'];
  const [postings, uncertain] = [sum((row) => row.postings), sum((row) => row.uncertain)];
  const opened = rows.flatMap((row) => [isoInstant(row.since), isoInstant(row.until)]).toSorted(earlierFirst);
  const [since, until] = [opened[0] ?? null, opened.at(-1) ?? null];
  return {
    filter,
    postings,
    copies: filter.copies === 'all' ? 'all' : 'once',
    furtherCopies: (both?.fitting ?? postings) - postings,
    uncertain,
    uncertainBelow: UNCERTAIN_BELOW,
    taxonomies: rows.map(({ version, postings: n }) => ({ version, postings: n })),
    period: since === null || until === null ? null : { from: since, to: until },
    minCount,
    known,
  };
}

type BasisRow = Basis['known'] & {
  version: string;
  postings: number;
  uncertain: number;
  since: string;
  until: string;
};

/** Instants by time: their text has fractions of a second or none. */
function earlierFirst(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b) || (a < b ? -1 : 1);
}
