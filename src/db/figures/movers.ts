import { UsageError } from '../../domain/errors.js';
import { excludesZero, newcombe, pooledZ } from '../../domain/statistics/differences.js';
import type { Interval } from '../../domain/statistics/wilson.js';
import { filterInstant } from '../filter.js';
import type { Basis } from './basis.js';
import { countBy, namedCounts, tallySkills, totalOf, type Counts } from './counts.js';
import { dataSpan, type DataSpan } from './data-span.js';
import type { Dimension } from './dimensions.js';
import { addMonths, dayNumber, monthsBetween, startOf } from './periods.js';
import { rowsOf } from './rows.js';
import type { Reader } from './selection.js';

export const MOVER_KINDS = ['skill', 'role', 'family', 'company', 'country'] as const;
export type MoverKind = (typeof MOVER_KINDS)[number] & (Dimension | 'skill');

/** Days in UTC; `to` is the first day after it. */
export interface Span {
  from: string;
  to: string;
}

export interface Spans {
  before: Span;
  after: Span;
}

/** A part of one of two groups of postings. */
export interface Part {
  count: number;
  /** 0 to 1. */
  share: number;
}

export interface Mover {
  id: string;
  label: string;
  before: Part;
  after: Part;
  /** Share after less share before: 0.05 is five percentage points. */
  change: number;
  /** Newcombe's 95 % interval of `change`. */
  interval: Interval;
  /** How many standard errors the change is away from none (pooled two-proportion z). */
  z: number;
  /** The interval is on one side of 0. */
  sure: boolean;
}

export interface MoverList {
  /** Denominators: postings opened in each span that say it (skills: all). */
  of: { before: number; after: number };
  /** How many different ones there are in either. */
  distinct: number;
  /** How many of them have too few postings in both. */
  withheld: number;
  /** Surest change first. */
  rising: Mover[];
  falling: Mover[];
}

export interface Movers {
  spans: Spans;
  /** Postings opened in each. */
  postings: { before: number; after: number };
  by: Record<MoverKind, MoverList>;
}

/** At most so many whole months are set against as many before. */
const MONTHS = 3;

/**
 * Risers and fallers between two spans; absent ones are the last whole months of the data (at most three) and as many
 * before them.
 * @returns null where the data spans fewer than two whole months and no spans are given.
 * @throws UsageError for spans that are no days, are turned round or overlap.
 */
export async function movers(
  d: Reader,
  basis: Basis,
  options: { top: number; spans?: Spans },
): Promise<Movers | null> {
  const data = options.spans === undefined ? await dataSpan(d, basis) : null;
  const spans = options.spans === undefined ? data && lastMonths(data) : checked(options.spans);
  if (spans === null) return null;
  const { before, after } = spans;
  const rows = await rowsOf(d, basis.filter);
  const sides = [before, after].map(({ from, to }) => {
    const [first, end] = [dayNumber(from), dayNumber(to)];
    const takes = new Uint8Array(rows.postings);
    for (let i = 0; i < rows.postings; i += 1) {
      const day = rows.opened[i] ?? 0;
      if (day >= first && day < end) takes[i] = 1;
    }
    return takes;
  });
  const of = (kind: MoverKind): [Counts, Counts] =>
    sides.map((takes) =>
      kind === 'skill' ? namedCounts(rows, tallySkills(rows, takes)) : countBy(rows, kind, takes),
    ) as [Counts, Counts];
  // Each posting has a role.
  const [postingsBefore, postingsAfter] = of('role').map(totalOf) as [number, number];
  const lists = MOVER_KINDS.map((kind) => {
    const [a, b] = of(kind);
    const totals = kind === 'skill' ? [postingsBefore, postingsAfter] : [totalOf(a), totalOf(b)];
    return [kind, moverList(a, b, totals as [number, number], basis.minCount, options.top)] as const;
  });
  return {
    spans,
    postings: { before: postingsBefore, after: postingsAfter },
    by: Object.fromEntries(lists) as Movers['by'],
  };
}

function moverList(
  a: Counts,
  b: Counts,
  [ofBefore, ofAfter]: [number, number],
  minCount: number,
  top: number,
): MoverList {
  const ids = [...new Set([...a.keys(), ...b.keys()])];
  const all = ids.map((id) => ({
    id,
    label: b.get(id)?.label ?? a.get(id)?.label ?? id,
    before: a.get(id)?.count ?? 0,
    after: b.get(id)?.count ?? 0,
  }));
  const enough = all.filter(({ before, after }) => before >= minCount || after >= minCount);
  // Of a span in which nothing is known nothing has changed.
  const moved =
    ofBefore === 0 || ofAfter === 0 ? [] : enough.flatMap((item) => mover(item, ofBefore, ofAfter));
  return {
    of: { before: ofBefore, after: ofAfter },
    distinct: all.length,
    withheld: all.length - enough.length,
    rising: moved
      .filter(({ change }) => change > 0)
      .toSorted((x, y) => y.z - x.z || (x.id < y.id ? -1 : 1))
      .slice(0, top),
    falling: moved
      .filter(({ change }) => change < 0)
      .toSorted((x, y) => x.z - y.z || (x.id < y.id ? -1 : 1))
      .slice(0, top),
  };
}

function mover(
  { id, label, before, after }: { id: string; label: string; before: number; after: number },
  ofBefore: number,
  ofAfter: number,
): Mover[] {
  const interval = newcombe(after, ofAfter, before, ofBefore);
  if (interval === null) return [];
  const shares = {
    before: { count: before, share: before / ofBefore },
    after: { count: after, share: after / ofAfter },
  };
  return [
    {
      ...{ id, label, ...shares, change: shares.after.share - shares.before.share, interval },
      z: pooledZ(after, ofAfter, before, ofBefore),
      sure: excludesZero(interval),
    },
  ];
}

/** The last whole months of the data against as many before. */
function lastMonths({ from, to }: DataSpan): Spans | null {
  const end = startOf('month', to);
  const first = startOf('month', from);
  const start = first === from ? first : addMonths(first, 1);
  const months = Math.min(MONTHS, Math.floor(monthsBetween(start, end) / 2));
  if (months < 1) return null;
  const middle = addMonths(end, -months);
  return { before: { from: addMonths(middle, -months), to: middle }, after: { from: middle, to: end } };
}

function checked(spans: Spans): Spans {
  for (const name of ['before', 'after'] as const) {
    for (const end of ['from', 'to'] as const) {
      const { isDay } = filterInstant(`${name} ${end}`, spans[name][end]);
      if (!isDay)
        throw new UsageError(`${name} ${end}: expected a day like 2026-03-01, got "${spans[name][end]}"`);
    }
    const { from, to } = spans[name];
    if (from >= to)
      throw new UsageError(`${name}: ${from} to ${to} holds no day: the second is the first day after it`);
  }
  if (spans.before.to > spans.after.from)
    throw new UsageError(
      `before must end (${spans.before.to}) where after begins (${spans.after.from}), or earlier`,
    );
  return spans;
}
