import { sql } from 'drizzle-orm';
import { excludesZero, katz, newcombe } from '../../domain/statistics/differences.js';
import type { Interval } from '../../domain/statistics/wilson.js';
import type { Basis } from './basis.js';
import { countBy, namedCounts, tallySkills, type Counts } from './counts.js';
import { DIMENSIONS, type Dimension } from './dimensions.js';
import type { Part } from './movers.js';
import { rowsOf } from './rows.js';
import { selection, type Reader } from './selection.js';

export interface ComparedShare {
  id: string;
  label: string;
  a: Part;
  b: Part;
  /** Share in A less share in B. */
  difference: number;
  /** Newcombe's 95 % interval of `difference`. */
  interval: Interval;
  /** Share in A / share in B, with Katz's interval; null where either names it fewer than `minCount` times. */
  ratio: { value: number; interval: Interval } | null;
  /** The interval is on one side of 0. */
  sure: boolean;
}

export interface ComparedList {
  /** Denominators: postings of each that say it (skills: all). */
  of: { a: number; b: number };
  /** How many different ones there are in either. */
  distinct: number;
  /** How many of them have too few postings in both. */
  withheld: number;
  /** Most frequent first (mean of both shares). */
  items: ComparedShare[];
}

export interface Comparison {
  a: Basis;
  b: Basis;
  /** Postings in both selections. The intervals take the two for different postings: with common ones they are wider than need be. */
  common: number;
  shares: Record<Dimension, ComparedList>;
  skills: ComparedList;
}

/** Two selections side by side. */
export async function compare(d: Reader, a: Basis, b: Basis, top: number): Promise<Comparison> {
  const [rowsA, rowsB] = [await rowsOf(d, a.filter), await rowsOf(d, b.filter)];
  const minCount = Math.max(a.minCount, b.minCount);
  const shares = DIMENSIONS.map(
    (name) =>
      [
        name,
        comparedList(
          { counts: countBy(rowsA, name), of: a.known[name] },
          { counts: countBy(rowsB, name), of: b.known[name] },
          minCount,
          top,
        ),
      ] as const,
  );
  return {
    a,
    b,
    common: await countCommon(d, a, b),
    shares: Object.fromEntries(shares) as Comparison['shares'],
    skills: comparedList(
      { counts: namedCounts(rowsA, tallySkills(rowsA)), of: a.postings },
      { counts: namedCounts(rowsB, tallySkills(rowsB)), of: b.postings },
      minCount,
      top,
    ),
  };
}

interface Side {
  counts: Counts;
  of: number;
}

function comparedList(a: Side, b: Side, minCount: number, top: number): ComparedList {
  const ids = [...new Set([...a.counts.keys(), ...b.counts.keys()])];
  const all = ids.map((id) => ({
    id,
    label: a.counts.get(id)?.label ?? b.counts.get(id)?.label ?? id,
    a: partOf(a, id),
    b: partOf(b, id),
  }));
  const enough = all.filter((item) => item.a.count >= minCount || item.b.count >= minCount);
  return {
    of: { a: a.of, b: b.of },
    distinct: all.length,
    withheld: all.length - enough.length,
    items: enough
      .toSorted((x, y) => sumOf(y) - sumOf(x) || (x.id < y.id ? -1 : 1))
      .flatMap((item) => compared(item, a.of, b.of, minCount))
      .slice(0, top),
  };
}

function sumOf({ a, b }: { a: Part; b: Part }): number {
  return a.share + b.share;
}

function partOf({ counts, of }: Side, id: string): Part {
  const count = counts.get(id)?.count ?? 0;
  return { count, share: of === 0 ? 0 : count / of };
}

/** Nothing where one side says nothing at all: there is no difference to tell. */
function compared(
  item: Pick<ComparedShare, 'id' | 'label' | 'a' | 'b'>,
  ofA: number,
  ofB: number,
  minCount: number,
): ComparedShare[] {
  const { a, b } = item;
  const interval = newcombe(a.count, ofA, b.count, ofB);
  if (interval === null) return [];
  const ratio = Math.min(a.count, b.count) < minCount ? null : katz(a.count, ofA, b.count, ofB);
  return [
    {
      ...item,
      difference: a.share - b.share,
      interval,
      ratio: ratio && { value: ratio.ratio, interval: ratio.interval },
      sure: excludesZero(interval),
    },
  ];
}

/** Copies of one posting are one, also when either selection has another of them. */
async function countCommon(d: Reader, a: Basis, b: Basis): Promise<number> {
  const key =
    a.copies === 'all' && b.copies === 'all'
      ? sql`m.posting_id`
      : sql`coalesce(m.canonical_id, m.posting_id)`;
  const [row] = await d.execute<{ n: number }>(sql`
    select count(*)::int as n from (
      select ${key} from ${selection(a.filter)} intersect select ${key} from ${selection(b.filter)}
    ) both_of_them
  `);
  return row?.n ?? 0;
}
