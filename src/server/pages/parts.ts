/** What pages are put together from. */
import { formatCount } from '../../report/format.js';
import { html, raw, type Markup } from '../../report/html/markup.js';

export interface Head {
  name: string;
  /** A column of numbers: right-aligned. */
  num?: boolean;
}

/** A table that scrolls by itself where it is wider than the page. The first cell of a row names it. */
export function table(
  caption: string,
  heads: readonly Head[],
  rows: readonly (readonly unknown[])[],
): Markup {
  const mark = (n: number): Markup | '' => (heads[n]?.num === true ? raw(' class="num"') : '');
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads.map(({ name }, n) => html`<th scope="col" ${mark(n)}>${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, n) => (n === 0 ? html`<th scope="row" ${mark(n)}>${cell}</th>` : html`<td${mark(n)}>${cell}</td>`))}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A headline figure. */
export function card(name: string, value: number | string | Markup, note: unknown = ''): Markup {
  const shown = typeof value === 'number' ? formatCount(value) : value;
  return html`<div class="card">
    <dt>${name}</dt>
    <dd><span class="value">${shown}</span><br /><span class="note">${note}</span></dd>
  </div>`;
}

/** Nothing to show, and what to do about it. */
export function empty(what: string, next: unknown): Markup {
  return html`<div class="empty">
    <p><strong>${what}</strong></p>
    <p>${next}</p>
  </div>`;
}

export function figure(heading: string, body: unknown, note: unknown = ''): Markup {
  return html`<section class="figure">
    <h2>${heading}</h2>
    ${note === '' ? '' : html`<p class="soft">${note}</p>`}${body}
  </section>`;
}

const BAR = 120;

/** A bar beside a number; decoration, the number says it. @param part 0 to 1 */
export function bar(part: number): Markup {
  const width = Math.max(0, Math.min(1, part)) * BAR;
  return html`<svg class="bar" viewBox="0 0 ${BAR} 10" width="${BAR}" height="10" aria-hidden="true">
    <rect width="${width.toFixed(1)}" height="10" rx="2" />
  </svg>`;
}

/** A line through values, from 0 to the largest; gaps where a value is null. */
export function spark(values: readonly (number | null)[], says: string): Markup {
  const [width, height] = [240, 40];
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  const step = width / Math.max(1, values.length - 1);
  if (values.every((value) => value === null)) return html`<span class="soft">too few postings</span>`;
  let path = '';
  values.forEach((value, n) => {
    if (value === null) return;
    const pen = n === 0 || values[n - 1] === null ? 'M' : 'L';
    // Of no length, so that a value between two gaps is a dot.
    path += `${pen}${(n * step).toFixed(1)} ${(height - 2 - (value / most) * (height - 4)).toFixed(1)}h0`;
  });
  return html`<svg
    class="spark"
    viewBox="0 0 ${width} ${height}"
    preserveAspectRatio="none"
    width="${width}"
    height="${height}"
    role="img"
    aria-label="${says}"
  >
    <path d="${path}" />
  </svg>`;
}
