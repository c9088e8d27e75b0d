import type { Interval } from '../../domain/statistics/wilson.js';
import type { Basis } from './basis.js';
import type { Dimension } from './dimensions.js';
import type { Reader } from './selection.js';

export const TREND_UNITS = ['week', 'month'] as const;
export type TrendUnit = (typeof TREND_UNITS)[number];

/** What a trend is split by: ids of one dimension, or skills. */
export interface TrendOf {
  by: Dimension | 'skill';
  ids: string[];
}

export interface TrendPeriod {
  /** `2026-03`, or the ISO week `2026-W09`. */
  id: string;
  /** First day, and the first day after it: `2026-03-01`, `2026-04-01`, in UTC. */
  from: string;
  to: string;
  /** The filter or the end of the data cuts it: its counts will not stay what they are. */
  partial: boolean;
  /** Postings opened in it. */
  new: number;
  /** Postings that were open at its end (or at the end of the data): opened by then and not closed by then. */
  open: number;
}

/** One period of one series. 1 to `minCount - 1` postings are withheld: everything is null then. */
export interface TrendCell {
  count: number | null;
  /** Of how many: those of the period that say it (skills: all of the period). */
  of: number;
  /** Null also where `of` is below `minCount`. */
  share: number | null;
  interval: Interval | null;
}

export interface TrendSeries {
  by: Dimension | 'skill';
  id: string;
  label: string;
  /** As many as there are periods, in their order. */
  new: TrendCell[];
  open: TrendCell[];
}

export interface Trend {
  by: TrendUnit;
  /** Where the data ends: the last day on which a posting was opened (never after the last sighting). */
  dataUntil: string | null;
  /** In order, also those without postings. */
  periods: TrendPeriod[];
  /** Postings of the selection that were opened before the first period (at most `MAX_PERIODS` are shown) or after the last. */
  before: number;
  after: number;
  series: TrendSeries[];
}

/** Ten years of weeks: what else comes of one posting that is dated 1970. */
export const MAX_PERIODS = 522;

/** New postings and open stock by week or month, and of each of `of` its part. */
export async function trend(
  _d: Reader,
  _basis: Basis,
  by: TrendUnit,
  _of: readonly TrendOf[] = [],
): Promise<Trend> {
  return { by, dataUntil: null, periods: [], before: 0, after: 0, series: [] };
}
