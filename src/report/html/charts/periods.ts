/** Values over weeks or months: columns for what is counted anew in each, a line for what stands at its end. */
import { ACCENT, ACCENT_SOFT, LINE, SOFT } from '../colours.js';
import type { ChartOption, Drawing } from './draw.js';

export interface Point {
  /** `2026-03` */
  id: string;
  /** Null: a gap. */
  value: number | null;
  /** Not over yet, or cut by the filter: drawn pale, or not joined to the line. */
  partial: boolean;
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

export function curve(points: readonly Point[], look: Look): Drawing {
  return drawing(points, look, {
    type: 'line',
    silent: true,
    showSymbol: points.length < 3 || points.some(({ value }) => value === null),
    symbol: 'circle',
    symbolSize: 5,
    itemStyle: { color: ACCENT },
    lineStyle: { color: ACCENT, width: 2 },
    areaStyle: { color: ACCENT, opacity: 0.1 },
    data: points.map(({ value, partial }) => (partial ? '-' : (value ?? '-'))),
  });
}

function drawing(
  points: readonly Point[],
  { width, height, format, most }: Look,
  series: NonNullable<ChartOption['series']>,
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
