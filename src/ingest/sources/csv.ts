/**
 * Tables of text: comma, semicolon, tab or bar; the first row names the columns. A row with too many or too few
 * columns is reported with its row and line and costs itself; so does a quote that is never closed, which would
 * otherwise swallow the rest of the file as one field: reading goes on with the line after it.
 */
import { GiveUpError } from '../../domain/errors.js';
import { MAX_RECORD_CHARS } from '../limits.js';
import { recogniseNames } from '../fields.js';
import { CsvRows, type CsvRow } from './csv-rows.js';
import { DELIMITER_NAMES, type CsvLayout } from './csv-layout.js';
import { genericPosting } from './generic.js';
import type { Item, Json, ParseContext } from './item.js';

/**
 * @param layout as found in the head of the same text.
 * @throws GiveUpError `no-postings-found` when no column can be a title or description, `usage` when a mapped column is missing.
 */
export async function* readCsv(
  text: AsyncIterable<string>,
  ctx: ParseContext,
  layout: CsvLayout,
  format: 'csv' | 'tsv',
): AsyncGenerator<Item> {
  checkColumns(layout, ctx);
  const rows = new CsvRows(layout.delimiter, MAX_RECORD_CHARS);
  let header: string[] | null = null;
  for await (const row of rows.read(text)) {
    if (row.kind === 'unclosed-quote') {
      const message =
        'a quoted field opened here is never closed: row left out, reading goes on with the next line';
      yield { type: 'issue', at: `line ${row.line}`, code: 'invalid-record', message };
    } else if (header === null) header = row.cells.map((name) => name.trim());
    else yield readRow(row, header, ctx, format);
  }
}

function readRow(
  row: Extract<CsvRow, { kind: 'row' }>,
  header: string[],
  ctx: ParseContext,
  format: string,
): Item {
  // Row 1 is the first below the header, as a spreadsheet's user counts postings; the line is where an editor finds it.
  const at = `row ${row.number - 1} (line ${row.line})`;
  const { cells } = row;
  // Spreadsheets leave empty cells behind the last column.
  while (cells.length > header.length && cells.at(-1)?.trim() === '') cells.pop();
  if (cells.length !== header.length) {
    const message = `${cells.length} columns where the header has ${header.length}: is a delimiter unquoted?`;
    return { type: 'issue', at, code: 'wrong-column-count', message };
  }
  const record: Json = {};
  header.forEach((name, i) => {
    if (!Object.hasOwn(record, name) || record[name] === '') record[name] = cells[i] ?? '';
  });
  return { type: 'raw', raw: genericPosting(record, ctx.map, format, at), note: null };
}

function checkColumns(layout: CsvLayout, ctx: ParseContext): void {
  const columns = layout.header.slice(0, 30).join(', ');
  const missing = Object.entries(ctx.map ?? {}).filter(([, name]) => !layout.header.includes(name));
  if (missing.length > 0) {
    const named = missing.map(([field, name]) => `${field}=${name}`).join(', ');
    throw new GiveUpError('usage', `--map ${named}: no such column; the columns are: ${columns}`);
  }
  const mapped = ctx.map?.title !== undefined || ctx.map?.description !== undefined;
  if (!mapped && !recogniseNames(layout.header).core) {
    const delimiter = DELIMITER_NAMES[layout.delimiter] ?? layout.delimiter;
    throw new GiveUpError(
      'no-postings-found',
      `no column looks like a title or description (delimiter: ${delimiter}; columns: ${columns}); say which with --map title=COLUMN,description=COLUMN`,
    );
  }
}
