/**
 * What a filter asks dearly, asked once for all statements of a transaction: the verdicts of an earlier taxonomy,
 * the texts, and which of several copies counts. What was found stands in temporary tables, whose names the filter carries under symbols: whoever prints,
 * compares or narrows the filter does not see them, and a copy of it has them too.
 */
import type { PostingFilter } from './filter.js';

export const KEPT_FACTS: unique symbol = Symbol('kept facts');
export const KEPT_TEXT: unique symbol = Symbol('kept text');

export const KEPT_SELECTION: unique symbol = Symbol('kept selection');

export const KEPT_FURTHER: unique symbol = Symbol('kept further copies');
export const KEPT_AS: unique symbol = Symbol('kept as');

export interface KeptFilter extends PostingFilter {
  /** Table like posting_facts. */
  [KEPT_FACTS]?: string;
  /** Table of the `posting_id`s whose text fits. */
  [KEPT_TEXT]?: string;
  /** Table of the rows of the selection itself; of this very filter only. */
  [KEPT_SELECTION]?: string;
  /** Table of the `posting_id`s that fit and do not count, a copy first seen earlier doing so for them; of this very filter only. */
  [KEPT_FURTHER]?: string;
  /** What has been read of it already stands under this name (skill-table.ts). */
  [KEPT_AS]?: string;
}

/** The same, asked from any time on: what is kept of its selection is not meant by it. */
export function withoutSince(filter: KeptFilter): PostingFilter {
  const always = { ...filter };
  for (const name of [KEPT_SELECTION, KEPT_FURTHER, KEPT_AS] as const) delete always[name];
  delete always.since;
  return always;
}
