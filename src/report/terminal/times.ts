import type { TimeToClose } from '../../db/figures/time-to-close.js';
import type { Years } from '../../db/figures/years.js';
import { formatCount, formatShare } from '../format.js';
import { renderTable, type Column } from '../table.js';
import { sparkline } from './bars.js';
import { NUMBER, withheldNote, type Room } from './section.js';

/** Years of experience asked for, by level. */
export function years({ overall, byLevel }: Years, { width, rows }: Room): string {
  if (overall === null) return '';
  const columns: Column[] = [
    { head: 'years asked', shrink: 14 },
    { head: 'postings', ...NUMBER },
    { head: 'p25', ...NUMBER },
    { head: 'median', ...NUMBER },
    { head: 'p75', ...NUMBER },
    { head: '0 to 10+' },
  ];
  const cells = [overall, ...byLevel.items.slice(0, rows)].map((cell) => [
    cell.id === 'all' ? 'all' : cell.label,
    formatCount(cell.count),
    ...[cell.quantiles.p25, cell.quantiles.p50, cell.quantiles.p75].map((q) => String(q.value)),
    sparkline(cell.distribution.map((bin) => bin.count)),
  ]);
  const title = `YEARS ASKED: by ${formatCount(overall.count)} postings (${formatShare(overall.coverage, overall.of)})${withheldNote(byLevel.withheld)}`;
  return `${title}\n${renderTable(columns, cells, width)}`;
}

/** How long postings stay open. */
export function timeToClose({ overall, by }: TimeToClose, { width, rows }: Room): string {
  if (overall === null || overall.closed === 0) return '';
  const columns: Column[] = [
    { head: 'days until closed', shrink: 14 },
    { head: 'closed', ...NUMBER },
    { head: 'open', ...NUMBER },
    { head: 'p25', ...NUMBER },
    { head: 'median', ...NUMBER },
    { head: 'p75', ...NUMBER },
  ];
  const list = by.role;
  const cells = [overall, ...(list?.items ?? []).slice(0, rows)].map((cell) => [
    cell.id === 'all' ? 'all' : cell.label,
    formatCount(cell.closed),
    formatCount(cell.open),
    ...[cell.quartiles.p25, cell.quartiles.p50, cell.quartiles.p75].map((after) =>
      after === null ? 'n/a' : String(Math.round(after.days)),
    ),
  ]);
  const title = `TIME TO CLOSE: of ${formatCount(overall.count)} postings seen from their start (${formatShare(overall.coverage, overall.of)}), open ones counted as longer (Kaplan-Meier)${withheldNote(list?.withheld ?? 0)}`;
  return `${title}\n${renderTable(columns, cells, width)}`;
}
