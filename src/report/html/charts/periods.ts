/** Values over weeks or months: columns for what is counted anew in each, a line for what stands at its end. */
import { ACCENT, ACCENT_SOFT, LINE, SOFT } from '../colours.js';
import type { BarSeriesOption, CustomSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { Interval } from '../../../domain/statistics/wilson.js';
import type { Drawing } from './draw.js';
import { line } from './shapes.js';

type Series = BarSeriesOption | CustomSeriesOption | LineSeriesOption;

export interface Point {
  /** `2026-03` */
  id: string;
  /** Null: a gap. */
  value: number | null;
  /** Not over yet, or cut by the filter: drawn pale, or not joined to the line. */
  partial: boolean;
  interval?: Interval | null;
}

interface Look {
  width: number;
  height: number;
  format: (value: number) => string;
  /** End of the scale; absent: that of the values. */
  most?: number;
}

export function columns(points: readonly Point[], look: Look): Drawing {
  const data = points.map(({ value, partial }) => ({
    value: value ?? '-',
    itemStyle: { color: partial ? ACCENT_SOFT : ACCENT, borderRadius: 1 },
  }));
  return drawing(points, look, { type: 'bar', silent: true, barCategoryGap: '18%', data });
}

/** A line, with a band where its values have intervals. */
export function curve(points: readonly Point[], look: Look): Drawing {
  const known = points.map(({ value, partial }) => (partial ? null : value));
  const banded = points.some(({ interval }) => interval !== undefined);
  return drawing(points, look, [
    ...(banded ? band(points, known) : []),
    {
      type: 'line',
      silent: true,
      showSymbol: known.some((value, n) => value !== null && stands(known, n)),
      showAllSymbol: true,
      symbol: 'circle',
      symbolSize: (_value: unknown, { dataIndex }: { dataIndex: number }) =>
        stands(known, dataIndex) ? 5 : 0,
      itemStyle: { color: ACCENT },
      lineStyle: { color: ACCENT, width: 2 },
      ...(banded ? {} : { areaStyle: { color: ACCENT, opacity: 0.1 } }),
      data: known.map((value) => value ?? '-'),
    },
  ]);
}

/** Between the ends of the intervals; a line where a value has no neighbour. */
function band(points: readonly Point[], known: readonly (number | null)[]): Series[] {
  const ends = points.map(({ interval }, n) => (known[n] === null ? null : (interval ?? null)));
  const area = (data: (number | '-')[], opacity: number): Series => ({
    ...{ type: 'line', silent: true, stack: 'band', symbol: 'none', lineStyle: { opacity: 0 }, data },
    areaStyle: { color: ACCENT, opacity },
  });
  const single = ends.flatMap((end, n) => (end !== null && stands(known, n) ? [[n, end.low, end.high]] : []));
  return [
    area(
      ends.map((end) => end?.low ?? '-'),
      0,
    ),
    area(
      ends.map((end) => (end === null ? '-' : end.high - end.low)),
      0.22,
    ),
    {
      type: 'custom',
      silent: true,
      data: single,
      renderItem: (_params, api) => {
        const [x = 0, low = 0] = api.coord([api.value(0), api.value(1)]);
        const [, high = 0] = api.coord([api.value(0), api.value(2)]);
        return line(x, low, x, high, ACCENT_SOFT, 2);
      },
    },
  ];
}

/** Without a neighbour that a line could lead to. */
function stands(known: readonly (number | null)[], n: number): boolean {
  return (known[n - 1] ?? null) === null && (known[n + 1] ?? null) === null;
}

function drawing(
  points: readonly Point[],
  { width, height, format, most }: Look,
  series: Series | Series[],
): Drawing {
  const label = { color: SOFT, fontSize: 11 };
  const small = height < 150;
  return {
    width,
    height,
    option: {
      grid: { left: 44, right: 20, top: 12, bottom: 24 },
      xAxis: {
        type: 'category',
        data: points.map(({ id }) => id),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: SOFT } },
        axisLabel: {
          ...label,
          interval: small ? Math.max(0, points.length - 2) : everyNth(points.length, width),
        },
      },
      yAxis: {
        type: 'value',
        min: 0,
        ...(most === undefined ? {} : { max: most }),
        splitNumber: small ? 2 : 4,
        splitLine: { lineStyle: { color: LINE } },
        axisLabel: { ...label, formatter: (value: number) => format(value) },
      },
      series,
    },
  };
}

/** How many labels are left out between two, so that each has 64 pixels. */
function everyNth(count: number, width: number): number {
  return Math.max(0, Math.ceil((count * 64) / width) - 1);
}
