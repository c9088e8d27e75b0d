/** Differences to the left and right of none, each with its interval. */
import { FALL, FALL_SOFT, INK, RISE, RISE_SOFT, SOFT, SURFACE } from '../colours.js';
import type { Interval } from '../../../domain/statistics/wilson.js';
import type { Drawing } from './draw.js';
import { marked } from './links.js';
import { BOLD_CHARACTER, nameRoom } from './names.js';
import { linear } from './scale.js';
import { customSeries, line, rect, text, type Shape } from './shapes.js';

export interface Change {
  label: string;
  value: number;
  interval: Interval;
  /** What stands at the end of the row. */
  says: string;
  /** The interval is on one side of 0: drawn in full colour. */
  sure: boolean;
  /** Where its name leads. */
  to?: string | undefined;
}

const ROW = 26;

export function changes(items: readonly Change[], width: number): Drawing {
  const { room, names } = nameRoom(
    items.map(({ label }) => label),
    width,
  );
  const end = Math.max(0, ...items.map(({ says }) => says.length)) * BOLD_CHARACTER + 18;
  const low = Math.min(0, ...items.map(({ interval }) => interval.low));
  const high = Math.max(Number.MIN_VALUE, ...items.map(({ interval }) => interval.high));
  const x = linear([low, high], [room + 4, width - end]);
  const height = items.length * ROW + 2;
  const rows = items.flatMap(({ value, interval, says, sure }, n): Shape[] => {
    const y = n * ROW;
    const middle = y + ROW / 2;
    const colour = value >= 0 ? (sure ? RISE : RISE_SOFT) : sure ? FALL : FALL_SOFT;
    const [from, to] = [Math.min(x(0), x(value)), Math.max(x(0), x(value))];
    return [
      text(marked(names[n] ?? '', n), room - 10, middle, { align: 'right', fill: INK }),
      rect(from, y + 6, Math.max(1, to - from), ROW - 12, colour),
      line(x(interval.low), middle, x(interval.high), middle, SURFACE, 3.5),
      line(x(interval.low), middle, x(interval.high), middle, INK, 1.25),
      text(says, width - end + 12, middle, { align: 'left', fill: INK, bold: sure }),
    ];
  });
  const series = customSeries([0], () => [...rows, line(x(0), 0, x(0), height, SOFT)]);
  return { width, height, links: items.map(({ to }) => to), option: { series } };
}
