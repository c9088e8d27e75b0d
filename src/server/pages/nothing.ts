import type { PostingFilter } from '../../db/filter.js';
import { html, type Markup } from '../../report/html/markup.js';
import { empty } from './parts.js';

/** No posting to show: because of the filter, or because there is none at all. @param path of the page. */
export function nothing(path: string, filter: PostingFilter): Markup {
  return Object.keys(filter).length > 0
    ? empty('No posting fits this filter.', html`<a href="${path}">Take the filter away</a>.`)
    : empty(
        'No posting is classified yet.',
        html`<code>rolemill run jobs.csv</code> reads some, <code>rolemill demo</code> has examples;
          <a href="/runs">Runs</a> shows how far they are.`,
      );
}
