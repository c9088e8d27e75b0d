/** What a person named as a source, made precise: one spec is one ingest job. Plain data, so that it can travel in a queue. */

export const FORMATS = ['ndjson', 'json', 'csv', 'tsv', 'html', 'xml', 'xlsx', 'parquet'] as const;
export type FormatName = (typeof FORMATS)[number];

/** File endings of each format; each also with `.gz` behind it. */
export const ENDINGS: Readonly<Record<string, FormatName>> = {
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.json': 'json',
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.html': 'html',
  '.htm': 'html',
  '.xml': 'xml',
  '.rss': 'xml',
  '.atom': 'xml',
  '.xlsx': 'xlsx',
  '.xlsm': 'xlsx',
  '.parquet': 'parquet',
};

/** Posting fields that a foreign record's names can be mapped to with `--map`. */
export const FIELDS = [
  'title',
  'description',
  'company',
  'location',
  'city',
  'region',
  'country',
  'url',
  'id',
  'posted_at',
  'valid_through',
  'salary',
  'salary_min',
  'salary_max',
  'salary_currency',
  'salary_period',
  'employment_type',
  'remote',
  'language',
] as const;
export type FieldName = (typeof FIELDS)[number];

/** Field of a posting -> name it has in the source (a column, a key, or a dotted path into nested objects). */
export type FieldMap = Partial<Record<FieldName, string>>;

export interface SourceSpec {
  kind: 'file' | 'url' | 'stdin';
  /** Absolute path, normalized URL without fragment, or `stdin`. */
  locator: string;
  /** As the person typed it (for a folder or glob: the file's path as they would type it). */
  named: string;
  /** Set with `--format`: the ending and the content are then not asked. */
  format: FormatName | null;
  map: FieldMap | null;
  /** The person's own site: its robots.txt is not asked. Absent: no. */
  ignoreRobots?: boolean;
  /** The person says that the source lists everything that is open, as the page of a whole board does. */
  complete?: boolean;
}

/** The format that a file's ending claims, `.gz` looked through; null for an unknown ending. */
export function formatByEnding(path: string): FormatName | null {
  const name = path.toLowerCase().replace(/\.gz$/, '');
  const dot = name.lastIndexOf('.');
  return dot < 0 ? null : (ENDINGS[name.slice(dot)] ?? null);
}
