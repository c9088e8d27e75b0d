/** ECharts without a browser: options in, SVG as text out. */
import { BarChart, CustomChart, LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use, type ComposeOption } from 'echarts/core';
import type { BarSeriesOption, CustomSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { GridComponentOption } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
import { html, raw, type Markup } from '../markup.js';
import { withLinks } from './links.js';

use([BarChart, CustomChart, LineChart, GridComponent, SVGRenderer]);

export type ChartOption = ComposeOption<
  BarSeriesOption | CustomSeriesOption | LineSeriesOption | GridComponentOption
>;

export interface Drawing {
  option: ChartOption;
  /** Pixels at full size. */
  width: number;
  height: number;
  /** Addresses of the names that are marked (links.ts). */
  links?: readonly (string | undefined)[];
}

/** Draws a chart. Its colours may be `var(--name)`: they are taken from the page that holds it. */
export function draw({ option, width, height, links = [] }: Drawing, { title, description }: Words): Markup {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, ...option });
    // What is in an image cannot be reached with a keyboard.
    const role = links.some((to) => to !== undefined) ? 'group' : 'img';
    return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="${role}">
      <title>${title}</title>
      <desc>${description}</desc>
      ${raw(withLinks(bodyOf(chart.renderToSVGString()), links))}
    </svg>`;
  } finally {
    chart.dispose();
  }
}

export interface Words {
  /** What the chart shows: its name for a screen reader. */
  title: string;
  /** What an eye takes from it. */
  description: string;
}

/** Widths of a drawing: for a page, for one of two columns, and for a phone. */
export const WIDE = 760;
export const HALF = 540;
export const NARROW = 358;

/** A chart for a page and for a phone: the style sheet shows one of the two. */
export function drawBoth(drawing: (width: number) => Drawing, words: Words, wide = WIDE): Markup {
  return html`<div class="wide${wide === HALF ? ' half' : ''}">${draw(drawing(wide), words)}</div>
    <div class="narrow">${draw(drawing(NARROW), words)}</div>`;
}

let drawn = 0;

/**
 * Without what a page must not have: style sheets and style attributes (a strict Content-Security-Policy forbids them) and
 * what only a script would read. Names of clip paths are made different from those of other drawings on the page.
 */
function bodyOf(svg: string): string {
  const own = `d${(drawn += 1)}-`;
  return svg
    .replace(/^<svg[^>]*>\s*(?:<rect [^>]*><\/rect>)?/, '')
    .replace(/<\/svg>\s*$/, '')
    .replaceAll(/<style[^>]*>[\s\S]*?<\/style>/g, '')
    .replaceAll(/<[a-z][^>]*>/gi, (tag) =>
      tag
        .replaceAll(/ (?:ecmeta_\w+|class|xml:space|pointer-events)="[^"]*"/g, '')
        .replaceAll(/ style="([^"]*)"/g, (_all, style: string) => attributesOf(style))
        .replaceAll(/\b(id="|url\(#)zr\d+-/g, `$1${own}`),
    )
    .trim();
}

/** `font-size:12px;font-weight:600` as attributes; the font is that of the page. */
function attributesOf(style: string): string {
  return style
    .split(';')
    .map((rule) => rule.split(':'))
    .filter(([name]) => name === 'font-size' || name === 'font-weight')
    .map(([name, value]) => ` ${name}="${value?.replace('px', '')}"`)
    .join('');
}
