/** What each column of an export means, for people and for programs. */
import { POSTING_COLUMNS, type ColumnType } from './columns.js';
import { renderTable } from './table.js';

/** How the types are called, and what CSV and Parquet have them as. */
export const TYPES: Readonly<Record<ColumnType, { name: string; csv: string; parquet: string }>> = {
  text: { name: 'text', csv: 'text', parquet: 'string' },
  number: { name: 'number', csv: 'number with a point', parquet: 'double' },
  integer: { name: 'integer', csv: 'number', parquet: 'int32' },
  boolean: { name: 'boolean', csv: 'true, false', parquet: 'boolean' },
  instant: { name: 'timestamp', csv: 'ISO 8601, UTC', parquet: 'timestamp, UTC, microseconds' },
  ids: { name: 'list of ids', csv: 'ids with spaces between them', parquet: 'list of strings' },
  texts: { name: 'list of texts', csv: 'JSON array', parquet: 'list of strings' },
};

export interface DictionaryEntry {
  column: string;
  type: string;
  nullable: boolean;
  /** Path in the JSON of a posting. */
  json: string;
  meaning: string;
}

/** In the order of the columns. */
export function dataDictionary(): DictionaryEntry[] {
  return POSTING_COLUMNS.map(({ name, type, nullable, field, meaning }) => ({
    column: name,
    type: TYPES[type].name,
    nullable,
    json: field,
    meaning,
  }));
}

/** The same as a table of at most `width` columns. */
export function renderDictionary(width: number): string {
  const columns = [
    { head: 'column' },
    { head: 'type' },
    { head: 'missing' },
    { head: 'json', shrink: 12 },
    { head: 'meaning', shrink: 24, weight: 3 },
  ];
  const rows = dataDictionary().map((entry) => [
    entry.column,
    entry.type,
    entry.nullable ? 'may be' : 'never',
    entry.json,
    entry.meaning,
  ]);
  return renderTable(columns, rows, width);
}
