import { cut, displayWidth, oneLine } from './text-width.js';

export interface Column {
  head: string;
  align?: 'left' | 'right';
  /**
   * Columns with `shrink` give way when the table is too wide, the widest first, down to this many characters.
   * Numbers have none: a cut number is a wrong number.
   */
  shrink?: number;
  /** Which end of a cut text stays (default: its start); the end of a path says more. */
  keep?: 'start' | 'end';
  /** How much more room than others it deserves while shrinking (default 1). */
  weight?: number;
  /** Left out, the last such column first, where shrinking is not enough. */
  optional?: boolean;
}

/** Between two columns. */
const GAP = '  ';

/**
 * Rows as text, at most `width` columns wide as far as the shrinking ones allow: a head, a rule, the rows. Cut
 * cells end in `…`. No colours and no trailing spaces, so that a piped table can be compared and pasted.
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): string {
  const cells = rows.map((row) => row.map(oneLine));
  const natural = naturalWidths(columns, cells);
  const least = columns.map((column, i) =>
    Math.min(natural[i] ?? 0, column.shrink ?? Number.POSITIVE_INFINITY),
  );
  const dropped = columns.findLastIndex((column) => column.optional === true);
  if (dropped >= 0 && sum(least) + GAP.length * (columns.length - 1) > width) {
    const without = <T>(items: readonly T[]): T[] => items.toSpliced(dropped, 1);
    return renderTable(without(columns), rows.map(without), width);
  }
  const widths = fit(columns, natural, width);
  const line = (row: readonly string[]): string =>
    columns
      .map((column, i) =>
        pad(cut(row[i] ?? '', widths[i] ?? 0, column.keep), widths[i] ?? 0, column.align ?? 'left'),
      )
      .join(GAP)
      .trimEnd();
  return [
    line(columns.map((column) => column.head)),
    line(widths.map((w) => '─'.repeat(w))),
    ...cells.map(line),
  ].join('\n');
}

/** Columns the table takes when nothing is cut. */
export function tableWidth(columns: readonly Column[], rows: readonly (readonly string[])[]): number {
  return sum(naturalWidths(columns, rows)) + GAP.length * (columns.length - 1);
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'right' ? space + text : text + space;
}

function naturalWidths(columns: readonly Column[], rows: readonly (readonly string[])[]): number[] {
  return columns.map((column, i) =>
    rows.reduce((most, row) => Math.max(most, displayWidth(row[i] ?? '')), displayWidth(column.head)),
  );
}

/** Takes single characters from the widest shrinking column until the table fits or nothing can give. */
function fit(columns: readonly Column[], natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  const size = (i: number): number => (i < 0 ? 0 : (widths[i] ?? 0) / (columns[i]?.weight ?? 1));
  let excess = sum(widths) + GAP.length * (widths.length - 1) - width;
  while (excess-- > 0) {
    let widest = -1;
    columns.forEach((column, i) => {
      if (column.shrink !== undefined && (widths[i] ?? 0) > column.shrink && size(i) > size(widest))
        widest = i;
    });
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
