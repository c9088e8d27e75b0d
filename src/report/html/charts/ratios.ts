/** Ratios as dots with intervals on a logarithmic scale, a line where both are the same. */
import { ACCENT, INK, LINE, OTHER, SOFT } from '../colours.js';
import type { Interval } from '../../../domain/statistics/wilson.js';
import type { Drawing } from './draw.js';
import { marked } from './links.js';
import { BOLD_CHARACTER, nameRoom } from './names.js';
import { linear } from './scale.js';
import { circle, customSeries, line, text, type Shape } from './shapes.js';

export interface Ratio {
  label: string;
  value: number;
  interval: Interval;
  says: string;
  /** Where its name leads. */
  to?: string | undefined;
}

const ROW = 24;
const AXIS = 24;
const MARKS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50];
/** Beyond these a dot is at the edge: its number says the rest. */
const [LEAST, MOST] = [0.1, 50];

export function ratios(items: readonly Ratio[], width: number): Drawing {
  const { room, names } = nameRoom(
    items.map(({ label }) => label),
    width,
  );
  const end = Math.max(0, ...items.map(({ says }) => says.length)) * BOLD_CHARACTER + 18;
  const held = (value: number): number => Math.log(Math.min(MOST, Math.max(LEAST, value)));
  const low = Math.min(Math.log(0.5), ...items.map(({ interval }) => held(interval.low)));
  const high = Math.max(Math.log(2), ...items.map(({ interval }) => held(interval.high)));
  const place = linear([low, high], [room + 6, width - end]);
  const x = (value: number): number => place(held(value));
  const height = AXIS + items.length * ROW;
  const grid = MARKS.filter((mark) => Math.log(mark) >= low && Math.log(mark) <= high).flatMap(
    (mark): Shape[] => [
      line(x(mark), AXIS, x(mark), height, mark === 1 ? SOFT : LINE),
      text(mark === 1 ? 'same' : `${mark}×`, x(mark), AXIS / 2, { align: 'center', fill: SOFT, size: 11 }),
    ],
  );
  const rows = items.flatMap(({ value, interval, says }, n): Shape[] => {
    const y = AXIS + (n + 0.5) * ROW;
    const sure = interval.low > 1 || interval.high < 1;
    return [
      text(marked(names[n] ?? '', n), room - 10, y, { align: 'right', fill: INK }),
      line(x(interval.low), y, x(interval.high), y, sure ? ACCENT : OTHER, 2),
      circle(x(value), y, 5, sure ? ACCENT : OTHER),
      text(says, width - end + 12, y, { align: 'left', fill: INK, bold: sure }),
    ];
  });
  const series = customSeries([0], () => [...grid, ...rows]);
  return { width, height, links: items.map(({ to }) => to), option: { series } };
}
