import type { StoredPosting } from '../db/query.js';
import type { ClassifiedPosting } from '../domain/verdict.js';
import { formatCount, formatDay } from './format.js';
import { renderTable, type Column } from './table.js';

const COLUMNS: readonly Column[] = [
  { head: 'id' },
  { head: 'title', shrink: 14, weight: 2 },
  { head: 'role', shrink: 12 },
  { head: 'level' },
  { head: 'company', shrink: 7, optional: true },
  { head: 'location', shrink: 7, optional: true },
  { head: 'posted' },
];
/** Enough of an id for `rolemill explain`, which takes any unambiguous beginning. */
const ID_SHOWN = 8;

/** Postings as a table of at most `width` columns. Copies and closing have a column where there are any. */
export function renderPostings(rows: readonly StoredPosting[], width: number): string {
  const extra: { column: Column; cell: (row: StoredPosting) => string }[] = [];
  if (rows.some((row) => row.copies > 0)) {
    extra.push({
      column: { head: 'copies', align: 'right' },
      cell: ({ copies }) => (copies > 0 ? `+${formatCount(copies)}` : ''),
    });
  }
  if (rows.some((row) => row.closedAt !== null))
    extra.push({ column: { head: 'closed' }, cell: ({ closedAt }) => formatDay(closedAt) });
  return renderTable(
    [...COLUMNS, ...extra.map(({ column }) => column)],
    rows.map((row) => [
      row.id.slice(0, ID_SHOWN),
      row.title,
      row.role.id,
      row.level.id,
      row.company ?? '',
      placeOf(row.location),
      formatDay(row.postedAt),
      ...extra.map(({ cell }) => cell(row)),
    ]),
    width,
  );
}

/** City and country where the city is known, else the place as written; `remote` in front of it. */
function placeOf({ raw, city, country, remote }: ClassifiedPosting['location']): string {
  const where =
    city === null ? (raw ?? country ?? '') : [city, country].filter((part) => part !== null).join(', ');
  if (remote !== 'remote' || /remote/i.test(where)) return where;
  return where === '' ? 'remote' : `remote, ${where}`;
}
