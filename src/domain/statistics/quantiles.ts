/**
 * Quantiles of a sample and their intervals. The interval of a quantile runs from one order statistic to another: how
 * many of n values lie below the true q-quantile is binomial (n, q), whatever the distribution of the values
 * (W. J. Conover, "Practical Nonparametric Statistics", 3.2; Hahn and Meeker, "Statistical Intervals", 5.2).
 */
import type { Interval } from './wilson.js';

/** A quantile of a sample. */
export interface Quantile {
  value: number;
  /** 95 % interval between two order statistics; null where the sample is too small to have one. */
  interval: Interval | null;
}

export const PERCENTILES = [10, 25, 50, 75, 90] as const;
export type Quantiles = Record<`p${(typeof PERCENTILES)[number]}`, Quantile>;

/** Where in the sorted sample (ranks from 1) a quantile and its interval are found. */
export interface QuantileRanks {
  /** The quantile lies between these two values, `weight` of the way (linear interpolation, Hyndman and Fan's type 7). */
  below: number;
  above: number;
  weight: number;
  interval: { low: number; high: number } | null;
}

/** Half of what a 95 % interval may leave out. */
const TAIL = 0.025;

/**
 * @param n size of the sample, at least 1.
 * @param q 0 to 1.
 */
export function quantileRanks(n: number, q: number): QuantileRanks {
  const place = 1 + (n - 1) * q;
  const below = Math.floor(place);
  const low = binomialQuantile(n, q, TAIL);
  const high = binomialQuantile(n, q, 1 - TAIL) + 1;
  return {
    below,
    above: Math.min(n, below + 1),
    weight: place - below,
    interval: low >= 1 && high <= n ? { low, high } : null,
  };
}

/**
 * Quantiles of a sample of which only `valueAt` is asked.
 * @param valueAt the value of a rank, 1 to n.
 */
export function quantilesOf(n: number, valueAt: (rank: number) => number): Quantiles {
  const at = (percent: number): Quantile => {
    const { below, above, weight, interval } = quantileRanks(n, percent / 100);
    const [from, to] = [valueAt(below), valueAt(above)];
    return {
      value: from + (to - from) * weight,
      interval: interval && { low: valueAt(interval.low), high: valueAt(interval.high) },
    };
  };
  return { p10: at(10), p25: at(25), p50: at(50), p75: at(75), p90: at(90) };
}

/** All ranks that `quantilesOf` asks for, each once, ascending. */
export function ranksOf(n: number): number[] {
  const asked = new Set<number>();
  quantilesOf(n, (rank) => {
    asked.add(rank);
    return 0;
  });
  return [...asked].toSorted((a, b) => a - b);
}

/** The least k for which P(X <= k) >= p, X being binomial (n, q), 0 < q < 1. */
function binomialQuantile(n: number, q: number, p: number): number {
  // From six deviations below the mean on: what is left out before is less than 1e-8. Each term follows from the last.
  const start = Math.max(0, Math.floor(n * q - 6 * Math.sqrt(n * q * (1 - q))) - 1);
  let term = Math.exp(
    logFactorial(n) -
      logFactorial(start) -
      logFactorial(n - start) +
      start * Math.log(q) +
      (n - start) * Math.log(1 - q),
  );
  let sum = term;
  let k = start;
  while (sum < p && k < n) {
    term *= ((n - k) / (k + 1)) * (q / (1 - q));
    sum += term;
    k += 1;
  }
  return k;
}

/** log n!, exact by adding up to 256, beyond by Stirling's series (error below 1e-15 there). */
function logFactorial(n: number): number {
  if (n <= 256) {
    let sum = 0;
    for (let i = 2; i <= n; i += 1) sum += Math.log(i);
    return sum;
  }
  return (
    n * Math.log(n) -
    n +
    Math.log(2 * Math.PI * n) / 2 +
    1 / (12 * n) -
    1 / (360 * n ** 3) +
    1 / (1260 * n ** 5)
  );
}
