import { keepDates } from './dates.js';
import { html, raw, type Markup } from './markup.js';

export interface Column {
  head: string;
  /** A column of numbers: right-aligned. */
  number?: boolean;
}

export const NUMBER = { number: true } as const;

/** Text of anybody, or markup that is put in as it is. */
export type Cell = string | number | Markup;

/**
 * A table that scrolls by itself where it is wider than the page. The first cell of a row names it. Text is shown in the
 * direction that it is written in.
 */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): Markup {
  const mark = (n: number): Markup | '' => (columns[n]?.number === true ? raw(' class="num"') : '');
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        <span>${keepDates(caption)}</span>
      </caption>
      <thead>
        <tr>
          ${columns.map(({ head }, n) => html`<th scope="col" ${mark(n)}>${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell, n) => (n === 0 ? html`<th scope="row" ${mark(n)}>${shown(cell, false)}</th>` : html`<td${mark(n)}>${shown(cell, columns[n]?.number === true)}</td>`))}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

function shown(cell: Cell, number: boolean): Cell {
  return number || typeof cell !== 'string' || cell === ''
    ? cell
    : html`<span class="long" dir="auto">${keepDates(cell)}</span>`;
}
