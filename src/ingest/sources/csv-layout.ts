/** How a table of text is laid out: its delimiter and its header. */
import { parse } from 'csv-parse/sync';
import { recogniseNames } from '../fields.js';
import type { FieldMap } from '../source-spec.js';

export interface CsvLayout {
  delimiter: string;
  header: string[];
  /** Whether a column is known (or mapped) to hold titles or descriptions. */
  usable: boolean;
}

const DELIMITERS = [',', '\t', ';', '|'] as const;
export const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ',': 'comma',
  '\t': 'tab',
  ';': 'semicolon',
  '|': 'bar',
};

/**
 * The delimiter under which the first row has the most known column names, then the most columns.
 * @returns null where the text has no first row, or no delimiter splits it and it names no known column.
 */
export function sniffCsv(head: string, map: FieldMap | null): CsvLayout | null {
  let best: { layout: CsvLayout; score: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const header = firstRow(head, delimiter);
    if (header === null || header.every((name) => name.trim() === '')) continue;
    const { known, core } = recogniseNames(header);
    const mapped = Object.values(map ?? {}).filter((name) => header.includes(name)).length;
    const usable = core || mapped > 0;
    const score = (mapped + known) * 100 + header.length;
    if ((header.length > 1 || usable) && (best === null || score > best.score)) {
      best = { layout: { delimiter, header, usable }, score };
    }
  }
  return best?.layout ?? null;
}

function firstRow(head: string, delimiter: string): string[] | null {
  try {
    const rows = parse(head, {
      delimiter,
      to: 1,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
    });
    const row: unknown = rows[0];
    return Array.isArray(row) ? row.map((name) => String(name).trim()) : null;
  } catch (error) {
    // A quote that is not closed within the head under this delimiter: then it is not the delimiter.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')) return null;
    throw error;
  }
}
