import type { MarketFigures } from '../db/figures/market.js';

/** The market report: what `rolemill report --json` prints. Every figure names the denominator of its shares as `of`. */
export type MarketReport = MarketFigures;

/**
 * Figures -> report. Levels and bands come in order of rank instead of frequency, because they are steps of one
 * ladder; everything else stays most frequent first.
 * @param ladder levels of the taxonomy, lowest first. Levels of an older taxonomy that it lacks come last.
 */
export function buildReport(
  figures: MarketFigures,
  ladder: readonly { id: string; band: string }[],
): MarketReport {
  const { level, band } = figures.shares;
  const bandOrder = [...new Set(ladder.map((step) => step.band))];
  return {
    ...figures,
    shares: {
      ...figures.shares,
      level: {
        ...level,
        items: inOrder(
          level.items,
          ladder.map((step) => step.id),
        ),
      },
      band: { ...band, items: inOrder(band.items, bandOrder) },
    },
  };
}

/** By the place of their ids in a list; what it lacks comes last. */
export function inOrder<T extends { id: string }>(items: readonly T[], order: readonly string[]): T[] {
  const rank = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length);
  return items.toSorted((a, b) => rank(a.id) - rank(b.id) || (a.id < b.id ? -1 : 1));
}
