/** Horizontal bars with their names on the left and their values at their ends. */
import { ACCENT, INK, LINE, SURFACE } from '../colours.js';
import type { Interval } from '../../../domain/statistics/wilson.js';
import type { Drawing } from './draw.js';
import { marked } from './links.js';
import { CHARACTER, nameRoom } from './names.js';
import { customSeries, line, rect, text } from './shapes.js';

export interface Bar {
  label: string;
  value: number;
  /** What stands at the end. */
  says: string;
  interval?: Interval | null;
  colour?: string;
  /** Where its name leads. */
  to?: string | undefined;
}

const ROW = 26;
/** Bars of one measure from 0 on, whiskers where there are intervals. */
export function bars(items: readonly Bar[], width: number): Drawing {
  const { room, names } = nameRoom(
    items.map(({ label }) => label),
    width,
  );
  const end = Math.max(0, ...items.map(({ says }) => says.length)) * CHARACTER + 12;
  const most = Math.max(Number.MIN_VALUE, ...items.map(({ value, interval }) => interval?.high ?? value));
  const scale = (value: number): number => room + (value / most) * (width - room - end);
  const series = customSeries(items, ({ value, says, interval, colour = ACCENT }, n) => {
    const y = n * ROW;
    const middle = y + ROW / 2;
    const tip = scale(interval?.high ?? value);
    return [
      text(marked(names[n] ?? '', n), room - 10, middle, { align: 'right', fill: INK }),
      rect(room, y + 5, Math.max(1, scale(value) - room), ROW - 10, colour),
      ...(interval ? whisker(scale(interval.low), scale(interval.high), middle) : []),
      text(says, tip + 7, middle, { align: 'left', fill: INK }),
    ];
  });
  return {
    width,
    height: items.length * ROW + 2,
    links: items.map(({ to }) => to),
    option: { series: [axisAt(room, items.length * ROW), series] },
  };
}

function whisker(low: number, high: number, y: number) {
  const lines = [
    [low, y, high, y],
    [low, y - 4, low, y + 4],
    [high, y - 4, high, y + 4],
  ] as const;
  // With a rim: half of it lies on the bar, half beside.
  return [
    ...lines.map((ends) => line(...ends, SURFACE, 3.5)),
    ...lines.map((ends) => line(...ends, INK, 1.25)),
  ];
}

function axisAt(x: number, height: number) {
  return customSeries([0], () => [line(x, 0, x, height, LINE, 1)]);
}
