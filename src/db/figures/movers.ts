import type { Interval } from '../../domain/statistics/wilson.js';
import type { Basis } from './basis.js';
import type { Dimension } from './dimensions.js';
import type { Reader } from './selection.js';

export const MOVER_KINDS = ['skill', 'role', 'family', 'company', 'country'] as const;
export type MoverKind = (typeof MOVER_KINDS)[number] & (Dimension | 'skill');

/** Days in UTC; `to` is the first day after it. */
export interface Span {
  from: string;
  to: string;
}

export interface Spans {
  before: Span;
  after: Span;
}

/** A part of one of two groups of postings. */
export interface Part {
  count: number;
  /** 0 to 1. */
  share: number;
}

export interface Mover {
  id: string;
  label: string;
  before: Part;
  after: Part;
  /** Share after less share before: 0.05 is five percentage points. */
  change: number;
  /** Newcombe's 95 % interval of `change`. */
  interval: Interval;
  /** How many standard errors the change is away from none (pooled two-proportion z). */
  z: number;
  /** The interval is on one side of 0. */
  sure: boolean;
}

export interface MoverList {
  /** Denominators: postings opened in each span that say it (skills: all). */
  of: { before: number; after: number };
  /** How many different ones there are in either. */
  distinct: number;
  /** How many of them have too few postings in both. */
  withheld: number;
  /** Surest change first. */
  rising: Mover[];
  falling: Mover[];
}

export interface Movers {
  spans: Spans;
  /** Postings opened in each. */
  postings: { before: number; after: number };
  by: Record<MoverKind, MoverList>;
}

/**
 * Risers and fallers between two spans; absent ones are the last whole months of the data (at most three) and as many
 * before them.
 * @returns null where the data spans fewer than two whole months and no spans are given.
 */
export async function movers(
  _d: Reader,
  _basis: Basis,
  _options: { top: number; spans?: Spans },
): Promise<Movers | null> {
  return null;
}
