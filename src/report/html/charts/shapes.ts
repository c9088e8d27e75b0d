/** The few shapes that drawings are made of, in pixels. */
import type { CustomSeriesOption } from 'echarts/charts';
import type { CustomSeriesRenderItemReturn } from 'echarts';

/** What a group may hold: everything that `renderItem` may give. */
export type Shape = NonNullable<CustomSeriesRenderItemReturn>;

/** A series of ECharts that draws each item by these shapes, without axes. */
export function customSeries<T>(
  items: readonly T[],
  shapesOf: (item: T, n: number) => Shape[],
): CustomSeriesOption {
  return {
    type: 'custom',
    coordinateSystem: undefined,
    silent: true,
    data: items.map((_, n) => n),
    renderItem: ({ dataIndex }) => ({
      type: 'group',
      children: shapesOf(items[dataIndex] as T, dataIndex),
    }),
  };
}

export function rect(x: number, y: number, width: number, height: number, fill: string, r = 2): Shape {
  return { type: 'rect', shape: { x, y, width, height, r }, style: { fill } };
}

export function line(x1: number, y1: number, x2: number, y2: number, stroke: string, lineWidth = 1): Shape {
  return { type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke, lineWidth, fill: 'none' } };
}

export function circle(cx: number, cy: number, r: number, fill: string, stroke?: string): Shape {
  return { type: 'circle', shape: { cx, cy, r }, style: stroke ? { fill, stroke, lineWidth: 2 } : { fill } };
}

export interface TextStyle {
  align: 'left' | 'center' | 'right';
  fill: string;
  size?: number;
  bold?: boolean;
}

/** Text whose middle is at `y`. */
export function text(
  content: string,
  x: number,
  y: number,
  { align, fill, size = 13, bold }: TextStyle,
): Shape {
  return {
    type: 'text',
    style: {
      text: content,
      x,
      y,
      align,
      verticalAlign: 'middle',
      fill,
      fontSize: size,
      ...(bold ? { fontWeight: 600 } : {}),
    },
  };
}
