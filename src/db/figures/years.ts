import type { Quantiles } from '../../domain/statistics/quantiles.js';
import type { Interval } from '../../domain/statistics/wilson.js';
import type { Basis } from './basis.js';
import type { Reader } from './selection.js';

export interface YearsBin {
  /** Whole years, rounded down; the last bin holds all from 10 on. */
  years: number;
  /** Null: withheld, 1 to `minCount - 1` postings. */
  count: number | null;
  /** Of the postings of the cell that ask for years; null where withheld. */
  share: number | null;
  interval: Interval | null;
}

/** Years of experience asked for (the least of a range). */
export interface YearsCell {
  id: string;
  label: string;
  /** Postings that ask for years. */
  count: number;
  /** Postings of the cell. */
  of: number;
  coverage: number;
  quantiles: Quantiles;
  /** 0 to 9 and 10+. */
  distribution: YearsBin[];
}

export interface YearsList {
  /** How many cells have postings that ask for years, and how many of them too few. */
  distinct: number;
  withheld: number;
  /** Most postings that ask for years first. */
  items: YearsCell[];
}

export interface Years {
  /** Id `all`; null where too few ask for years. */
  overall: YearsCell | null;
  byLevel: YearsList;
  byRole: YearsList;
}

/** @param top bounds each list. */
export async function years(_d: Reader, _basis: Basis, _top: number): Promise<Years> {
  const none: YearsList = { distinct: 0, withheld: 0, items: [] };
  return { overall: null, byLevel: none, byRole: none };
}
