import type { Quantiles } from '../../domain/statistics/quantiles.js';
import type { Basis } from './basis.js';
import type { Reader } from './selection.js';

/** Pay of a year before tax, of those postings of one cell that name pay in one currency. */
export interface PayCell {
  /** Null where the cell is not of one role, level or country. */
  role: { id: string; label: string } | null;
  level: { id: string; label: string } | null;
  country: string | null;
  /** ISO 4217. Never mixed, never converted. */
  currency: string;
  /** Postings with usable pay in this currency. */
  count: number;
  /** Postings of the cell (all currencies, also without pay). */
  of: number;
  /** `count` / `of`. */
  coverage: number;
  quantiles: Quantiles;
}

export interface PayList {
  /** How many cells (with their currencies) have usable pay. */
  distinct: number;
  /** How many of them have too few. */
  withheld: number;
  /** Most postings with pay first. */
  items: PayCell[];
}

export interface Pay {
  /** All postings of the selection. */
  of: number;
  /** Postings with usable pay: an amount, its currency and its period. */
  count: number;
  coverage: number | null;
  /** Postings that name an amount which is left out, since what it means is not guessed. */
  leftOut: { noPeriod: number; noCurrency: number; neither: number };
  overall: PayList;
  byRole: PayList;
  byLevel: PayList;
  byRoleAndLevel: PayList;
  byCountry: PayList;
}

/** @param top bounds each list. */
export async function pay(_d: Reader, basis: Basis, _top: number): Promise<Pay> {
  const none: PayList = { distinct: 0, withheld: 0, items: [] };
  return {
    of: basis.postings,
    count: 0,
    coverage: null,
    leftOut: { noPeriod: 0, noCurrency: 0, neither: 0 },
    overall: none,
    byRole: none,
    byLevel: none,
    byRoleAndLevel: none,
    byCountry: none,
  };
}
