/** A table of numbers in which the colour says how large each is. */
import { heat, INK, SOFT } from '../colours.js';
import { NARROW, type Drawing } from './draw.js';
import { marked } from './links.js';
import { nameRoom } from './names.js';
import { customSeries, rect, text, type Shape } from './shapes.js';

export interface HeatCell {
  says: string;
  /** The same for a phone; absent: as it is. */
  short?: string;
  part: number | null;
}

export interface HeatRow {
  label: string;
  /** One for each column: what stands in it, and its part (0 to 1) of the darkest; null leaves the cell blank. */
  cells: HeatCell[];
  /** Colour of its kind, as a line before the cells. */
  colour: string;
  /** Where its name leads. */
  to?: string | undefined;
}

const ROW = 28;
const HEAD = 30;

/** @param columns heads; on a phone the first three letters of each. */
export function heatMap(columns: readonly string[], rows: readonly HeatRow[], width: number): Drawing {
  const narrow = width <= NARROW;
  const { room, names } = nameRoom(
    rows.map(({ label }) => label),
    width,
    narrow ? 0.33 : undefined,
  );
  const cell = (width - room) / Math.max(1, columns.length);
  const size = narrow ? 10 : 12;
  const fits = Math.floor(cell / (narrow ? 6.5 : 7.5));
  const heads = columns.map((head, n): Shape =>
    text(shortened(head, fits), room + (n + 0.5) * cell, HEAD / 2, {
      align: 'center',
      fill: SOFT,
      size,
    }),
  );
  const body = (row: HeatRow, y: number, n: number): Shape[] => [
    rect(room - 5, y + 4, 4, ROW - 8, row.colour, 1),
    text(marked(names[n] ?? '', n), room - 11, y + ROW / 2, { align: 'right', fill: INK }),
    ...row.cells.flatMap(({ says, short = says, part }, n) => {
      const { fill, ink } = part === null ? { fill: '', ink: SOFT } : heat(part);
      const x = room + n * cell;
      return [
        ...(part === null ? [] : [rect(x + 1, y + 1, cell - 2, ROW - 2, fill)]),
        text(narrow ? short : says, x + cell / 2, y + ROW / 2, { align: 'center', fill: ink, size }),
      ];
    }),
  ];
  const shapes = [...heads, ...rows.flatMap((row, n) => body(row, HEAD + n * ROW, n))];
  return {
    width,
    height: HEAD + rows.length * ROW,
    links: rows.map(({ to }) => to),
    option: { series: customSeries([0], () => shapes) },
  };
}

/** `Principal` -> `Princ.`; three letters say which it is where there is room for no more. */
function shortened(head: string, fits: number): string {
  if (head.length <= fits) return head;
  return fits < 5 ? head.slice(0, 3) : `${head.slice(0, fits - 1)}.`;
}
