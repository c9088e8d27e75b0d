/** Quantiles as ranges: a thin line for the outer ones, a thick one for the middle half, a mark for the median. */
import { ACCENT, ACCENT_SOFT, INK, LINE, SOFT, SURFACE } from '../colours.js';
import { NARROW, type Drawing } from './draw.js';
import { marked } from './links.js';
import { CHARACTER, nameRoom } from './names.js';
import { linear, ticks } from './scale.js';
import { circle, customSeries, line, rect, text, type Shape } from './shapes.js';

export interface Range {
  label: string;
  /** What stands at the end of the row. */
  says: string;
  /** The outer quantiles; null where there are none. */
  outer: [number, number] | null;
  /** Null: not reached. */
  inner: [number | null, number | null];
  median: number | null;
  /** A line above it, with a heading. */
  group?: string;
  /** Where its name leads. */
  to?: string | undefined;
}

const ROW = 26;
const GROUP = 34;
const AXIS = 26;

/** @param format of the values at the axis. */
export function ranges(items: readonly Range[], format: (value: number) => string, width: number): Drawing {
  const { room, names } = nameRoom(
    items.map(({ label }) => label),
    width,
  );
  const end = Math.max(0, ...items.map(({ says }) => says.length)) * CHARACTER + 14;
  const known = items.flatMap(({ outer, inner, median }) => [...(outer ?? []), ...inner, median]);
  const most = Math.max(1, ...known.filter((value) => value !== null));
  const x = linear([0, most], [room, width - end]);
  const height = items.reduce((sum, { group }) => sum + ROW + (group === undefined ? 0 : GROUP), AXIS);
  const grid = ticks(0, most, width <= NARROW ? 2 : 5).flatMap((value): Shape[] => [
    line(x(value), AXIS, x(value), height, LINE),
    text(format(value), x(value), AXIS / 2, { align: 'center', fill: SOFT, size: 11 }),
  ]);
  let y = AXIS;
  const rows = items.flatMap((item, n): Shape[] => {
    const heading: Shape[] = [];
    if (item.group !== undefined) {
      heading.push(text(item.group, 0, y + GROUP - 12, { align: 'left', fill: SOFT, size: 12, bold: true }));
      y += GROUP;
    }
    const middle = y + ROW / 2;
    y += ROW;
    return [
      ...heading,
      text(marked(names[n] ?? '', n), room - 10, middle, { align: 'right', fill: INK }),
      ...rangeOf(item, x, middle, width - end),
      text(item.says, width - end + 12, middle, { align: 'left', fill: INK }),
    ];
  });
  const series = customSeries([0], () => [...grid, ...rows]);
  return { width, height, links: items.map(({ to }) => to), option: { series } };
}

/** An end that is not reached is open: it goes to the edge. */
function rangeOf(
  { outer, inner: [from, to], median }: Range,
  x: (value: number) => number,
  y: number,
  edge: number,
): Shape[] {
  const right = to === null ? edge : x(to);
  return [
    ...(outer === null ? [] : [line(x(outer[0]), y, x(outer[1]), y, SOFT, 1.5)]),
    ...(from === null ? [] : [rect(x(from), y - 5, Math.max(2, right - x(from)), 10, ACCENT_SOFT, 3)]),
    ...(median === null ? [] : [circle(x(median), y, 5, ACCENT, SURFACE)]),
  ];
}
