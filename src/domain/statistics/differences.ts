/** Two shares beside each other: how far apart they are, and how sure that is. */
import { wilson, Z95, type Interval } from './wilson.js';

/**
 * Interval of the difference of two independent shares, a less b: Newcombe's hybrid score method (R. G. Newcombe,
 * "Interval estimation for the difference between independent proportions", 1998, method 10). Made of both Wilson
 * intervals, it stays between -1 and 1 and is right for small counts.
 * @returns null where either has no denominator.
 */
export function newcombe(countA: number, ofA: number, countB: number, ofB: number): Interval | null {
  const [a, b] = [wilson(countA, ofA), wilson(countB, ofB)];
  if (a === null || b === null) return null;
  const [shareA, shareB] = [countA / ofA, countB / ofB];
  const difference = shareA - shareB;
  return {
    low: difference - Math.hypot(shareA - a.low, b.high - shareB),
    high: difference + Math.hypot(a.high - shareA, shareB - b.low),
  };
}

/**
 * Ratio of two independent shares, a / b, with the interval of its logarithm (D. Katz et al., "Obtaining confidence
 * intervals for the risk ratio in cohort studies", 1978).
 * @returns null where either count is 0: the ratio, or its logarithm, has no value then.
 */
export function katz(
  countA: number,
  ofA: number,
  countB: number,
  ofB: number,
): { ratio: number; interval: Interval } | null {
  if (countA === 0 || countB === 0) return null;
  const ratio = countA / ofA / (countB / ofB);
  const reach = Z95 * Math.sqrt(1 / countA - 1 / ofA + 1 / countB - 1 / ofB);
  return { ratio, interval: { low: ratio * Math.exp(-reach), high: ratio * Math.exp(reach) } };
}

/**
 * How many standard errors two shares are apart, were they in truth the same (pooled two-proportion z). 0 where both
 * are 0, both are 1, or one has no denominator.
 */
export function pooledZ(countA: number, ofA: number, countB: number, ofB: number): number {
  if (ofA === 0 || ofB === 0) return 0;
  const pooled = (countA + countB) / (ofA + ofB);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / ofA + 1 / ofB));
  return error === 0 ? 0 : (countA / ofA - countB / ofB) / error;
}

/** All of it is on one side of 0. */
export function excludesZero({ low, high }: Interval): boolean {
  return low > 0 || high < 0;
}
