/**
 * Rows of a delimited text as a stream: most by csv-plain.ts, those in doubt by csv-parse, with recovery from quotes that
 * are never closed.
 */
import { Parser } from 'csv-parse';
import { toWellFormed } from '../facts/clean.js';
import type { CsvLayout } from './csv-layout.js';
import { isPlain, PlainRows } from './csv-plain.js';

const LF = 0x0a;
const CR = 0x0d;

/**
 * After a fault everything behind it is parsed again. Where that has cost more than this and twice the text, the quotes
 * of the table mean nothing: they are read as what they are, and each line is a row.
 */
const PATIENCE_BYTES = 4 * 1024 * 1024;

/** A row longer than that is looked at again only when half as much has come: else pieces of a few bytes would cost their square. */
const PATIENT_CHARS = 64 * 1024;

export type CsvRow =
  { kind: 'row'; cells: string[]; number: number; line: number } | { kind: 'unclosed-quote'; line: number };

type RowLayout = Pick<CsvLayout, 'delimiter' | 'quote' | 'escape' | 'loose'>;

interface ParsedRow {
  record: string[];
  info: { bytes: number };
}

/**
 * csv-parse is driven by hand (write, then take all rows out) for two reasons: rows before a fault must not be lost
 * with the stream, and the bytes since the last complete row are kept, so that reading can start again after a fault. It
 * gets what follows a row in doubt until it has told where that ends.
 */
export class CsvRows {
  private readonly layout: RowLayout;
  private readonly maxRow: number;
  /** Text since the last complete row, while its rows leave no doubt; in pieces, and how many characters of it were looked at. */
  private rest: string[] = [];
  private restLength = 0;
  private looked = 0;
  /** Null while csv-parse is not needed. */
  private parser: Parser | null = null;
  /** Bytes since the end of the last complete row, and how many of the parser's bytes came before them. */
  private pending: Buffer[] = [];
  private pendingSize = 0;
  private consumed = 0;
  /** Line ends in the text before `rest` or `pending`. */
  private lines = 0;
  private rows = 0;
  /** Bytes of the text, and bytes parsed again after faults. */
  private fed = 0;
  private again = 0;
  /** Whether quotes mean anything. */
  private quotes = true;

  constructor(layout: RowLayout, maxRow: number) {
    this.layout = layout;
    this.maxRow = maxRow;
    if (!isPlain(layout)) this.parser = this.newParser();
  }

  async *read(text: AsyncIterable<string>): AsyncGenerator<CsvRow> {
    for await (const part of text) {
      const chunk = toWellFormed(part);
      this.fed += Buffer.byteLength(chunk);
      // One by one: `yield*` from what is not asynchronous makes a promise more of each row.
      for (const row of this.add(chunk)) yield row;
      while (this.pendingSize > this.maxRow) for (const row of this.recover()) yield row;
    }
    yield* this.finish();
  }

  private *add(chunk: string): Generator<CsvRow> {
    if (this.parser !== null) {
      yield* this.feed(Buffer.from(chunk));
      return;
    }
    this.rest.push(chunk);
    this.restLength += chunk.length;
    const tooLong = this.restLength * 3 > this.maxRow;
    if (this.looked > PATIENT_CHARS && this.restLength < 1.5 * this.looked && !tooLong) return;
    yield* this.plainRows(false);
    if (this.parser === null && this.restBytes() > this.maxRow) yield* this.askParser();
  }

  private restBytes(): number {
    if (this.restLength * 3 <= this.maxRow) return 0;
    return this.rest.reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  }

  /** Rows in `rest` up to its end, or to the first one in doubt and all that csv-parse makes of what follows. */
  private *plainRows(ended: boolean): Generator<CsvRow> {
    const text = this.rest.join('');
    const plain = new PlainRows(this.layout, text, ended);
    let at = 0;
    for (let row = plain.row(at); ; row = plain.row(at)) {
      const { start } = row;
      this.countLines(text, at, start);
      at = start;
      if (row.kind !== 'row') {
        this.keep(text.slice(at));
        if (row.kind === 'doubtful') yield* this.askParser();
        return;
      }
      const line = this.lines + 1;
      this.rows++;
      yield { kind: 'row', cells: row.cells, number: this.rows, line };
      this.countLines(text, start, row.end);
      at = row.end;
    }
  }

  private countLines(text: string, start: number, end: number): void {
    for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1))
      this.lines++;
  }

  private keep(text: string): void {
    this.rest = [text];
    this.restLength = text.length;
    this.looked = text.length;
  }

  private *askParser(): Generator<CsvRow> {
    const bytes = Buffer.from(this.rest.join(''));
    this.keep('');
    this.parser = this.newParser();
    this.consumed = 0;
    yield* this.feed(bytes);
  }

  private newParser(): Parser {
    const parser = new Parser({
      delimiter: this.layout.delimiter,
      quote: this.quotes && this.layout.quote,
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
    const { parser } = this;
    if (parser === null) return;
    this.pending.push(bytes);
    this.pendingSize += bytes.length;
    parser.write(bytes);
    let any = false;
    for (let row = next(parser); row !== null; row = next(parser)) {
      any = true;
      yield this.row(row);
    }
    // Only after a row: a long one would be parsed from its start with every piece.
    if (any && this.quotes && isPlain(this.layout)) this.leaveParser();
  }

  private leaveParser(): void {
    this.keep(Buffer.concat(this.pending).toString('utf8'));
    // Not looked at yet: the row at its beginning may be complete but for what csv-parse waits for.
    this.looked = 0;
    this.parser = null;
    this.pending = [];
    this.pendingSize = 0;
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
      if (this.parser === null) {
        yield* this.plainRows(true);
        if (this.parser === null) return;
      }
      const parser: Parser = this.parser;
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
    this.quotes &&= this.again <= PATIENCE_BYTES + 2 * this.fed;
    this.parser = this.newParser();
    if (newline >= 0) yield* this.feed(rest.subarray(newline + 1));
  }
}

function next(parser: Parser): ParsedRow | null {
  const row: ParsedRow | null = parser.read();
  return row;
}
