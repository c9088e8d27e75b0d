import { wilson, type Interval } from '../../domain/statistics/wilson.js';
import type { Basis } from './basis.js';
import { byCount, countBy, type Counts } from './counts.js';
import { DIMENSIONS, type Dimension } from './dimensions.js';
import { rowsOf } from './rows.js';
import type { Reader } from './selection.js';

/** A count and its share of `ShareList.of`. */
export interface Share {
  id: string;
  label: string;
  count: number;
  /** 0 to 1. */
  share: number;
  /** Wilson's 95 % interval of the share; null where nothing is known to share. */
  interval: Interval | null;
}

/** Shares of those postings that say it, most frequent first, then by id. */
export interface ShareList<T extends Share = Share> {
  /** The denominator: how many postings say it. */
  of: number;
  /** That as a share of all postings of the selection; null where there are none. */
  coverage: number | null;
  /** How many different ones there are. */
  distinct: number;
  /** How many of these have too few postings (`Basis.minCount`) and are not among `items`. */
  withheld: number;
  /** The top of them. */
  items: T[];
}

/** Postings by one dimension. */
export async function sharesBy(
  d: Reader,
  basis: Basis,
  dimension: Dimension,
  top: number,
): Promise<ShareList> {
  return (await sharesByEach(d, basis, top, [dimension]))[dimension];
}

/** Postings by each dimension, in one pass. */
export async function sharesByEach<D extends Dimension = Dimension>(
  d: Reader,
  basis: Basis,
  top: number,
  dimensions: readonly D[] = DIMENSIONS as readonly Dimension[] as readonly D[],
): Promise<Record<D, ShareList>> {
  const rows = await rowsOf(d, basis.filter);
  const lists = dimensions.map(
    (name) => [name, shareList(countBy(rows, name), basis.known[name], basis, top)] as const,
  );
  return Object.fromEntries(lists) as Record<D, ShareList>;
}

/** The top of the counts, those of too few postings left out. */
export function shareList(counts: Counts, of: number, { postings, minCount }: Basis, top: number): ShareList {
  const all = [...counts].map(([id, { label, count }]) => ({ id, label, ...shareOf(count, of) }));
  const enough = all.filter(({ count }) => count >= minCount);
  return {
    of,
    coverage: postings === 0 ? null : of / postings,
    distinct: all.length,
    withheld: all.length - enough.length,
    items: enough.toSorted(byCount).slice(0, top),
  };
}

/** @param of how many were looked at. */
export function shareOf(count: number, of: number): Pick<Share, 'count' | 'share' | 'interval'> {
  return { count, share: of === 0 ? 0 : count / of, interval: wilson(count, of) };
}
