import { formatCount, formatDay, formatShare, plural } from '../../format.js';
import type { MarketReport } from '../../market.js';
import { card } from '../card.js';
import { html, type Markup } from '../markup.js';

/** The figures that a reader remembers. */
export function headline(report: MarketReport): Markup {
  const { basis, shares, skills, pay } = report;
  const [role] = report.rolesByLevels.items;
  const [skill] = skills.items;
  const remote = shares.remote.items.find(({ id }) => id === 'remote');
  const [paid] = pay.overall.items;
  const cards: [string, string, string][] = [
    ['Postings', formatCount(basis.postings), spanOf(report)],
    ...(role === undefined
      ? []
      : [
          [
            'Most frequent role',
            role.label,
            `${formatShare(role.share, report.rolesByLevels.of)} of postings`,
          ] as [string, string, string],
        ]),
    ...(skill === undefined
      ? []
      : [
          ['Most named skill', skill.label, `${formatShare(skill.share, skills.of)} of postings`] as [
            string,
            string,
            string,
          ],
        ]),
    [
      'Companies',
      formatCount(shares.company.distinct),
      `named by ${formatCount(shares.company.of)} postings`,
    ],
    ...(paid === undefined
      ? []
      : [
          [
            'Median pay of a year',
            `${formatCount(Math.round(paid.quantiles.p50.value))} ${paid.currency}`,
            `of ${plural(paid.count, 'posting')} in ${paid.currency}`,
          ] as [string, string, string],
        ]),
    ...(remote === undefined
      ? []
      : [
          [
            'Remote',
            formatShare(remote.share, shares.remote.of),
            `of ${formatCount(shares.remote.of)} that say where`,
          ] as [string, string, string],
        ]),
  ];
  return html`<dl class="cards">${cards.map(([name, value, note]) => card(name, value, note))}</dl>`;
}

function spanOf({ basis: { period } }: MarketReport): string {
  return period === null ? '' : `${formatDay(period.from)} to ${formatDay(period.to)}`;
}
