/** Rows of any table (text, spreadsheet) -> postings. */
import { GiveUpError } from '../../domain/errors.js';
import { stripControls } from '../facts/clean.js';
import { genericPosting } from '../sources/generic.js';
import type { Item, Json } from '../sources/item.js';
import type { FieldMap } from '../source-spec.js';
import { headProblem, missingColumns, type TableHead } from './head.js';

/**
 * The head, if the table can be read with it.
 * @throws GiveUpError `no-postings-found` when no column can be a title or description, `usage` when a mapped column is missing.
 */
export function checkedHead(
  { head, sample }: { head: TableHead | null; sample: readonly string[][] },
  map: FieldMap | null,
  about: string,
): TableHead {
  if (head === null) {
    const { code, why } = headProblem(sample, map);
    throw new GiveUpError(code, `${why} (${about})`);
  }
  const missing = missingColumns(head);
  if (missing.length > 0) {
    const columns = stripControls(head.columns.slice(0, 30).join(', ')).text;
    throw new GiveUpError('usage', `--map ${missing.join(',')}: no such column; the columns are: ${columns}`);
  }
  return head;
}

/** A row with as many cells as the head, or fewer where those behind are empty. */
export function rowItem(cells: readonly unknown[], head: TableHead, format: string, at: string): Item {
  const record: Json = Object.fromEntries(head.columns.map((name, i) => [name, cells[i] ?? '']));
  return { type: 'raw', raw: genericPosting(record, head.map, format, at), note: null };
}
