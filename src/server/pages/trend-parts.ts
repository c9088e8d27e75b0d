import type { Trend } from '../../db/figures/trend.js';
import { formatCount, formatShare } from '../../report/format.js';
import { html, type Markup } from '../../report/html/markup.js';
import { empty, spark, table } from './parts.js';

/** Lines of a trend and the numbers behind them. @param last at most so many periods as numbers. */
export function trendTable({ by, periods, series, dataUntil }: Trend, last: number): Markup {
  const [first, end] = [periods[0], periods.at(-1)];
  if (first === undefined || end === undefined)
    return empty('No posting has a date here.', 'Widen the filter.');
  const names = `${first.id} to ${end.id}`;
  const now = (values: readonly (number | null)[]): string => {
    const value = values.at(-1);
    return value === null || value === undefined ? 'withheld' : formatCount(value);
  };
  const row = (label: string, values: readonly (number | null)[]) => [
    label,
    spark(values, `${label} by ${by}, ${names}, the last one ${now(values)}`),
    now(values),
  ];
  const lines = [
    row(
      'all, new',
      periods.map((period) => period.new),
    ),
    row(
      'all, open at the end',
      periods.map((period) => period.open),
    ),
    ...series.map((part) =>
      row(
        `${part.label}, new`,
        part.new.map((cell) => cell.count),
      ),
    ),
  ];
  const shown = periods.slice(-last);
  const from = periods.length - shown.length;
  return html`${table(`Postings by ${by}, ${names}; each line from 0 to its own largest`, [{ name: 'postings' }, { name: names }, { name: `last ${by}`, num: true }], lines)}
    <p class="soft">
      ${end.partial ? `${end.id} is not over (the data ends on ${dataUntil ?? 'no day'}). ` : ''}Gaps are
      withheld: too few postings.
    </p>
    <details>
      <summary>Numbers of the last ${formatCount(shown.length)}</summary>
      ${table(
        `By ${by}; shares of the new postings that say it`,
        [
          { name: by },
          { name: 'new', num: true },
          { name: 'open', num: true },
          ...series.map((part) => ({ name: part.label, num: true })),
        ],
        shown.map((period, n) => [
          `${period.id}${period.partial ? ' (not over)' : ''}`,
          formatCount(period.new),
          formatCount(period.open),
          ...series.map((part) => {
            const cell = part.new[from + n];
            if (cell === undefined || cell.count === null) return 'withheld';
            return cell.share === null
              ? formatCount(cell.count)
              : `${formatCount(cell.count)} (${formatShare(cell.share, cell.of)})`;
          }),
        ]),
      )}
    </details>`;
}
