import type { StoredPosting } from '../db/query.js';
import type { ClassifiedPosting } from '../domain/verdict.js';
import { toCsv, type Cell } from './csv.js';
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

/** Columns of a posting as a flat row. */
export const POSTING_HEAD = [
  'id',
  'source',
  'url',
  'title',
  'company',
  'location',
  'country',
  'region',
  'city',
  'remote',
  'employment_type',
  'salary_min',
  'salary_max',
  'salary_currency',
  'salary_period',
  'posted_at',
  'valid_through',
  'language',
  'role',
  'role_confidence',
  'family',
  'level',
  'level_confidence',
  'level_basis',
  'band',
  'years_min',
  'years_max',
  'skills',
  'taxonomy',
  'first_seen',
  'last_seen',
  'closed_at',
  'canonical_id',
  'copies',
] as const;

/** Postings as CSV, one row each; skill ids in one cell with spaces between. */
export function postingsToCsv(rows: readonly StoredPosting[]): string {
  return toCsv(POSTING_HEAD, rows.map(postingRow));
}

/** The cells of `POSTING_HEAD`. */
export function postingRow(row: StoredPosting): Cell[] {
  const cells: Record<(typeof POSTING_HEAD)[number], Cell> = {
    id: row.id,
    source: row.source,
    url: row.url,
    title: row.title,
    company: row.company,
    location: row.location.raw,
    country: row.location.country,
    region: row.location.region,
    city: row.location.city,
    remote: row.location.remote,
    employment_type: row.employmentType,
    salary_min: row.salary?.min ?? null,
    salary_max: row.salary?.max ?? null,
    salary_currency: row.salary?.currency ?? null,
    salary_period: row.salary?.period ?? null,
    posted_at: row.postedAt,
    valid_through: row.validThrough,
    language: row.language,
    role: row.role.id,
    role_confidence: row.role.confidence,
    family: row.role.family,
    level: row.level.id,
    level_confidence: row.level.confidence,
    level_basis: row.level.basis,
    band: row.level.band,
    years_min: row.years?.min ?? null,
    years_max: row.years?.max ?? null,
    skills: row.skills.map((skill) => skill.id).join(' '),
    taxonomy: row.taxonomy,
    first_seen: row.firstSeen,
    last_seen: row.lastSeen,
    closed_at: row.closedAt,
    canonical_id: row.canonicalId,
    copies: row.copies,
  };
  return POSTING_HEAD.map((name) => cells[name]);
}
