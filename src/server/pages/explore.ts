import { queryFullPage, type StoredPosting } from '../../db/query.js';
import { formatCount, formatDay, plural } from '../../report/format.js';
import { html, type Markup } from '../../report/html/markup.js';
import type { App } from '../app.js';
import type { ServerContext } from '../context.js';
import { numberOf, queryOf } from './address.js';
import { exportLinks } from './export-links.js';
import { filterForm, filterWords } from './filter-form.js';
import { table } from '../../report/html/table.js';
import { empty } from './parts.js';
import { addPage } from './route.js';

const ROWS = 50;
/** What the API gives at once. */
const EXPORTED = 1000;

/** Postings by filter, in pages. The address holds all of it, so that a view can be shared. */
export function explorePage(app: App, context: ServerContext): void {
  const { db, taxonomy } = context;
  addPage(app, context, '/explore', ['cursor', 'limit'], async ({ address }) => {
    const { filter, own } = address;
    const limit = numberOf(address, 'limit', 1, 1000, ROWS);
    const cursor = own.get('cursor') ?? null;
    const page = await queryFullPage(db, filter, { limit, cursor });
    const size = { limit: limit === ROWS ? null : limit };
    const next =
      page.nextCursor === null ? null : `/explore${queryOf(filter, { ...size, cursor: page.nextCursor })}`;
    const ways = html`<nav class="pager" aria-label="Pages of results">
      ${cursor === null ? '' : html`<a href="/explore${queryOf(filter, size)}">First page</a> `}${next === null ? '' : html`<a href="${next}" rel="next">Next ${formatCount(limit)}</a>`}
    </nav>`;
    return {
      title: 'Explore',
      body: html`${filterForm('/explore', taxonomy, filter)}
        <p aria-live="polite">
          <strong>${page.totalIsExact ? '' : 'at least '}${plural(page.total, 'posting')}</strong
          >${page.furtherCopies > 0 ? html` <span class="soft">and ${plural(page.furtherCopies, 'further copy', 'further copies')} of them (<a href="/explore${queryOf({ ...filter, copies: 'all' })}">show each</a>)</span>` : ''}
          · <a href="/${queryOf(filter)}">overview of these</a> ·
          <a href="/skills${queryOf(filter)}">skills</a> ·
          <a href="/salaries${queryOf(filter)}">salaries</a> · <a href="/trends${queryOf(filter)}">trends</a>
        </p>
        ${
          page.rows.length === 0
            ? empty(
                page.total > 0 ? 'This is behind the last page.' : 'No posting fits this filter.',
                html`Take a word or a value away, or <a href="/explore">start anew</a>. Nothing stored at all?
                  <code>rolemill run</code> reads postings.`,
              )
            : html`${postingTable(page.rows, filterWords(filter))}${ways}
                ${exportLinks('/api/postings', queryOf(filter, { limit: EXPORTED }))}
                <p class="soft">
                  An export holds the first ${formatCount(EXPORTED)}; <code>rolemill export</code> writes all
                  of them, as CSV, NDJSON or Parquet.
                </p>`
        }`,
    };
  });
}

/** Postings as rows that lead to each. */
export function postingTable(rows: readonly StoredPosting[], what: string): Markup {
  return html`<div class="lines">
    ${table(
      `Postings, the last found first: ${what}`,
      ['Title', 'Role', 'Level', 'Company', 'Place', 'Posted', 'State'].map((head) => ({ head })),
      rows.map((row) => [
        html`<a href="/postings/${row.id}" dir="auto" class="long">${row.title}</a>`,
        html`${row.role.label}${row.role.uncertain ? html` <span class="tag" title="confidence ${row.role.confidence.toFixed(2)}: the best guess">unsure</span>` : ''}`,
        row.level.label,
        row.company ?? '',
        row.location.raw ?? '',
        html`<span class="nowrap">${formatDay(row.postedAt ?? row.firstSeen)}</span>`,
        row.closedAt === null ? 'open' : html`<span class="nowrap">closed ${formatDay(row.closedAt)}</span>`,
      ]),
    )}
  </div>`;
}
