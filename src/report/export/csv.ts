import type { StoredPosting } from '../../db/query.js';
import { POSTING_COLUMNS, type DataColumn } from '../columns.js';
import { csvLine, type Cell } from '../csv.js';
import type { PostingWriter, Sink } from './writer.js';

/** A head and one posting a row. The head is written also when no posting follows. */
export function csvWriter(sink: Sink): PostingWriter {
  const begun = (): Promise<void> => sink(csvHead());
  let head: Promise<void> | null = null;
  return {
    write: async (rows) => {
      await (head ??= begun());
      await sink(csvRows(rows));
    },
    finish: () => (head ??= begun()),
  };
}

/** Postings as CSV with its head. */
export function postingsToCsv(rows: readonly StoredPosting[]): string {
  return csvHead() + csvRows(rows);
}

/** Names of the columns. */
export const POSTING_HEAD: readonly string[] = POSTING_COLUMNS.map(({ name }) => name);

/** The cells of one posting, as `POSTING_HEAD` names them. */
export function postingRow(row: StoredPosting): Cell[] {
  return POSTING_COLUMNS.map((column) => cellOf(column, row));
}

function csvHead(): string {
  return csvLine(POSTING_HEAD);
}

function csvRows(rows: readonly StoredPosting[]): string {
  return rows.map((row) => csvLine(postingRow(row))).join('');
}

function cellOf({ type, value }: DataColumn, row: StoredPosting): Cell {
  const found = value(row);
  if (!Array.isArray(found)) return found;
  return type === 'ids' ? found.join(' ') : JSON.stringify(found);
}
