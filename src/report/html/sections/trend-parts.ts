/** Shares over time: of several in small drawings on one scale, or of one by itself. */
import type { Basis } from '../../../db/figures/basis.js';
import type { Trend, TrendCell, TrendSeries } from '../../../db/figures/trend.js';
import { formatCount, formatShare, plural } from '../../format.js';
import { draw, drawBoth, NARROW } from '../charts/draw.js';
import { curve, type Point } from '../charts/periods.js';
import { html, type Markup } from '../markup.js';
import { widthOf, type Setting } from '../setting.js';
import { NUMBER, table } from '../table.js';
import { chart, emptyFigure, figure, intervalText } from './frame.js';

/** Small drawings of one kind. */
const PARTS = 10;
const percent = (value: number): string => `${Math.round(value * 100)}%`;

export const SHARE_NOTES = ({ minCount }: Basis): string[] => [
  `The faint band around a share is its 95 % interval (Wilson); a single point has a line.`,
  `Shares of fewer than ${plural(minCount, 'posting')} are withheld: a gap in the line.`,
];

/** Small drawings on one scale, so that they can be compared. */
export function multiples(kind: 'role' | 'skill', figures: Trend, setting: Setting): Markup {
  const { by, series } = figures;
  const parts = series.filter((part) => part.by === kind).slice(0, PARTS);
  if (parts.length === 0) return html``;
  const points = parts.map((part) => pointsOf(part, figures));
  const most = Math.max(
    0.01,
    ...points.flat().map(({ value, interval, partial }) => (partial ? 0 : (interval?.high ?? value ?? 0))),
  );
  return html`<h3>
      ${kind === 'role' ? 'Roles' : 'Skills'}: share of the new postings of each ${by}, all on one scale
    </h3>
    <div class="multiples">
      ${parts.map((part, n) => multiple(part, points[n] ?? [], most, setting.link(kind, part.id)))}
    </div>`;
}

function multiple(part: TrendSeries, points: readonly Point[], most: number, to: string | undefined): Markup {
  const says = fromTo(points);
  const known = points.filter(({ value, partial }) => value !== null && !partial);
  const ends = [known[0], known.at(-1)].map((point) => formatShare(point?.value ?? 0, 1));
  return html`<div>
    <h4 dir="auto">${to === undefined ? part.label : html`<a href="${to}">${part.label}</a>`}</h4>
    <div class="soft">${known.length === 0 ? says : ends.join(' to ')}</div>
    ${chart(
      draw(curve(points, { width: 260, height: 110, most: Math.ceil(most * 20) / 20, format: percent }), {
        title: `${part.label}: share of new postings`,
        description: says,
      }),
    )}
  </div>`;
}

/** One share over time, as large as a drawing can be. */
export function shareTrend(figures: Trend, basis: Basis, setting: Setting): Markup {
  const [id, title] = ['trend', 'Over time'];
  const [part] = figures.series;
  const points = part === undefined ? [] : pointsOf(part, figures);
  if (part === undefined || points.every(({ value }) => value === null))
    return emptyFigure(id, title, `Too few postings in each ${figures.by} to say a share. ${setting.wider}`);
  const says = `Share of the new postings of each ${figures.by}: ${fromTo(points)}.`;
  return figure({
    id,
    title,
    says,
    body: chart(
      drawBoth(
        (width) => curve(points, { width, height: width <= NARROW ? 190 : 230, format: percent }),
        { title: `${part.label}: share of new postings by ${figures.by}`, description: says },
        widthOf(setting),
      ),
    ),
    notes: SHARE_NOTES(basis),
    table: partsTables(figures, basis),
  });
}

/** A table for each share: a row a period. */
export function partsTables({ by, periods, series }: Trend, { minCount }: Basis): Markup[] {
  return series.map((part) =>
    table(
      `${part.label}: share of the new postings of each ${by}`,
      [
        { head: 'Period' },
        ...['Postings', 'of', 'Share', '95 % interval'].map((head) => ({ head, ...NUMBER })),
      ],
      part.new.map((cell, n) => [
        `${periods[n]?.id ?? ''}${periods[n]?.partial ? ' (not whole)' : ''}`,
        ...cellsOf(cell, minCount),
      ]),
    ),
  );
}

function cellsOf({ count, of, share, interval }: TrendCell, minCount: number): string[] {
  return [
    count === null ? `<${minCount}` : formatCount(count),
    formatCount(of),
    share === null ? 'withheld' : formatShare(share, of),
    intervalText(interval),
  ];
}

function pointsOf(part: TrendSeries, { periods }: Trend): Point[] {
  return periods.map(({ id, partial }, n) => {
    const { share = null, interval = null } = part.new[n] ?? {};
    return { id, partial, value: share, interval };
  });
}

function fromTo(points: readonly Point[]): string {
  const known = points.filter(({ value, partial }) => value !== null && !partial);
  const [first, last] = [known[0], known.at(-1)];
  return first === undefined || last === undefined
    ? 'withheld'
    : `${formatShare(first.value ?? 0, 1)} in ${first.id}, ${formatShare(last.value ?? 0, 1)} in ${last.id}`;
}
