import { formatCount, formatShare, plural } from '../../format.js';
import type { MarketReport } from '../../market.js';
import { html, type Markup } from '../markup.js';
import { selectionText } from './selection.js';

/** What all figures stand on, how they are made, and what they do not say. */
export function method({ basis, totals }: MarketReport): Markup {
  const { postings, furtherCopies, uncertain, uncertainBelow, minCount } = basis;
  const facts: [string, string][] = [
    ['Selection', selectionText(basis.filter)],
    [
      'Stored',
      `${plural(totals.postings, 'posting')}, ${formatCount(totals.classified)} classified, ${formatCount(totals.pending)} pending, ${formatCount(totals.failed)} failed`,
    ],
    ['In this report', plural(postings, 'classified posting')],
    [
      'Copies',
      basis.copies === 'all'
        ? 'each counts'
        : `a posting counts once; ${formatCount(furtherCopies)} further copies are left out`,
    ],
    [
      'Uncertain roles',
      `${formatCount(uncertain)} (${formatShare(uncertain / Math.max(1, postings), postings)}): confidence below ${uncertainBelow}, counted with the best guess`,
    ],
    ['Withheld', `cells of fewer than ${plural(minCount, 'posting')}`],
    [
      'Rules',
      basis.taxonomies.map((t) => `${t.version} (${plural(t.postings, 'posting')})`).join(', ') || 'n/a',
    ],
    [
      'Known',
      Object.entries(basis.known)
        .map(([fact, known]) => `${fact} ${formatShare(known / Math.max(1, postings), postings)}`)
        .join(', '),
    ],
  ];
  return html`<section class="figure" aria-labelledby="method">
    <h2 id="method">Method and limits</h2>
    <dl class="facts">
      ${facts.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd><bdi>${value}</bdi></dd>`,
      )}
    </dl>
    <p>
      Role, level and skills of each posting were read from its text by published rules, not by people; each
      verdict can be asked for its reasons. A share is a share of the postings that say the fact at all, or
      for skills of all postings.
    </p>
    <p>
      Intervals are of 95 %: shares by Wilson, differences by Newcombe, ratios by Katz, medians by order
      statistics, days until closed by Kaplan and Meier. They tell what chance alone does to a sample of this
      size. They do not tell whether the sources are a fair picture of the market: boards that were not read
      are missing, and a posting is not a hire.
    </p>
    <p>
      Weeks begin on Monday, all days are in UTC. A posting is opened on its date, else when it was first
      seen. Pay is what postings offer, not what is paid.
    </p>
  </section>`;
}
