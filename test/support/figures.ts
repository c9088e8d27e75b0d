/** Figures made up for tests of what shows them. */
import type { Basis } from '../../src/db/figures/basis.js';
import { DIMENSIONS, type Dimension } from '../../src/db/figures/dimensions.js';
import type { MarketFigures } from '../../src/db/figures/market.js';
import type { Share, ShareList } from '../../src/db/figures/shares.js';
import { wilson } from '../../src/domain/statistics/wilson.js';

/** A share of `of`, with the interval it would have. */
export function makeShare(id: string, label: string, count: number, of: number): Share {
  return { id, label, count, share: count / of, interval: wilson(count, of) };
}

export function makeShares<T extends Share = Share>(
  of: number,
  part: Partial<ShareList<T>> = {},
): ShareList<T> {
  const items = part.items ?? [];
  return { of, coverage: of === 0 ? null : 1, distinct: items.length, withheld: 0, items, ...part };
}

export function makeBasis(postings: number, part: Partial<Basis> = {}): Basis {
  const known = Object.fromEntries(
    [...DIMENSIONS, 'pay' as const, 'years' as const, 'skills' as const].map((name) => [name, postings]),
  ) as Basis['known'];
  return {
    filter: {},
    postings,
    copies: 'once',
    furtherCopies: 0,
    uncertain: 0,
    uncertainBelow: 0.7,
    taxonomies: postings === 0 ? [] : [{ version: 'tax-1', postings }],
    period: postings === 0 ? null : { from: '2026-01-05T00:00:00Z', to: '2026-06-30T00:00:00Z' },
    minCount: 5,
    known,
    ...part,
  };
}

/** Figures of so many postings of which nothing is known but what `part` says. */
export function makeFigures(postings: number, part: Partial<MarketFigures> = {}): MarketFigures {
  const none = { distinct: 0, withheld: 0, items: [] };
  return {
    totals: { postings, classified: postings, pending: 0, failed: 0 },
    basis: makeBasis(postings),
    rolesByLevels: { of: postings, ...none },
    shares: Object.fromEntries(DIMENSIONS.map((name) => [name, makeShares(postings)])) as Record<
      Dimension,
      ShareList
    >,
    skills: makeShares(postings),
    skillPairs: { of: postings, coverage: null, among: [], ...none },
    trend: { by: 'month', dataUntil: null, periods: [], before: 0, after: 0, series: [] },
    movers: null,
    pay: {
      of: postings,
      count: 0,
      coverage: postings === 0 ? null : 0,
      leftOut: { noPeriod: 0, noCurrency: 0, neither: 0 },
      overall: none,
      byRole: none,
      byLevel: none,
      byRoleAndLevel: none,
      byCountry: none,
    },
    years: { overall: null, byLevel: none, byRole: none },
    timeToClose: { overall: null, by: {} },
    comparison: null,
    ...part,
  };
}
