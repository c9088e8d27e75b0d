/** Rows of a delimited text, streamed through csv-parse, with recovery from quotes that are never closed. */
import { Parser } from 'csv-parse';
import type { CsvLayout } from './csv-layout.js';

const LF = 0x0a;
const CR = 0x0d;

/**
 * After a fault everything behind it is parsed again. Where that has cost more than this and twice the text, the quotes
 * of the table mean nothing: they are read as what they are, and each line is a row.
 */
const PATIENCE_BYTES = 4 * 1024 * 1024;

export type CsvRow =
  { kind: 'row'; cells: string[]; number: number; line: number } | { kind: 'unclosed-quote'; line: number };

type RowLayout = Pick<CsvLayout, 'delimiter' | 'quote' | 'escape' | 'loose'>;

interface ParsedRow {
  record: string[];
  info: { bytes: number };
}

/**
 * csv-parse is driven by hand (write, then take all rows out) for two reasons: rows before a fault must not be lost
 * with the stream, and the bytes since the last complete row are kept, so that reading can start again after a fault.
 */
export class CsvRows {
  private readonly layout: RowLayout;
  private readonly maxRow: number;
  private parser: Parser;
  /** Bytes since the end of the last complete row, and how many of the parser's bytes came before them. */
  private pending: Buffer[] = [];
  private pendingSize = 0;
  private consumed = 0;
  /** Line ends in the text before `pending`. */
  private lines = 0;
  private rows = 0;
  /** Bytes given to parsers: of the text, and again after faults. */
  private fed = 0;
  private again = 0;

  constructor(layout: RowLayout, maxRow: number) {
    this.layout = layout;
    this.maxRow = maxRow;
    this.parser = this.newParser();
  }

  async *read(text: AsyncIterable<string>): AsyncGenerator<CsvRow> {
    for await (const chunk of text) {
      const bytes = Buffer.from(chunk);
      this.fed += bytes.length;
      yield* this.feed(bytes);
      while (this.pendingSize > this.maxRow) yield* this.recover();
    }
    yield* this.finish();
  }

  private newParser(): Parser {
    const parser = new Parser({
      delimiter: this.layout.delimiter,
      quote: this.again > PATIENCE_BYTES + 2 * this.fed ? false : this.layout.quote,
      escape: this.layout.escape,
      ltrim: this.layout.loose,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      // Named, since the parser would take the first line end it meets for the only one.
      record_delimiter: ['\r\n', '\n', '\r'],
    });
    // An open quote at the end shows as bytes that belong to no row; the error event itself says no more.
    parser.on('error', () => undefined);
    return parser;
  }

  private *feed(bytes: Buffer): Generator<CsvRow> {
    this.pending.push(bytes);
    this.pendingSize += bytes.length;
    this.parser.write(bytes);
    yield* this.take();
  }

  private *take(): Generator<CsvRow> {
    for (let row = this.next(); row !== null; row = this.next()) yield this.row(row);
  }

  private next(): ParsedRow | null {
    const row: ParsedRow | null = this.parser.read();
    return row;
  }

  private row({ record, info }: ParsedRow): CsvRow {
    const line = this.lines + this.blankLines() + 1;
    this.release(info.bytes);
    this.rows++;
    return { kind: 'row', cells: record, number: this.rows, line };
  }

  /** Empty lines before the next row: the parser skips them, an editor counts them. */
  private blankLines(): number {
    let count = 0;
    for (const bytes of this.pending) {
      for (const byte of bytes) {
        if (byte === LF) count++;
        else if (byte !== CR) return count;
      }
    }
    return count;
  }

  private release(upTo: number): void {
    let drop = upTo - this.consumed;
    this.consumed = upTo;
    this.pendingSize -= drop;
    while (drop > 0) {
      const first = this.pending[0];
      if (first === undefined) return;
      const part = first.subarray(0, drop);
      for (let at = part.indexOf(LF); at >= 0; at = part.indexOf(LF, at + 1)) this.lines++;
      drop -= part.length;
      if (part.length < first.length) this.pending[0] = first.subarray(part.length);
      else this.pending.shift();
    }
  }

  private async *finish(): AsyncGenerator<CsvRow> {
    for (;;) {
      const { parser } = this;
      const last: ParsedRow[] = [];
      parser.on('data', (row: ParsedRow) => last.push(row));
      await new Promise((resolve) => parser.once('close', resolve).end());
      for (const row of last) yield this.row(row);
      if (Buffer.concat(this.pending).toString('utf8').trim() === '') return;
      yield* this.recover();
    }
  }

  /** Leaves the line out where the quote was opened and reads on with the next, with a fresh parser. */
  private *recover(): Generator<CsvRow> {
    const rest = Buffer.concat(this.pending);
    this.lines += this.blankLines();
    yield { kind: 'unclosed-quote', line: this.lines + 1 };
    const start = rest.findIndex((byte) => byte !== LF && byte !== CR);
    const newline = rest.indexOf(LF, start);
    this.lines++;
    this.pending = [];
    this.pendingSize = 0;
    this.consumed = 0;
    this.again += rest.length;
    this.parser = this.newParser();
    if (newline >= 0) yield* this.feed(rest.subarray(newline + 1));
  }
}
