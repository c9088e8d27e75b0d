/** Figures as tables: the same objects that terminal and API show. */
import type { Basis } from '../../db/figures/basis.js';
import type { ShareList } from '../../db/figures/shares.js';
import type { SkillShare } from '../../db/figures/skills.js';
import { formatCount, formatDay, formatShare, plural, formatInterval } from '../../report/format.js';
import { html, type Markup } from '../../report/html/markup.js';
import { withheldNote } from '../../report/terminal/section.js';
import { queryOf } from './address.js';
import { bar, empty, table } from './parts.js';

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

/** @param link address of what a row names. */
export function shareTable(caption: string, list: ShareList, link?: (id: string) => string): Markup {
  if (list.items.length === 0) return tooFew(list);
  const most = Math.max(...list.items.map((item) => item.share));
  return table(
    captionOf(caption, list),
    [
      { name: caption.toLowerCase() },
      { name: 'postings', num: true },
      { name: 'share', num: true },
      { name: '95 %', num: true },
      { name: '' },
    ],
    list.items.map((item) => [
      link === undefined
        ? item.label
        : html`<a href="${link(item.id)}" dir="auto" class="long">${item.label}</a>`,
      formatCount(item.count),
      formatShare(item.share, list.of),
      formatInterval(item.interval),
      bar(item.share / most),
    ]),
  );
}

export function skillTable(
  caption: string,
  list: ShareList<SkillShare>,
  link: (id: string) => string,
): Markup {
  if (list.items.length === 0) return tooFew(list);
  const most = Math.max(...list.items.map((item) => item.share));
  const lift = list.items.some((item) => item.lift !== null);
  return table(
    captionOf(caption, list),
    [
      { name: 'skill' },
      { name: 'postings', num: true },
      { name: 'share', num: true },
      { name: '95 %', num: true },
      { name: 'required', num: true },
      ...(lift ? [{ name: 'lift', num: true }] : []),
      { name: '' },
    ],
    list.items.map((item) => [
      html`<a href="${link(item.id)}">${item.label}</a>`,
      formatCount(item.count),
      formatShare(item.share, list.of),
      formatInterval(item.interval),
      formatCount(item.required),
      ...(lift ? [item.lift === null ? '' : `${item.lift.ratio.toFixed(1)}×`] : []),
      bar(item.share / most),
    ]),
  );
}

/** Links to the same in the API. @param path of it, such as `/api/figures/skills`. */
export function exportLinks(path: string, query: string): Markup {
  const to = (format: string): string => `${path}${query === '' ? '?' : `${query}&`}format=${format}`;
  return html`<p class="soft exports">
    Export: <a href="${to('csv')}" download>CSV</a> <a href="${to('ndjson')}" download>NDJSON</a>
    <a href="${to('json')}">JSON</a>
  </p>`;
}

function captionOf(caption: string, list: ShareList): string {
  const part =
    list.items.length < list.distinct ? `${list.items.length} of ${formatCount(list.distinct)}; ` : '';
  return `${caption}: ${part}shares of ${plural(list.of, 'posting')}${withheldNote(list.withheld)}`;
}

function tooFew({ of, withheld }: ShareList): Markup {
  return withheld > 0
    ? empty(
        'Too few postings to say.',
        `Of ${plural(of, 'posting')} each of ${formatCount(withheld)} has fewer than the figures need: widen the filter.`,
      )
    : empty(
        'No posting here says it.',
        html`<a href="/explore${queryOf({})}">See all postings</a>, or widen the filter.`,
      );
}
