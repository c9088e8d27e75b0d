import type { Interval } from '../../domain/statistics/wilson.js';
import type { Basis } from './basis.js';
import type { Dimension } from './dimensions.js';
import type { Reader } from './selection.js';

/** After how many days a share of the postings is closed. */
export interface ClosedAfter {
  days: number;
  /** 95 % interval; an end is null where the curve's bound does not come down that far. */
  interval: { low: number | null; high: number | null };
}

export interface CloseCell {
  id: string;
  label: string;
  /** Postings that were seen from their start on (`SEEN_WITHIN_DAYS`); the others would count as long-lived only. */
  count: number;
  /** Postings of the cell. */
  of: number;
  coverage: number;
  /** Of `count`: closed, and still open when they were last seen (censored there). */
  closed: number;
  open: number;
  /** A quarter, half, three quarters are closed (Kaplan-Meier); null where the data does not reach it. */
  quartiles: { p25: ClosedAfter | null; p50: ClosedAfter | null; p75: ClosedAfter | null };
  /** Share still open after 30, 60 and 90 days, with Greenwood's interval (log-log); null beyond the data. */
  survival: { days: number; share: number; interval: Interval | null }[];
}

export interface CloseList {
  distinct: number;
  withheld: number;
  /** Most postings first. */
  items: CloseCell[];
}

export interface TimeToClose {
  /** Id `all`; null where there are too few. */
  overall: CloseCell | null;
  by: Partial<Record<Dimension, CloseList>>;
}

/** A posting counts as seen from its start on when it was first seen at most so long after it was opened. */
export const SEEN_WITHIN_DAYS = 7;

export const CLOSE_DIMENSIONS = ['role', 'family', 'level'] as const satisfies Dimension[];

/** @param top bounds each list. */
export async function timeToClose(
  _d: Reader,
  _basis: Basis,
  _top: number,
  _by: readonly Dimension[] = CLOSE_DIMENSIONS,
): Promise<TimeToClose> {
  return { overall: null, by: {} };
}
