/** What every figure of one selection stands on: its denominators, and what was left out or is unsure. */
import { sql } from 'drizzle-orm';
import { UNCERTAIN_BELOW } from '../../domain/verdict.js';
import type { PostingFilter } from '../filter.js';
import { knowFacts } from '../known-facts.js';
import { knowWords } from '../known-words.js';
import { countBy, totalOf } from './counts.js';
import { DIMENSIONS, type Dimension } from './dimensions.js';
import { instantAt } from './periods.js';
import { momentOf, rowsOf } from './rows.js';
import { countFitting, type Reader } from './selection.js';

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
export async function readBasis(d: Reader, asked: PostingFilter, minCount = MIN_COUNT): Promise<Basis> {
  const tx = momentOf(d);
  const filter = tx === null ? asked : await knowWords(tx, await knowFacts(tx, asked));
  const rows = await rowsOf(d, filter);
  const [both] = await d.execute<{ fitting: number }>(sql`select ${countFitting(filter)} as fitting`);
  const { postings } = rows;
  const versions = new Map<string, number>();
  for (const number of rows.verdict) {
    const version = rows.verdictTerms[number]?.[0] ?? '';
    versions.set(version, (versions.get(version) ?? 0) + 1);
  }
  const known = {
    ...Object.fromEntries(DIMENSIONS.map((name) => [name, totalOf(countBy(rows, name))])),
    pay: countWhere(rows.pay, (pay) => !Number.isNaN(pay)),
    years: countWhere(rows.years, (years) => !Number.isNaN(years)),
    skills: countWhere(rows.begin, (begin, i) => begin !== rows.begin[i + 1]) - 1,
  } as Basis['known'];
  let [since, until] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < postings; i += 1) {
    const at = rows.openedAt[i] ?? 0;
    if (at < since) since = at;
    if (at > until) until = at;
  }
  return {
    filter,
    postings,
    copies: filter.copies === 'all' ? 'all' : 'once',
    furtherCopies: (both?.fitting ?? postings) - postings,
    uncertain: countWhere(rows.uncertain, (mark) => mark === 1),
    uncertainBelow: UNCERTAIN_BELOW,
    taxonomies: [...versions]
      .map(([version, n]) => ({ version, postings: n }))
      .toSorted((a, b) => b.postings - a.postings || (a.version < b.version ? -1 : 1)),
    period: postings === 0 ? null : { from: instantAt(since), to: instantAt(until) },
    minCount,
    known,
  };
}

function countWhere(
  values: Float64Array | Int32Array | Uint8Array,
  takes: (value: number, i: number) => boolean,
): number {
  let count = 0;
  for (let i = 0; i < values.length; i += 1) if (takes(values[i] ?? 0, i)) count += 1;
  return count;
}
