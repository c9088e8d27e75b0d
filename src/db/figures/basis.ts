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
    (name) => sql`count(${COLUMNS[name].id})::int as ${sql.identifier(name)}`,
  );
  const [row] = await d.execute<BasisRow>(sql`
    select count(*)::int as postings, ${countFitting(filter)} - count(*)::int as further,
      (count(*) filter (where m.role_confidence < ${UNCERTAIN_BELOW}::real))::int as uncertain,
      min(m.opened) as since, max(m.opened) as until, count(m.pay_year)::int as pay, count(m.years_min)::int as years,
      (count(*) filter (where m.skills <> '{}'))::int as skills, ${sql.join(dimensions, sql`, `)}
    from ${selection(filter)}
  `);
  if (row === undefined) throw new Error('an aggregate returned no row');
  const versions = await d.execute<{ version: string; postings: number }>(sql`
    select m.taxonomy as version, count(*)::int as postings from ${selection(filter)} group by 1 order by 2 desc, 1
  `);
  const { postings, further, uncertain, since, until, ...known } = row;
  return {
    filter,
    postings,
    copies: filter.copies === 'all' ? 'all' : 'once',
    furtherCopies: further,
    uncertain,
    uncertainBelow: UNCERTAIN_BELOW,
    taxonomies: [...versions],
    period: since === null || until === null ? null : { from: isoInstant(since), to: isoInstant(until) },
    minCount,
    known,
  };
}

type BasisRow = Basis['known'] & {
  postings: number;
  further: number;
  uncertain: number;
  since: string | null;
  until: string | null;
};
