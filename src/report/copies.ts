import type { Copy, Standing } from '../db/standing.js';
import { formatDay, plural } from './format.js';
import { renderTable, type Column } from './table.js';

const COLUMNS: readonly Column[] = [
  { head: 'id' },
  { head: 'title', shrink: 12 },
  { head: 'location', shrink: 7, optional: true },
  { head: 'seen' },
  { head: 'closed', optional: true },
  { head: 'source', shrink: 10, keep: 'end' },
];
/** Enough of an id for `rolemill explain`. */
const ID_SHOWN = 8;

/** Since when a posting is known, whether it is open, and its copies by name. */
export function renderCopies(standing: Standing, copies: readonly Copy[], width: number): string {
  const { firstSeen, lastSeen, closedAt, canonicalId } = standing;
  const state = closedAt === null ? 'open' : `closed ${formatDay(closedAt)}`;
  const seen = `SEEN ${formatDay(firstSeen)} to ${formatDay(lastSeen)}, ${state}`;
  if (copies.length === 0) return `${seen}\n`;
  const of = canonicalId === null ? '' : `, this one is a copy of ${canonicalId.slice(0, ID_SHOWN)}`;
  const rows = copies.map((copy) => [
    copy.id.slice(0, ID_SHOWN),
    copy.title,
    copy.location ?? '',
    formatDay(copy.firstSeen),
    formatDay(copy.closedAt),
    copy.sources.join(' '),
  ]);
  const heading = `COPIES ${plural(copies.length, 'other posting')} with the same text${of}`;
  return `${seen}\n\n${heading}\n${renderTable(COLUMNS, rows, width)}\n`;
}
