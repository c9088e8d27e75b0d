import type { Trend, TrendSeries } from '../../db/figures/trend.js';
import { formatCount } from '../format.js';
import { renderTable, type Column } from '../table.js';
import { sparkline } from './bars.js';
import { NUMBER, type Room } from './section.js';

/** Beside a label and two numbers. */
const LINE = 40;

/** New postings and open stock over time, then the parts, a line each. */
export function trend({ by, periods, series }: Trend, { width, rows }: Room): string {
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return '';
  const room = Math.max(8, Math.min(LINE, width - 40));
  const columns: Column[] = [
    { head: 'postings', shrink: 12 },
    { head: `${first.id} to ${last.id}` },
    { head: 'sum', ...NUMBER },
    { head: `last ${by}`, ...NUMBER },
  ];
  const line = (label: string, values: readonly (number | null)[], sum: string): string[] => [
    label,
    sparkline(values, room),
    sum,
    lastOf(values),
  ];
  const added = periods.map((period) => period.new);
  const total = added.reduce((sum, count) => sum + count, 0);
  const cells = [
    line('all, new', added, formatCount(total)),
    line(
      'all, open at the end',
      periods.map((period) => period.open),
      '',
    ),
    ...series.slice(0, rows).map((part) => {
      const values = part.new.map((cell) => cell.count);
      return line(`${part.label}, new`, values, sumOf(part));
    }),
  ];
  const notes = [
    ...(last.partial ? [`${last.id} is not over`] : []),
    ...(series.some((part) => part.new.some((cell) => cell.count === null)) ? ['gaps are withheld'] : []),
  ];
  const note = notes.length === 0 ? '' : `\n(${notes.join('; ')})`;
  return `TREND: new postings by ${by}, each line from 0 to its own largest\n${renderTable(columns, cells, width)}${note}`;
}

function lastOf(values: readonly (number | null)[]): string {
  const last = values.at(-1);
  return last === undefined ? '' : last === null ? '<' : formatCount(last);
}

/** With withheld periods the sum would be too small. */
function sumOf(part: TrendSeries): string {
  const counts = part.new.map((cell) => cell.count);
  if (counts.includes(null)) return '';
  return formatCount(counts.reduce<number>((sum, count) => sum + (count ?? 0), 0));
}
