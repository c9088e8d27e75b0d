import type { Mover, Movers } from '../../db/figures/movers.js';
import { formatCount, formatPoints, formatShare } from '../format.js';
import { renderTable, type Column } from '../table.js';
import { NUMBER, type Room } from './section.js';

/** Of each direction. */
const SHOWN = 8;

/** Risers and fallers of skills and roles between two spans. */
export function movers(figure: Movers | null, { width, rows }: Room): string {
  if (figure === null) return '';
  const { before, after } = figure.spans;
  const most = Math.min(rows, SHOWN);
  const lists = (['skill', 'role'] as const).flatMap((kind) => {
    const { rising, falling, of } = figure.by[kind];
    return [...rising.slice(0, most), ...falling.slice(0, most)].map((mover) => row(mover, of));
  });
  if (lists.length === 0) return '';
  const columns: Column[] = [
    { head: 'what', shrink: 14 },
    { head: 'before', ...NUMBER },
    { head: 'after', ...NUMBER },
    { head: 'points', ...NUMBER },
    { head: '95 %', ...NUMBER, optional: true },
    { head: '' },
  ];
  const title = `RISING AND FALLING: shares of ${formatCount(figure.postings.after)} postings from ${spanOf(after)} against ${formatCount(figure.postings.before)} from ${spanOf(before)}`;
  return `${title}\n${renderTable(columns, lists, width)}\n(points: percentage points; "sure" where the interval is on one side of 0)`;
}

/** `2026-01-01 to 2026-03-31`, both days included. */
function spanOf({ from, to }: { from: string; to: string }): string {
  const last = new Date(Date.parse(to) - 86_400_000).toISOString().slice(0, 10);
  return `${from} to ${last}`;
}

function row(mover: Mover, of: { before: number; after: number }): string[] {
  const { low, high } = mover.interval;
  return [
    mover.label,
    formatShare(mover.before.share, of.before),
    formatShare(mover.after.share, of.after),
    formatPoints(mover.change),
    `${formatPoints(low)} to ${formatPoints(high)}`,
    mover.sure ? 'sure' : '',
  ];
}
