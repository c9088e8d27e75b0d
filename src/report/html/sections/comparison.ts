import type { ComparedList, Comparison } from '../../../db/figures/compare.js';
import type { Dimension } from '../../../db/figures/dimensions.js';
import { formatCount, formatPoints, formatShare, plural } from '../../format.js';
import { changes } from '../charts/changes.js';
import { drawBoth } from '../charts/draw.js';
import { html, type Markup } from '../markup.js';
import { isolate } from '../direction.js';
import { widthOf, type Setting } from '../setting.js';
import { NUMBER, table } from '../table.js';
import { chart, emptyFigure, figure, withheldNote } from './frame.js';
import { selectionText } from './selection.js';

const [ID, TITLE] = ['comparison', 'Two selections side by side'];
const TITLES: Partial<Record<Dimension, string>> = {
  ...{ role: 'Roles', family: 'Families', level: 'Levels', country: 'Countries', company: 'Companies' },
  ...{ remote: 'Remote, hybrid, on site', employment: 'Kinds of employment' },
};
/** In a drawing; the table has as many as were asked for. */
const DRAWN = 15;

/** What the selection of the report (A) and another (B) differ in. */
export function comparison(
  { a, b, common, shares, skills }: Comparison,
  setting: Setting,
  dimensions: readonly Dimension[] = ['role', 'level'],
): Markup {
  const sides = `A: ${isolate(selectionText(a.filter))} (${plural(a.postings, 'posting')}). B: ${isolate(selectionText(b.filter))} (${plural(b.postings, 'posting')}).`;
  const all: [string, ComparedList][] = [
    ...dimensions.map((name): [string, ComparedList] => [TITLES[name] ?? name, shares[name]]),
    ['Skills', skills],
  ];
  const lists = all.filter(([, { items }]) => items.length > 0);
  if (lists.length === 0) return emptyFigure(ID, TITLE, `Too few postings to compare. ${sides}`);
  return figure({
    id: ID,
    title: TITLE,
    says: sides,
    body: html`${lists.map(([title, { items }]) => {
      const shown = items.slice(0, DRAWN).toSorted((x, y) => y.difference - x.difference);
      return html`<h3>${title}: share in A less share in B, in percentage points</h3>
        ${chart(
          drawBoth(
            (width) =>
              changes(
                shown.map(({ label, difference, interval, sure }) => ({
                  label,
                  value: difference,
                  interval,
                  sure,
                  says: formatPoints(difference),
                })),
                width,
              ),
            {
              title: `${title}: share in A less share in B`,
              description: `${shown.map((item) => `${isolate(item.label)} ${formatPoints(item.difference)}`).join(', ')}.`,
            },
            widthOf(setting),
          ),
        )}`;
    })}`,
    notes: [
      'To the right: more in A. Lines are 95 % intervals (Newcombe); faint bars may be chance.',
      common === 0
        ? 'No posting is in both.'
        : `${formatCount(common)} postings are in both: the intervals are wider than need be.`,
      ...lists.map(([title, { withheld }]) =>
        withheld === 0 ? '' : `${title}: ${withheldNote(withheld, Math.max(a.minCount, b.minCount))}`,
      ),
    ],
    table: lists.map(([title, { items, of }]) =>
      table(
        `${title}: shares of ${formatCount(of.a)} postings in A and ${formatCount(of.b)} in B`,
        [
          { head: title },
          ...['A', 'Share', 'B', 'Share', 'Points', '95 % interval', 'Ratio'].map((head) => ({
            head,
            ...NUMBER,
          })),
          { head: 'Sure' },
        ],
        items
          .slice(0, setting.rows)
          .map((item) => [
            ...[item.label, formatCount(item.a.count), formatShare(item.a.share, of.a)],
            ...[formatCount(item.b.count), formatShare(item.b.share, of.b), formatPoints(item.difference)],
            `${formatPoints(item.interval.low)} to ${formatPoints(item.interval.high)}`,
            item.ratio === null ? 'n/a' : `${item.ratio.value.toFixed(1)}×`,
            item.sure ? 'yes' : 'no',
          ]),
      ),
    ),
  });
}
