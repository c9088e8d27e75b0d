/** What the columns of a table without known names hold, told by their cells. Only what is plain is said. */
import { parseDate } from '../facts/dates.js';
import type { FieldName } from '../source-spec.js';

/** Column of a field, from 0. */
export type GuessedFields = Partial<Record<FieldName, number>>;

/** Words that stand in titles of jobs and hardly anywhere else in a table of them. */
const JOB_WORDS =
  /engineer|developer|programmer|manager|analyst|designer|consultant|administrat|architect|scientist|specialist|assistant|director|technician|coordinator|accountant|recruiter|representative|\b(?:nurse|driver|teacher|intern|trainee|lead|chef|cook|clerk|officer|devops|sre)\b|entwickler|ingenieur|berater|leiter|sachbearbeiter|mitarbeiter|kaufm|fachkraft|\(m\/w|\(w\/m|\(f\/m|\(m\/f|développeu|ingénieur|responsable|technicien|chargé|desarrollador|ingenier|programador|técnic|gerente|engenheir|desenvolvedor|sviluppatore|ingegnere|programist|inżynier|specjalista|ontwikkelaar|medewerker/i;
const PLACE =
  /\b(?:remote|hybrid|onsite|on-site|homeoffice|home office|worldwide)\b|^[\p{L}.' -]{2,40},\s*\p{Lu}[\p{L}. -]+$/iu;
const EMPLOYMENT =
  /^(?:full|part)[- ]?time$|^(?:contract(?:or)?|permanent|temporary|internship|freelance|vollzeit|teilzeit|festanstellung|fulltime|parttime|cdi|cdd)$/i;
const PAY = /^\W*\d[\d.,k ]*(?:\W+\d[\d.,k ]*)?\W*(?:(?:usd|eur|gbp|chf|pln)\W*)?$/i;
/** Its blanks and signs may stand in each other's places: on a long cell that takes for ever. */
const MAX_PAY_CHARS = 80;
const CURRENCY = /[$€£]|usd|eur|gbp|chf|pln/i;

interface Column {
  index: number;
  cells: string[];
  /** Mean length of what is not empty. */
  length: number;
}

/** @returns null where no column plainly holds titles. */
export function guessFields(rows: readonly (readonly string[])[], width: number): GuessedFields | null {
  const columns: Column[] = Array.from({ length: width }, (_, index) => {
    const cells = rows.map((row) => (row[index] ?? '').trim()).filter((cell) => cell !== '');
    return { index, cells, length: cells.reduce((sum, cell) => sum + cell.length, 0) / (cells.length || 1) };
  }).filter((column) => column.cells.length * 2 >= rows.length && column.cells.length > 0);
  const left = new Set(columns);
  const found: GuessedFields = {};
  const take = (field: FieldName, column: Column | undefined): void => {
    if (column === undefined) return;
    found[field] = column.index;
    left.delete(column);
  };
  const holding = (enough: number, test: (cell: string) => boolean): Column | undefined =>
    [...left].find((column) => share(column, test) >= enough);

  take(
    'url',
    holding(0.8, (cell) => /^https?:\/\/\S+$/i.test(cell)),
  );
  take(
    'posted_at',
    holding(0.8, (cell) => !/^\d+$/.test(cell) && parseDate(cell) !== null),
  );
  take(
    'employment_type',
    holding(0.6, (cell) => EMPLOYMENT.test(cell)),
  );
  take(
    'salary',
    holding(0.8, (cell) => cell.length <= MAX_PAY_CHARS && PAY.test(cell) && CURRENCY.test(cell)),
  );
  take(
    'description',
    [...left].filter((column) => column.length >= 120).sort((a, b) => b.length - a.length)[0],
  );
  const titles = [...left].filter((column) => column.length <= 100);
  const title = titles.sort((a, b) => share(b, isTitle) - share(a, isTitle))[0];
  if (title === undefined || share(title, isTitle) < 0.4) return null;
  take('title', title);
  take(
    'location',
    holding(0.5, (cell) => PLACE.test(cell)),
  );
  // What is left of short words is the employer, if there is only one such column.
  const words = [...left].filter(
    (column) => column.length <= 40 && share(column, (cell) => /\p{L}{2}/u.test(cell)) >= 0.9,
  );
  if (words.length === 1) take('company', words[0]);
  return found;
}

const isTitle = (cell: string): boolean => JOB_WORDS.test(cell);

function share({ cells }: Column, test: (cell: string) => boolean): number {
  return cells.filter(test).length / cells.length;
}
