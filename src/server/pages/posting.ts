import { getPosting } from '../../db/query.js';
import { readPostingText } from '../../db/read-text.js';
import { readCopies, readStandings, type Copy } from '../../db/standing.js';
import { safeUrl } from './safe-url.js';
import { sourceNames } from './source-names.js';
import { formatCount, formatDay, formatInstant, plural } from '../../report/format.js';
import { html, type Markup } from '../../report/html/markup.js';
import type { ClassifiedPosting } from '../../domain/verdict.js';
import type { App } from '../app.js';
import type { ServerContext } from '../context.js';
import { HttpError } from '../errors.js';
import { table } from '../../report/html/table.js';
import { figure } from './parts.js';
import { addPage } from './route.js';
import { verdictParts } from './verdict-parts.js';

/** One posting: what it is, why, and where else it stands. */
export function postingPage(app: App, context: ServerContext): void {
  const { db } = context;
  addPage(app, context, '/postings/:id', [], async ({ id }) => {
    const posting = await getPosting(db, id, { evidence: true });
    const standing =
      posting === null ? undefined : (await readStandings(db.orm, [posting.id])).get(posting.id);
    const text = posting === null ? null : await readPostingText(db, posting.id);
    if (posting === null || standing === undefined || text === null)
      throw new HttpError(
        404,
        'not-found',
        `no classified posting has an id that starts with "${id}"; one that waits for its verdict comes later`,
      );
    const copies = await readCopies(db.orm, posting.id);
    return {
      title: posting.title,
      body: html`<dl class="facts">
          <dt>Company</dt>
          <dd dir="auto">${posting.company ?? 'not said'}</dd>
          <dt>Place</dt>
          <dd dir="auto">
            ${[posting.location.raw, posting.location.country, posting.location.remote].filter(Boolean).join(' · ') || 'not said'}
          </dd>
          <dt>Pay</dt>
          <dd>${payOf(posting)}</dd>
          <dt>Employment</dt>
          <dd>${posting.employmentType ?? 'not said'}</dd>
          <dt>Posted</dt>
          <dd>${formatDay(posting.postedAt) || 'not said'}</dd>
          <dt>Seen</dt>
          <dd>
            ${formatInstant(standing.firstSeen)} to ${formatInstant(standing.lastSeen)} UTC,
            ${standing.closedAt === null ? 'open' : `closed ${formatDay(standing.closedAt)}`}
          </dd>
          <dt>Address</dt>
          <dd>${addressOf(posting.url)}</dd>
          <dt>Sources</dt>
          <dd>${[...sourceNames(standing.sources).values()].join(', ')} (${posting.source})</dd>
          <dt>Id, rules</dt>
          <dd>
            <code>${posting.id}</code> <code>${posting.taxonomy}</code>
            <a href="/api/postings/${posting.id}">JSON</a>
          </dd>
        </dl>
        ${verdictParts(posting, text)} ${copies.length === 0 ? '' : copiesPart(copies, standing.canonicalId)}`,
    };
  });
}

function payOf({ salary }: ClassifiedPosting): string {
  if (salary === null) return 'not said';
  const ends = [salary.min, salary.max].filter((end) => end !== null).map((end) => formatCount(end));
  const period = salary.period === null ? '' : ` a ${salary.period}`;
  return `${[...new Set(ends)].join(' to ')} ${salary.currency ?? ''}${period}`;
}

function addressOf(url: string | null): Markup | string {
  if (url === null) return 'not said';
  const safe = safeUrl(url);
  return safe === null ? url : html`<a href="${safe}" rel="noopener noreferrer nofollow">${url}</a>`;
}

function copiesPart(copies: readonly Copy[], canonicalId: string | null): Markup {
  return figure(
    'Copies',
    table(
      `${plural(copies.length, 'other posting')} with the same text`,
      ['Title', 'Place', 'Seen', 'Closed', 'Sources'].map((head) => ({ head })),
      copies.map((copy) => [
        html`<a href="/postings/${copy.id}" dir="auto">${copy.title}</a
          >${copy.id === canonicalId ? html` <span class="tag">first</span>` : ''}`,
        copy.location ?? '',
        formatDay(copy.firstSeen),
        formatDay(copy.closedAt),
        [...sourceNames(copy.sources).values()].join(', '),
      ]),
    ),
  );
}
