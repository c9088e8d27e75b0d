/** Names from right to left among words from left to right. */

/** Hebrew, Arabic and their kin, with what Unicode keeps for them. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * A name as a piece of its own direction (U+2068, U+2069), so that brackets and numbers beside it stay where they are.
 * For sentences and drawings: in a drawing no attribute would do, since its direction moves the end at which it is held.
 */
export function isolate(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
}
