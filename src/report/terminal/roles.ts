import { formatCount, formatShare } from '../format.js';
import type { MarketReport } from '../market.js';
import { renderTable, tableWidth, type Column } from '../table.js';
import { NUMBER, titleOf, type Room } from './section.js';

/** Zero in the table: the eye should find the numbers. */
const NONE = '·';
/** Too few postings to say. */
const WITHHELD = '<';
const SHORT_HEAD = 3;

/** Roles by levels, most frequent role first. */
export function rolesByLevels(report: MarketReport, { width, rows }: Room): string {
  const levels = report.shares.level.items;
  const shown = report.rolesByLevels.items.slice(0, rows);
  const cells = shown.map((role) => [
    role.label,
    formatCount(role.count),
    formatShare(role.share, report.rolesByLevels.of),
    ...levels.map((level) => countOrNone(role.levels[level.id])),
  ]);
  const total = [
    'All roles',
    formatCount(report.rolesByLevels.of),
    formatShare(1, report.rolesByLevels.of),
    ...levels.map((level) => formatCount(level.count)),
  ];
  const columns = (heads: string[]): Column[] => [
    { head: 'role', shrink: 20 },
    { head: 'count', ...NUMBER },
    { head: 'share', ...NUMBER, optional: true },
    ...heads.map((head) => ({ head, ...NUMBER })),
  ];
  const body = [...cells, total];
  const full = columns(levels.map((level) => level.id));
  const title = titleOf('ROLES BY LEVEL', report.rolesByLevels, shown.length, 'classified postings');
  if (
    tableWidth(
      full,
      body.map(([, ...numbers]) => ['x'.repeat(24), ...numbers]),
    ) <= width
  ) {
    return `${title}\n${renderTable(full, body, width)}`;
  }
  const legend = levels
    .filter((level) => level.id.length > SHORT_HEAD)
    .map((level) => `${short(level.id)} ${level.id}`)
    .join(', ');
  return `${title}\n${renderTable(columns(levels.map((level) => short(level.id))), body, width)}\n(${legend})`;
}

function short(id: string): string {
  return id.slice(0, SHORT_HEAD);
}

function countOrNone(count: number | null | undefined): string {
  if (count === null) return WITHHELD;
  return count === undefined || count === 0 ? NONE : formatCount(count);
}
