/** Both ends of a 95 % interval. */
export interface Interval {
  low: number;
  high: number;
}

/** Standard normal quantile of a two-sided 95 % interval. */
export const Z95 = 1.959964;

/**
 * Wilson's score interval of a share (E. B. Wilson, 1927): unlike the textbook's ± it stays between 0 and 1 and is
 * right for small counts too.
 * @param count hits, 0 to `of`.
 * @param of how many were looked at; null is returned for 0.
 */
export function wilson(count: number, of: number): Interval | null {
  if (of === 0) return null;
  const share = count / of;
  const z2 = Z95 ** 2;
  const middle = share + z2 / (2 * of);
  const reach = Z95 * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of ** 2));
  const scale = 1 + z2 / of;
  return { low: Math.max(0, (middle - reach) / scale), high: Math.min(1, (middle + reach) / scale) };
}
