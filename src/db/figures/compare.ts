import type { Interval } from '../../domain/statistics/wilson.js';
import type { Basis } from './basis.js';
import type { Dimension } from './dimensions.js';
import type { Part } from './movers.js';
import type { Reader } from './selection.js';

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
export async function compare(_d: Reader, a: Basis, b: Basis, _top: number): Promise<Comparison> {
  const none: ComparedList = { of: { a: 0, b: 0 }, distinct: 0, withheld: 0, items: [] };
  return { a, b, common: 0, shares: {} as Comparison['shares'], skills: none };
}
