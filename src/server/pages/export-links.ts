import { html, type Markup } from '../../report/html/markup.js';

/** Links to the same in the API. @param path of it, such as `/api/figures/skills`. */
export function exportLinks(path: string, query: string): Markup {
  const to = (format: string): string => `${path}${query === '' ? '?' : `${query}&`}format=${format}`;
  return html`<p class="soft exports">
    Export: <a href="${to('csv')}" download>CSV</a> <a href="${to('ndjson')}" download>NDJSON</a>
    <a href="${to('json')}">JSON</a>
  </p>`;
}
