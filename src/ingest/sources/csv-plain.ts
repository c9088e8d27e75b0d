/**
 * Rows of a delimited text that leave no doubt: each field without quotes, or in quotes from its first character to its
 * last. That is nearly all there is, and searching for the few signs that count is ten times as fast as csv-parse, which
 * looks at every byte. What is in doubt is not decided here.
 */
import type { CsvLayout } from './csv-layout.js';

type RowLayout = Pick<CsvLayout, 'delimiter' | 'quote' | 'escape' | 'loose'>;

export type PlainRow =
  /** `start`: of its first character; `end`: behind its line end. */
  | { kind: 'row'; cells: string[]; start: number; end: number }
  /** The text ends in the middle of a row that starts there, or before one. */
  | { kind: 'more'; start: number }
  | { kind: 'doubtful'; start: number };

/** Whether the rows of such a table can be told without csv-parse at all. */
export function isPlain({ delimiter, quote, escape, loose }: RowLayout): boolean {
  return delimiter.length === 1 && escape === quote && !loose;
}

export class PlainRows {
  private readonly delimiter: string;
  private readonly quote: string;
  private readonly text: string;
  private readonly ended: boolean;
  /** Where each of them comes next, at or behind the place that was asked about last. */
  private nextDelimiter = -1;
  private nextLf = -1;
  private nextCr = -1;

  /** @param ended whether nothing comes behind the text. */
  constructor({ delimiter, quote }: RowLayout, text: string, ended: boolean) {
    this.delimiter = delimiter;
    this.quote = quote;
    this.text = text;
    this.ended = ended;
  }

  /** The row that starts at or, behind empty lines, after `from`. */
  row(from: number): PlainRow {
    const { text } = this;
    let start = from;
    while (start < text.length && (text[start] === '\n' || text[start] === '\r')) start++;
    if (start === text.length) return { kind: 'more', start: from };
    const cells: string[] = [];
    for (let at = start; ;) {
      const quoted = text[at] === this.quote;
      const end = quoted ? this.quoteEnd(at) : this.fieldEnd(at);
      if (end === null) return { kind: this.ended ? 'doubtful' : 'more', start };
      cells.push(quoted ? this.unquoted(at + 1, end - 1) : text.slice(at, end));
      const sign = text[end];
      if (sign === this.delimiter) at = end + 1;
      else if (sign === '\n') return { kind: 'row', cells, start, end: end + 1 };
      else if (sign === '\r') {
        if (end + 1 === text.length && !this.ended) return { kind: 'more', start };
        return { kind: 'row', cells, start, end: text[end + 1] === '\n' ? end + 2 : end + 1 };
      } else if (sign === undefined) {
        return this.ended ? { kind: 'row', cells, start, end } : { kind: 'more', start };
      } else return { kind: 'doubtful', start };
    }
  }

  /** Behind the quote that closes the field; null where none does. */
  private quoteEnd(at: number): number | null {
    for (let from = at + 1; ; from += 2) {
      from = this.text.indexOf(this.quote, from);
      if (from < 0) return null;
      if (this.text[from + 1] !== this.quote) return from + 1;
    }
  }

  private fieldEnd(at: number): number {
    if (this.nextDelimiter < at) this.nextDelimiter = this.find(this.delimiter, at);
    if (this.nextLf < at) this.nextLf = this.find('\n', at);
    if (this.nextCr < at) this.nextCr = this.find('\r', at);
    return Math.min(this.nextDelimiter, this.nextLf, this.nextCr);
  }

  private find(sign: string, at: number): number {
    const found = this.text.indexOf(sign, at);
    return found < 0 ? this.text.length : found;
  }

  private unquoted(start: number, end: number): string {
    const field = this.text.slice(start, end);
    return field.includes(this.quote) ? field.replaceAll(this.quote + this.quote, this.quote) : field;
  }
}
