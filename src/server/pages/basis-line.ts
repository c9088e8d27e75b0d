import type { Basis } from '../../db/figures/basis.js';
import { formatCount, formatDay, plural } from '../../report/format.js';
import { html, type Markup } from '../../report/html/markup.js';

/** What the figures of a page stand on. */
export function basisLine(basis: Basis): Markup {
  const { postings, furtherCopies, uncertain, uncertainBelow, period, minCount, taxonomies } = basis;
  const parts = [
    plural(postings, 'posting'),
    ...(period === null ? [] : [`posted ${formatDay(period.from)} to ${formatDay(period.to)}`]),
    furtherCopies > 0
      ? `copies of a posting count once (${formatCount(furtherCopies)} more)`
      : 'copies count once',
    `${formatCount(uncertain)} with an uncertain role (below ${uncertainBelow})`,
    `fewer than ${minCount} are withheld`,
    `intervals are of 95 %`,
    ...(taxonomies.length > 1 ? [`verdicts of ${taxonomies.length} versions of the rules`] : []),
  ];
  return html`<p class="soft basis">${parts.join(' · ')}</p>`;
}
