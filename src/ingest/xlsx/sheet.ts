/** Rows of one sheet, streamed. */
import { GiveUpError } from '../../domain/errors.js';
import { MAX_RECORD_CHARS } from '../limits.js';
import { dateText, unescapeText, type CellMeaning } from './cells.js';
import type { Package } from './package.js';
import { collect, type Attributes, type Collector } from './xml.js';

export type Cell = string | number | boolean | null;

export interface SheetRow {
  /** As the spreadsheet counts. */
  number: number;
  cells: Cell[];
  /** Address that a formula links a cell of the row to. */
  link: string | null;
}

const MAX_COLUMNS = 16_384;

/** Rows that hold anything; the archive is closed by whoever opened it, also when reading stops early. */
export async function* sheetRows(
  pack: Package,
  part: string,
  meaning: CellMeaning,
): AsyncGenerator<SheetRow> {
  const stream = await pack.stream(part);
  const reader = new RowReader(meaning);
  try {
    yield* collect(stream, reader);
  } finally {
    stream.destroy();
  }
}

class RowReader implements Collector<SheetRow> {
  private readonly meaning: CellMeaning;
  private rows: SheetRow[] = [];
  private row: SheetRow = { number: 0, cells: [], link: null };
  private column = 0;
  private cell: Attributes = {};
  private into: 'value' | 'formula' | null = null;
  private value: string[] = [];
  private formula: string[] = [];
  private spoken = 0;
  private length = 0;

  constructor(meaning: CellMeaning) {
    this.meaning = meaning;
  }

  take(): SheetRow[] {
    const taken = this.rows;
    this.rows = [];
    return taken;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'row') {
      const number = Number(attributes['r']);
      this.row = { number: number > 0 ? number : this.row.number + 1, cells: [], link: null };
      this.column = 0;
      this.length = 0;
    } else if (name === 'c') {
      this.cell = attributes;
      this.value = [];
      this.formula = [];
      this.column = columnOf(attributes['r']) ?? this.column;
    } else if (name === 'rPh') this.spoken++;
    else if (name === 'v' || name === 't') this.into = this.spoken === 0 ? 'value' : null;
    else if (name === 'f') this.into = 'formula';
  }

  text(data: string): void {
    if (this.into === null) return;
    this.length += data.length;
    if (this.length > MAX_RECORD_CHARS)
      throw new GiveUpError(
        'file-damaged',
        `row ${this.row.number} of a sheet is longer than any posting is`,
      );
    (this.into === 'value' ? this.value : this.formula).push(data);
  }

  close(name: string): void {
    if (name === 'v' || name === 't' || name === 'f') this.into = null;
    else if (name === 'rPh') this.spoken--;
    else if (name === 'c') this.endCell();
    else if (name === 'row' && this.row.cells.some((cell) => cell !== null && cell !== ''))
      this.rows.push(this.row);
  }

  private endCell(): void {
    const { cells } = this.row;
    const value = this.valueOf(this.value.join(''));
    if (this.column < MAX_COLUMNS && value !== null) {
      while (cells.length < this.column) cells.push(null);
      cells[this.column] = value;
    }
    this.column++;
    this.row.link ??= /^HYPERLINK\(\s*"(https?:[^"]+)"/i.exec(this.formula.join(''))?.[1] ?? null;
  }

  private valueOf(text: string): Cell {
    const type = this.cell['t'];
    if (type === 's') return this.meaning.texts[Number(text)] ?? null;
    if (type === 'b') return text.trim() === '1';
    // An error (#N/A, #REF!) says nothing about the posting.
    if (type === 'e') return null;
    if (type === 'str' || type === 'inlineStr' || type === 'd')
      return text === '' ? null : unescapeText(text);
    const number = Number(text);
    if (text.trim() === '' || Number.isNaN(number)) return text.trim() === '' ? null : text;
    return this.meaning.isDate(Number(this.cell['s'] ?? 0))
      ? dateText(number, this.meaning.epochDays)
      : number;
  }
}

/** `AB12` -> 27. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/i.exec(reference ?? '')?.[0];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
