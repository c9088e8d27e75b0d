/**
 * Tables of text, by any delimiter; the row that names the columns is found by tables/head.ts. A row with too many or
 * too few columns is reported with its row and line and costs itself; so does a quote that is never closed, which would
 * otherwise swallow the rest of the file as one field: reading goes on with the line after it.
 */
import { MAX_RECORD_CHARS } from '../limits.js';
import type { TableHead } from '../tables/head.js';
import { checkedHead, rowItem } from '../tables/rows.js';
import { CsvRows, type CsvRow } from './csv-rows.js';
import { delimiterName, type CsvLayout } from './csv-layout.js';
import { lostWords, type Item, type ParseContext } from './item.js';

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
  const head = checkedHead(layout, ctx.map, `delimiter: ${delimiterName(layout.delimiter)}`);
  const rows = new CsvRows(layout, MAX_RECORD_CHARS);
  for await (const row of rows.read(text)) {
    if (row.kind === 'unclosed-quote') {
      const message =
        'a quoted field opened here is never closed: row left out, reading goes on with the next line';
      yield { type: 'issue', at: `line ${row.line}`, code: 'invalid-record', message };
    } else if (row.number > head.skip) yield readRow(row, head, format);
  }
}

function readRow(
  { cells, number, line }: Extract<CsvRow, { kind: 'row' }>,
  head: TableHead,
  format: string,
): Item {
  // Row 1 is the first below the head, as a spreadsheet's user counts postings; the line is where an editor finds it.
  const at = `row ${number - head.skip} (line ${line})`;
  // Spreadsheets leave empty cells behind the last column.
  while (cells.length > head.columns.length && cells.at(-1)?.trim() === '') cells.pop();
  if (cells.length !== head.columns.length) {
    const message = `${cells.length} columns where the header has ${head.columns.length}: is a delimiter unquoted?`;
    return { type: 'issue', at, code: 'wrong-column-count', message, ...lostWords(cells.join('\n')) };
  }
  return rowItem(cells, head, format, at);
}
