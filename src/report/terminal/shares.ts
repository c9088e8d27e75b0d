import type { ShareList } from '../../db/figures/shares.js';
import { formatCount, formatInterval, formatShare } from '../format.js';
import { renderTable, tableWidth, type Column } from '../table.js';
import { bar } from './bars.js';
import { NUMBER, titleOf, type Room } from './section.js';

/** A bar shorter than this says nothing. */
const LEAST_BAR = 8;
const MOST_BAR = 30;

/** A list of shares with bars, as far as there is room for them. */
export function shares(
  title: string,
  head: string,
  list: ShareList,
  { width, rows }: Room,
  of = 'classified postings',
): string {
  if (list.items.length === 0) return '';
  const shown = list.items.slice(0, rows);
  const columns: Column[] = [
    { head, shrink: 14 },
    { head: 'postings', ...NUMBER },
    { head: 'share', ...NUMBER },
    { head: '95 %', ...NUMBER, optional: true },
  ];
  const cells = shown.map((item) => [
    item.label,
    formatCount(item.count),
    formatShare(item.share, list.of),
    formatInterval(item.interval),
  ]);
  const room = Math.min(MOST_BAR, width - tableWidth(columns, cells) - 2);
  if (room >= LEAST_BAR) {
    const most = Math.max(...shown.map((item) => item.share));
    columns.push({ head: '' });
    cells.forEach((row, n) => row.push(bar((shown[n]?.share ?? 0) / most, room)));
  }
  return `${titleOf(title, list, shown.length, of)}\n${renderTable(columns, cells, width)}`;
}
