import type { Interval } from '../../domain/statistics/wilson.js';
import type { Basis } from './basis.js';
import type { Reader } from './selection.js';

export interface SkillRef {
  id: string;
  label: string;
}

/** Two skills that the same postings name; `a` is the more frequent one. */
export interface SkillPair {
  a: SkillRef;
  b: SkillRef;
  /** Postings that name both. */
  count: number;
  /** Of `SkillPairs.of`. */
  share: number;
  interval: Interval | null;
  /** How many times as often together as if one said nothing about the other: P(ab) / (P(a) P(b)). */
  lift: number;
  /** Postings that name both, of those that name either (Jaccard). */
  jaccard: number;
}

/** Skills that go together, most frequent pair first. */
export interface SkillPairs {
  /** The denominator: all postings of the selection. */
  of: number;
  /** How many postings name a skill at all, as a share; null where there are no postings. */
  coverage: number | null;
  /** The most frequent skills that were paired, most frequent first. */
  among: SkillRef[];
  /** How many pairs of these occur. */
  distinct: number;
  /** How many of them in too few postings. */
  withheld: number;
  items: SkillPair[];
}

/** Pairs of the 30 most frequent skills of the selection. */
export async function skillPairs(_d: Reader, basis: Basis, _top: number): Promise<SkillPairs> {
  return { of: basis.postings, coverage: null, among: [], distinct: 0, withheld: 0, items: [] };
}
