import type { Basis } from '../../../db/figures/basis.js';
import type { Trend, TrendSeries } from '../../../db/figures/trend.js';
import { formatCount, formatShare } from '../../format.js';
import { draw, drawBoth, NARROW } from '../charts/draw.js';
import { columns, curve, type Point } from '../charts/periods.js';
import { html, type Markup } from '../markup.js';
import { chart, emptyFigure, figure, NUMBER, table } from './frame.js';

const [ID, TITLE] = ['trend', 'Over time'];
/** Small drawings of one kind. */
const PARTS = 10;

/** New postings and open stock by week or month, then the share of the most frequent roles and skills. */
export function trend(figures: Trend, basis: Basis): Markup {
  const { by, periods, series, dataUntil } = figures;
  const most = periods.toSorted((a, b) => b.new - a.new)[0];
  if (most === undefined) return emptyFigure(ID, TITLE, 'No posting of the selection has a date.');
  const points = (kind: 'new' | 'open'): Point[] =>
    periods.map((period) => ({ id: period.id, value: period[kind], partial: period.partial }));
  const says = `The most new postings came in ${most.id}: ${formatCount(most.new)}.`;
  const partial = periods.filter((period) => period.partial).map(({ id }) => id);
  const size = (width: number) => ({ width, height: width <= NARROW ? 190 : 230, format: formatCount });
  const outside = figures.before + figures.after;
  return figure({
    id: ID,
    title: TITLE,
    says,
    body: html`<h3>New postings, each ${by}</h3>
      ${chart(drawBoth((width) => columns(points('new'), size(width)), { title: `New postings by ${by}`, description: says }))}
      <h3>Open at the end of each ${by}</h3>
      ${chart(
        drawBoth((width) => curve(points('open'), size(width)), {
          title: `Open postings at the end of each ${by}`,
          description: `${formatCount(periods.findLast((period) => !period.partial)?.open ?? 0)} at the end of the last whole ${by}.`,
        }),
      )}
      ${multiples('role', series, figures)} ${multiples('skill', series, figures)}`,
    notes: [
      `New: opened in the ${by}. Open: opened by its end and not closed by then. The two are different series and are never added.`,
      partial.length === 0
        ? ''
        : `Not whole, drawn pale or left out of lines: ${partial.join(', ')}. The data ends on ${dataUntil ?? 'n/a'}.`,
      outside === 0 ? '' : `${formatCount(outside)} postings lie before or after the periods shown.`,
      `Shares of less than ${basis.minCount} postings are withheld: a gap in the line. 95 % intervals of the shares stand in the API and in --csv.`,
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
      partsTable(figures, basis),
    ],
  });
}

/** Small drawings on one scale, so that they can be compared. */
function multiples(kind: 'role' | 'skill', series: readonly TrendSeries[], { by, periods }: Trend): Markup {
  const parts = series.filter((part) => part.by === kind).slice(0, PARTS);
  if (parts.length === 0) return html``;
  const most = Math.max(
    0.01,
    ...parts.flatMap((part) => part.new.map((cell, n) => (periods[n]?.partial ? 0 : (cell.share ?? 0)))),
  );
  return html`<h3>
      ${kind === 'role' ? 'Roles' : 'Skills'}: share of the new postings of each ${by}, all on one scale
    </h3>
    <div class="multiples">${parts.map((part) => multiple(part, periods, most))}</div>`;
}

function multiple(part: TrendSeries, periods: Trend['periods'], most: number): Markup {
  const points = periods.map(({ id, partial }, n) => ({ id, partial, value: part.new[n]?.share ?? null }));
  const known = points.filter(({ value, partial }) => value !== null && !partial);
  const [first, last] = [known[0], known.at(-1)];
  const says =
    first === undefined || last === undefined
      ? 'withheld'
      : `${formatShare(first.value ?? 0, 1)} in ${first.id}, ${formatShare(last.value ?? 0, 1)} in ${last.id}`;
  return html`<div>
    <h4 dir="auto">${part.label}</h4>
    <div class="soft">${says}</div>
    ${chart(
      draw(
        curve(points, {
          width: 260,
          height: 110,
          most: Math.ceil(most * 20) / 20,
          format: (value) => `${Math.round(value * 100)}%`,
        }),
        { title: `${part.label}: share of new postings`, description: says },
      ),
    )}
  </div>`;
}

function partsTable({ periods, series }: Trend, { minCount }: Basis): Markup {
  return table(
    'New postings of the most frequent roles and skills, and their share of all new postings of the period',
    [{ head: 'Role or skill' }, ...periods.map(({ id }) => ({ head: id, ...NUMBER }))],
    series.map((part) => [
      part.label,
      ...part.new.map(({ count, share, of }) =>
        count === null
          ? `<${minCount}`
          : share === null
            ? formatCount(count)
            : `${formatCount(count)} (${formatShare(share, of)})`,
      ),
    ]),
  );
}
