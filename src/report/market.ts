import type { MarketFigures } from '../db/figures.js';
import type { PostingFilter } from '../db/filter.js';

/** The market report: what `rolemill report --json` prints. Every list names the denominator of its shares as `of`. */
export interface MarketReport extends MarketFigures {
  /** What was asked for; empty: everything. */
  filter: PostingFilter;
}

/**
 * Figures -> report. Levels and bands come in order of rank instead of frequency, because they are steps of one
 * ladder; everything else stays most frequent first.
 * @param ladder levels of the taxonomy, lowest first. Levels of an older taxonomy that it lacks come last.
 */
export function buildReport(
  figures: MarketFigures,
  filter: PostingFilter,
  ladder: readonly { id: string; band: string }[],
): MarketReport {
  const levelOrder = ladder.map((level) => level.id);
  const bandOrder = [...new Set(ladder.map((level) => level.band))];
  return {
    ...figures,
    filter,
    levels: { ...figures.levels, items: inOrder(figures.levels.items, levelOrder) },
    bands: { ...figures.bands, items: inOrder(figures.bands.items, bandOrder) },
  };
}

function inOrder<T extends { id: string }>(items: readonly T[], order: readonly string[]): T[] {
  const rank = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length);
  return items.toSorted((a, b) => rank(a.id) - rank(b.id) || (a.id < b.id ? -1 : 1));
}
