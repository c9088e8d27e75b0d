import type { Basis } from '../../../db/figures/basis.js';
import type { Trend } from '../../../db/figures/trend.js';
import { formatCount } from '../../format.js';
import { drawBoth, NARROW } from '../charts/draw.js';
import { columns, curve, type Point } from '../charts/periods.js';
import { html, type Markup } from '../markup.js';
import { widthOf, type Setting } from '../setting.js';
import { NUMBER, table } from '../table.js';
import { chart, emptyFigure, figure } from './frame.js';
import { multiples, partsTables, SHARE_NOTES } from './trend-parts.js';

const [ID, TITLE] = ['trend', 'Over time'];

/** New postings and open stock by week or month, then the share of the most frequent roles and skills. */
export function trend(figures: Trend, basis: Basis, setting: Setting): Markup {
  const { by, periods, series, dataUntil } = figures;
  const most = periods.toSorted((a, b) => b.new - a.new)[0];
  if (most === undefined) return emptyFigure(ID, TITLE, 'No posting of the selection has a date.');
  const points = (kind: 'new' | 'open'): Point[] =>
    periods.map((period) => ({ id: period.id, value: period[kind], partial: period.partial }));
  const says = `The most new postings came in ${most.id}: ${formatCount(most.new)}.`;
  const size = (width: number) => ({ width, height: width <= NARROW ? 190 : 230, format: formatCount });
  const outside = figures.before + figures.after;
  return figure({
    id: ID,
    title: TITLE,
    says,
    body: html`<h3>New postings, each ${by}</h3>
      ${chart(
        drawBoth(
          (width) => columns(points('new'), size(width)),
          { title: `New postings by ${by}`, description: says },
          widthOf(setting),
        ),
      )}
      <h3>Open at the end of each ${by}</h3>
      ${chart(
        drawBoth(
          (width) => curve(points('open'), size(width)),
          {
            title: `Open postings at the end of each ${by}`,
            description: `${formatCount(periods.findLast((period) => !period.partial)?.open ?? 0)} at the end of the last whole ${by}.`,
          },
          widthOf(setting),
        ),
      )}
      ${multiples('role', figures, setting)} ${multiples('skill', figures, setting)}`,
    notes: [
      `New: opened in the ${by}. Open: opened by its end and not closed by then. The two are different series and are never added.`,
      partialNote(figures, dataUntil),
      outside === 0 ? '' : `${formatCount(outside)} postings lie before or after the periods shown.`,
      ...(series.length === 0 ? [] : SHARE_NOTES(basis)),
    ],
    table: [
      table(
        `Postings by ${by}`,
        [{ head: 'Period' }, { head: 'New', ...NUMBER }, { head: 'Open', ...NUMBER }, { head: 'Whole' }],
        periods.map((period) => [
          period.id,
          formatCount(period.new),
          formatCount(period.open),
          period.partial ? 'no' : 'yes',
        ]),
      ),
      ...partsTables(figures, basis),
    ],
  });
}

function partialNote({ periods }: Trend, dataUntil: string | null): string {
  const partial = periods.filter((period) => period.partial).map(({ id }) => id);
  return partial.length === 0
    ? ''
    : `Not whole, drawn faint or left out of lines: ${partial.join(', ')}. The data ends on ${dataUntil ?? 'n/a'}.`;
}
