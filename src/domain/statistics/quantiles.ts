import type { Interval } from './wilson.js';

/** A quantile of a sample. */
export interface Quantile {
  value: number;
  /** 95 % interval between two order statistics; null where the sample is too small to have one. */
  interval: Interval | null;
}

export const PERCENTILES = [10, 25, 50, 75, 90] as const;
export type Quantiles = Record<`p${(typeof PERCENTILES)[number]}`, Quantile>;
