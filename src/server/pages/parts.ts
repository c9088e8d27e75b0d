/** What pages are put together from, beside the sections of the report. */
import { html, type Markup } from '../../report/html/markup.js';

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
