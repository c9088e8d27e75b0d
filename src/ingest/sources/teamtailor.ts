/**
 * Teamtailor: `{company}.teamtailor.com/jobs.json`, a JSON Feed (jsonfeed.org) whose items carry the schema.org posting.
 * The path alone could be any site's; saved feeds, and feeds on an employer's own host, are recognised by their items.
 */
import type { RawPosting, RemoteKind } from '../../domain/posting.js';
import { labelOf, type BoardAdapter, type BoardClient, type BoardTarget, type Walked } from './board.js';
import { listIn, walkPages } from './board-walk.js';
import { isObject, nameOf, textOf, type Json, type ParseContext } from './item.js';
import { jsonLdPosting } from './json-ld.js';

const DOMAIN = 'teamtailor.com';

function target(url: URL): BoardTarget | null {
  const label = labelOf(url, DOMAIN);
  // The RSS feed has the same postings in another format.
  if (label === null || url.pathname.endsWith('.rss')) return null;
  const postingId = /\/jobs\/(\d+)/.exec(url.pathname)?.[1] ?? null;
  // Of `acme.na.teamtailor.com` the first label is the employer's.
  return { apiUrl: `${url.origin}/jobs.json`, board: label.split('.')[0] ?? label, postingId };
}

async function* walk({ apiUrl, postingId }: BoardTarget, client: BoardClient): AsyncGenerator<Walked> {
  let next: string | null = apiUrl;
  const pages = walkPages(
    client,
    () => ({ url: next ?? apiUrl }),
    (answer) => {
      const feed = isObject(answer) ? answer : {};
      const following = textOf(feed['next_url']);
      // A feed may lead to further pages of its own (on the employer's host, where it was redirected), not to others.
      const own = [apiUrl, textOf(feed['home_page_url']), textOf(feed['feed_url'])];
      next =
        following !== null && own.some((one) => one !== null && sameHost(following, one)) ? following : null;
      const items = listIn(answer, 'items');
      const records = items?.map((item) => ({ ...item, _feed: feed['title'] })) ?? null;
      return { records, more: next !== null };
    },
  );
  for await (const walked of pages) {
    if (postingId === null || walked.type !== 'record' || idOf(walked.record) === postingId) yield walked;
  }
}

function sameHost(address: string, as: string): boolean {
  return URL.canParse(address) && URL.canParse(as) && new URL(address).host === new URL(as).host;
}

/** The number in the page's address; the item's own id is another one with every feed. */
function idOf(item: Json): string | null {
  return /\/jobs\/(\d+)/.exec(textOf(item['url']) ?? '')?.[1] ?? null;
}

/** Address of a posting's page in an answer of the API for customers (`/v1/jobs`, JSON:API); null for what is none. */
function pageOf({ links }: Json): string | null {
  return isObject(links) ? textOf(links['careersite-job-url']) : null;
}

/** The same posting as an item of the feed. */
function asItem(record: Json): Json {
  const said = record['attributes'];
  if (pageOf(record) === null || !isObject(said)) return record;
  return {
    title: said['title'],
    url: pageOf(record),
    id: record['id'],
    content_html: said['body'],
    date_published: said['created-at'],
    language: said['language-code'],
    _jobposting: { employmentType: said['employment-type'], validThrough: said['end-date'] },
    _remote: said['remote-status'],
  };
}

const REMOTE: ReadonlyMap<unknown, RemoteKind> = new Map([
  ['fully', 'remote'],
  ['hybrid', 'hybrid'],
]);

function toRaw(record: Json, at: string, ctx: ParseContext): RawPosting {
  const item = asItem(record);
  const posting = isObject(item['_jobposting']) ? item['_jobposting'] : {};
  const said = jsonLdPosting(posting, at, ctx);
  const identifier = isObject(posting['identifier']) ? posting['identifier'] : {};
  return {
    ...said,
    source: 'teamtailor',
    scope: 'teamtailor',
    sourceId: idOf(item) ?? said.sourceId ?? textOf(item['id']),
    url: textOf(item['url']) ?? said.url,
    title: textOf(item['title']) ?? said.title,
    description: textOf(item['content_html']) ?? said.description ?? textOf(item['content_text']),
    company:
      nameOf(posting['hiringOrganization']) ??
      textOf(identifier['name']) ??
      textOf(item['_feed']) ??
      textOf(ctx.envelope?.['title']) ??
      ctx.company,
    postedAt: textOf(item['date_published']) ?? said.postedAt,
    language: textOf(item['language']) ?? said.language,
    remote: REMOTE.get(item['_remote']) ?? said.remote,
  };
}

export const teamtailor: BoardAdapter = {
  name: 'teamtailor',
  target,
  recognises: (record) => isObject(record['_jobposting']) || pageOf(record) !== null,
  toRaw,
  walk,
};
