import { copiesLeftOut, formatCount, formatDay, formatShare, plural } from '../format.js';
import type { MarketReport } from '../market.js';

/** What the report stands on: the store, what was asked for, what was left out and is unsure. */
export function renderHead({ totals, basis }: MarketReport): string {
  const { postings: matching, furtherCopies, uncertain, period, filter } = basis;
  const asked = Object.entries(filter).map(([name, value]) => `${name} ${[value].flat().join(' + ')}`);
  const span = period === null ? '' : `, posted ${formatDay(period.from)} to ${formatDay(period.to)}`;
  const waiting = totals.pending > 0 ? `, ${formatCount(totals.pending)} pending` : '';
  const failed = totals.failed > 0 ? `, ${formatCount(totals.failed)} failed` : '';
  return [
    'MARKET REPORT',
    `${plural(totals.postings, 'posting')} stored, ${formatCount(totals.classified)} classified${waiting}${failed}`,
    ...(asked.length > 0 ? [`Asked for: ${asked.join('; ')}`] : []),
    ...(matching > 0 ? [`${plural(matching, 'classified posting')} in this report${span}`] : []),
    ...(furtherCopies > 0 ? [`In counts and shares ${copiesLeftOut(furtherCopies)}`] : []),
    ...(uncertain > 0
      ? [
          `${plural(uncertain, 'role')} uncertain (${formatShare(uncertain / matching, matching)}): the best guess, counted like the others`,
        ]
      : []),
    ...(matching > 0
      ? [`Intervals are of 95 %; fewer than ${basis.minCount} postings are withheld (--min-count)`]
      : []),
    ...(matching > 0 ? [`Rules ${basis.taxonomies.map(versionOf).join(', ')}`] : []),
  ].join('\n');
}

/** What to do when there is nothing to count. */
export function hintFor({ totals }: MarketReport): string {
  if (totals.postings === 0) return 'The store is empty: `rolemill run SOURCE` fills it.';
  if (totals.pending > 0) return 'Postings are waiting: `rolemill work` classifies them.';
  return 'Ask for less, or see what is there with `rolemill report`.';
}

function versionOf(
  { version, postings }: MarketReport['basis']['taxonomies'][number],
  _at: number,
  all: unknown[],
): string {
  return all.length === 1 ? version : `${version} (${plural(postings, 'posting')})`;
}
