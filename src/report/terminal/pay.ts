import type { Pay, PayCell, PayList } from '../../db/figures/pay.js';
import { formatCount, formatShare, plural } from '../format.js';
import { renderTable, type Column } from '../table.js';
import { NUMBER, withheldNote, type Room } from './section.js';

/** Pay of a year: all, by level, by role, each currency apart. */
export function pay(figure: Pay, { width, rows }: Room): string {
  const { overall, byLevel, byRole, byCountry } = figure;
  const cells = [
    ...lines('all', overall, rows),
    ...lines('level', byLevel, rows),
    ...lines('role', byRole, rows),
    ...lines('country', byCountry, rows),
  ];
  if (cells.length === 0) return '';
  const columns: Column[] = [
    { head: 'pay of a year', shrink: 14 },
    { head: '' },
    { head: 'n', ...NUMBER },
    { head: 'p10', ...NUMBER, optional: true },
    { head: 'p25', ...NUMBER },
    { head: 'median', ...NUMBER },
    { head: 'p75', ...NUMBER },
    { head: 'p90', ...NUMBER, optional: true },
  ];
  const withheld = [overall, byLevel, byRole, byCountry].reduce((sum, list) => sum + list.withheld, 0);
  const { noPeriod, noCurrency, neither } = figure.leftOut;
  const left = noPeriod + noCurrency + neither;
  const leftOut = left === 0 ? '' : `; ${plural(left, 'amount')} without period or currency left out`;
  const title = `PAY: of ${formatCount(figure.count)} postings (${formatShare(figure.coverage ?? 0, figure.of)}) that name it, before tax${leftOut}${withheldNote(withheld)}`;
  return `${title}\n${renderTable(columns, cells, width)}`;
}

function lines(kind: string, list: PayList, rows: number): string[][] {
  return list.items.slice(0, rows).map((cell) => {
    const { p10, p25, p50, p75, p90 } = cell.quantiles;
    return [
      nameOf(kind, cell),
      cell.currency,
      formatCount(cell.count),
      ...[p10, p25, p50, p75, p90].map((q) => thousands(q.value)),
    ];
  });
}

function nameOf(kind: string, { role, level, country }: PayCell): string {
  return role?.label ?? level?.label ?? country ?? kind;
}

/** 61,200 -> `61k`; small amounts whole. */
function thousands(value: number): string {
  return value >= 10_000 ? `${formatCount(Math.round(value / 1000))}k` : formatCount(Math.round(value));
}
