/**
 * The columns of a posting laid flat: what makes the head of a CSV, the schema of a Parquet file and the data dictionary
 * (docs/data-dictionary.md), so that the three cannot differ.
 */
import type { StoredPosting } from '../db/query.js';
import type { Requirement } from '../domain/verdict.js';

/**
 * `ids` is a list of ids, which hold no spaces; `texts` one of texts of any kind. Parquet has both as a list; CSV has ids
 * with spaces between them and texts as a JSON array, since any other mark between them could stand in one.
 */
export type ColumnType = 'text' | 'number' | 'integer' | 'boolean' | 'instant' | 'ids' | 'texts';

interface Values {
  text: string | null;
  number: number | null;
  integer: number | null;
  boolean: boolean | null;
  /** ISO 8601 in UTC. */
  instant: string | null;
  ids: string[];
  texts: string[];
}

export type ColumnValue = Values[ColumnType];

export interface DataColumn {
  name: string;
  type: ColumnType;
  nullable: boolean;
  /** Where the same stands in the JSON of `query --json` and of NDJSON. */
  field: string;
  meaning: string;
  /** Of the type that `type` says. */
  value: (row: StoredPosting) => ColumnValue;
}

function column<T extends ColumnType>(
  name: string,
  type: T | `${T}?`,
  field: string,
  meaning: string,
  value: (row: StoredPosting) => Values[T],
): DataColumn {
  const nullable = type.endsWith('?');
  return { name, type: (nullable ? type.slice(0, -1) : type) as T, nullable, field, meaning, value };
}

const asked =
  (requirement: Requirement) =>
  ({ skills }: StoredPosting): string[] =>
    skills.filter((skill) => skill.requirement === requirement).map(({ id }) => id);

/** In the order of a CSV's head; a `?` behind the type says that the value may be missing. */
export const POSTING_COLUMNS: readonly DataColumn[] = [
  column('id', 'text', 'id', 'Stable id of the posting', (row) => row.id),
  column('source', 'text', 'source', 'Adapter that read it, such as greenhouse or csv', (row) => row.source),
  column('url', 'text?', 'url', 'Address of the posting', (row) => row.url),
  column('title', 'text', 'title', 'Title as published', (row) => row.title),
  column('company', 'text?', 'company', 'Employer as published', (row) => row.company),
  column('location', 'text?', 'location.raw', 'Place as published', (row) => row.location.raw),
  column('country', 'text?', 'location.country', 'ISO 3166-1 code', (row) => row.location.country),
  column('region', 'text?', 'location.region', 'State or region', (row) => row.location.region),
  column('city', 'text?', 'location.city', 'City', (row) => row.location.city),
  column('remote', 'text?', 'location.remote', 'remote, hybrid or onsite', (row) => row.location.remote),
  column(
    'employment_type',
    'text?',
    'employmentType',
    'full-time, part-time, contract, temporary or internship',
    (row) => row.employmentType,
  ),
  column(
    'salary_min',
    'number?',
    'salary.min',
    'Lower end of the pay, in plain units of the currency',
    (row) => row.salary?.min ?? null,
  ),
  column('salary_max', 'number?', 'salary.max', 'Upper end of the pay', (row) => row.salary?.max ?? null),
  column(
    'salary_currency',
    'text?',
    'salary.currency',
    'ISO 4217 code',
    (row) => row.salary?.currency ?? null,
  ),
  column(
    'salary_period',
    'text?',
    'salary.period',
    'What the pay is for: year, month, week, day or hour',
    (row) => row.salary?.period ?? null,
  ),
  column('posted_at', 'instant?', 'postedAt', 'When it was published', (row) => row.postedAt),
  column(
    'valid_through',
    'instant?',
    'validThrough',
    'Until when it is meant to stand',
    (row) => row.validThrough,
  ),
  column('language', 'text?', 'language', 'ISO 639-1 code of the text', (row) => row.language),
  column('role', 'text', 'role.id', 'Id of the role', (row) => row.role.id),
  column('role_label', 'text', 'role.label', 'The role for people', (row) => row.role.label),
  column(
    'role_confidence',
    'number',
    'role.confidence',
    'Share of verdicts with about this figure whose role is right, 0 to 1',
    (row) => row.role.confidence,
  ),
  column(
    'role_uncertain',
    'boolean',
    'role.uncertain',
    'The confidence is below 0.7: the role is the best guess',
    (row) => row.role.uncertain,
  ),
  column('family', 'text', 'role.family', 'Family of the role', (row) => row.role.family),
  column('soc', 'text?', 'role.soc', 'O*NET-SOC 2019 code of the role', (row) => row.role.soc),
  column('isco', 'text?', 'role.isco', 'ISCO-08 unit group of the role', (row) => row.role.isco),
  column('level', 'text', 'level.id', 'Id of the level', (row) => row.level.id),
  column('level_label', 'text', 'level.label', 'The level for people', (row) => row.level.label),
  column(
    'level_confidence',
    'number',
    'level.confidence',
    'The same for the level',
    (row) => row.level.confidence,
  ),
  column(
    'level_basis',
    'text',
    'level.basis',
    'What the level was read from: title, years, description or default',
    (row) => row.level.basis,
  ),
  column('band', 'text', 'level.band', 'Band of the level', (row) => row.level.band),
  column(
    'years_min',
    'number?',
    'years.min',
    'Least years of experience asked for',
    (row) => row.years?.min ?? null,
  ),
  column('years_max', 'number?', 'years.max', 'Most years asked for', (row) => row.years?.max ?? null),
  column('skills', 'ids', 'skills[].id', 'Ids of all skills that it names', ({ skills }) =>
    skills.map(({ id }) => id),
  ),
  column(
    'skills_required',
    'ids',
    'skills[].id where requirement is required',
    'Those that it requires',
    asked('required'),
  ),
  column(
    'skills_preferred',
    'ids',
    'skills[].id where requirement is preferred',
    'Those that it would like',
    asked('preferred'),
  ),
  column('taxonomy', 'text', 'taxonomy', 'Version of the rules that decided', (row) => row.taxonomy),
  column('first_seen', 'instant', 'firstSeen', 'When Rolemill first read it', (row) => row.firstSeen),
  column('last_seen', 'instant', 'lastSeen', 'When Rolemill last read it', (row) => row.lastSeen),
  column(
    'closed_at',
    'instant?',
    'closedAt',
    'When the last source that listed it did so no more; empty while it is open',
    (row) => row.closedAt,
  ),
  column(
    'canonical_id',
    'text?',
    'canonicalId',
    'The posting it is a copy of; empty for one that is none',
    (row) => row.canonicalId,
  ),
  column(
    'copies',
    'integer',
    'copies',
    'How many other postings are copies of the same',
    (row) => row.copies,
  ),
  column('sources', 'texts', 'sources[]', 'Where it and its copies were listed', (row) => row.sources),
  column(
    'locations',
    'texts',
    'locations[]',
    'Places of it and its copies, as published',
    (row) => row.locations,
  ),
];
