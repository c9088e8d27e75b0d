/**
 * Which row of a table names its columns. Exports put titles, dates and blank rows above it, or leave it out: then
 * the columns are told by what they hold where that is plain, or by number with `--map title=1`.
 */
import { stripControls } from '../facts/clean.js';
import { recogniseNames } from '../fields.js';
import type { FieldMap } from '../source-spec.js';
import { guessFields } from './guess.js';

export interface TableHead {
  /** Rows above the first posting: titles, and the head itself. */
  skip: number;
  /** A name for each column, each different; its number where the table has no names. */
  columns: string[];
  /** What to read from which column, where the names do not say it; null where they do. */
  map: FieldMap | null;
  /** For people: what was skipped or guessed; else empty. */
  note: string;
  /** How sure the head is, to compare layouts: known names count a hundred each. */
  score: number;
}

type Rows = readonly (readonly string[])[];

/** Titles, dates and notes above a head are few. */
const MAX_ABOVE = 20;
const MAX_NAME = 60;

/** The head that names columns of a posting; null where no row does. */
export function namedHead(rows: Rows, map: FieldMap | null): TableHead | null {
  let best: { row: number; score: number } | null = null;
  for (const [row, cells] of rows.slice(0, MAX_ABOVE).entries()) {
    const names = cells.map((cell) => cell.trim());
    const { known, core } = recogniseNames(names);
    const mapped = Object.values(map ?? {}).filter((name) => names.includes(name) && !isNumber(name)).length;
    // Below the first row a name alone may be a cell of a posting ("Details"); two of them are a head.
    const plain = row === 0 || (known + mapped >= 2 && names.every((name) => name.length <= MAX_NAME));
    if (!(core || mapped > 0) || !plain) continue;
    const score = (known + mapped) * 100 + names.filter((name) => name !== '').length;
    if (best === null || score > best.score + 99) best = { row, score };
    // Mostly known names in the first row: what looks like more of them below is a posting, or another export's head.
    if (row === 0 && known >= 2 && known * 2 >= names.filter((name) => name !== '').length) break;
  }
  if (best === null) return null;
  const columns = distinct(rows[best.row] ?? []);
  const note =
    best.row === 0 ? '' : `the columns are named in row ${best.row + 1}: what is above was left out`;
  return { skip: best.row + 1, columns, map: byNumber(map, columns), note, score: best.score };
}

/** The head of a table whose columns have unknown names or none; null where nothing tells what they hold. */
export function guessedHead(rows: Rows, map: FieldMap | null): TableHead | null {
  const width = usualWidth(rows);
  const body = rows.filter((cells) => cells.length === width);
  const first = body[0];
  if (first === undefined) return null;
  const named = looksLikeHead(first, body.slice(1));
  const above = rows.indexOf(first);
  const skip = named ? above + 1 : above;
  const columns = named ? distinct(first) : first.map((_cell, i) => String(i + 1));
  if (map !== null) {
    if (!Object.values(map).every((name) => isNumber(name))) return null;
    const note = named ? 'its first row was taken for names of columns' : 'without names of columns';
    return { skip, columns, map: byNumber(map, columns), note, score: 0 };
  }
  const guessed = guessFields(named ? body.slice(1) : body, width);
  if (guessed === null) return null;
  const said = Object.entries(guessed).map(([field, column]) => `${field}=${column + 1}`);
  const note = `no column has a known name; by what they hold: --map ${said.join(',')}`;
  const found: FieldMap = {};
  for (const [field, column] of Object.entries(guessed)) Object.assign(found, { [field]: columns[column] });
  return { skip, columns, map: found, note, score: 0 };
}

/** Why a table cannot be read, and what to say instead. */
export function headProblem(
  rows: Rows,
  map: FieldMap | null,
): { code: 'usage' | 'no-postings-found'; why: string } {
  const columns = (rows[0] ?? []).map(
    (cell, i) => `${i + 1} ${JSON.stringify(stripControls(cell.trim().slice(0, 40)).text)}`,
  );
  const listed = columns.slice(0, 30).join(', ');
  if (map !== null) {
    const named = Object.entries(map).map(([field, name]) => `${field}=${name}`);
    return { code: 'usage', why: `--map ${named.join(',')}: no such column; the columns are: ${listed}` };
  }
  return {
    code: 'no-postings-found',
    why:
      `no column looks like a title or description (columns: ${listed}); ` +
      'say which with --map title=COLUMN,description=COLUMN, by name or by number as in --map title=1,company=2',
  };
}

/** Mapped columns that the table does not have, as `field=name`. */
export function missingColumns(head: TableHead): string[] {
  return Object.entries(head.map ?? {})
    .filter(([, name]) => !head.columns.includes(name))
    .map(([field, name]) => `${field}=${name}`);
}

const isNumber = (name: string): boolean => /^[1-9]\d{0,4}$/.test(name);

/** `--map title=2` -> the name of the second column, unless a column is really called 2. */
function byNumber(map: FieldMap | null, columns: readonly string[]): FieldMap | null {
  if (map === null) return null;
  const out: FieldMap = {};
  for (const [field, name] of Object.entries(map)) {
    const column = isNumber(name) && !columns.includes(name) ? (columns[Number(name) - 1] ?? name) : name;
    Object.assign(out, { [field]: column });
  }
  return out;
}

/** Two columns of one name are both kept: the second as `Title (2)`, by its number. */
function distinct(cells: readonly string[]): string[] {
  const seen = new Set<string>();
  return cells.map((cell, i) => {
    const name = cell.trim();
    const own = seen.has(name) || name === '' ? `${name} (${i + 1})` : name;
    seen.add(own);
    return own;
  });
}

function usualWidth(rows: Rows): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

/** Words above columns of another kind: numbers, dates, addresses, long texts. */
function looksLikeHead(first: readonly string[], body: Rows): boolean {
  const names = first.map((cell) => cell.trim());
  if (body.length === 0 || new Set(names).size < names.length) return false;
  if (!names.every((name) => name !== '' && name.length <= 40 && !/\d|:\/\/|@/.test(name))) return false;
  return names.some((_name, i) => {
    const cells = body.map((row) => (row[i] ?? '').trim()).filter((cell) => cell !== '');
    const other = cells.filter((cell) => cell.length > MAX_NAME || /^[-\d.,:/ ]+$|^https?:/.test(cell));
    return cells.length > 0 && other.length >= cells.length * 0.8;
  });
}
