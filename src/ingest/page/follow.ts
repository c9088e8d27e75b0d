/** Links to postings -> postings: each page is fetched and read as the page of one posting. One level, never further. */
import { codeOf, GiveUpError, messageOf, RetryLaterError } from '../../domain/errors.js';
import type { Item, ParseContext } from '../sources/item.js';
import type { PageClient } from './client.js';
import type { PageDocument } from './document.js';
import type { PostingLink } from './listing.js';
import { plainPosting } from './posting-page.js';
import { structuredPostings } from './structured.js';

/** So many pages in a row that the site puts off, each asked several times: it wants us to come back later. */
const ENOUGH_FAILURES = 3;

/** How far and with what links are followed. */
export interface Following {
  client: PageClient;
  parse: ParseContext;
  maxPages: number;
  /** Pages that were followed before, and those that now are. */
  followed: Set<string>;
}

/** @param from the page that has the links: one that leads back to it (a posting that is gone) is none. */
export async function* followLinks(
  links: readonly PostingLink[],
  from: string,
  { client, parse, maxPages, followed }: Following,
): AsyncGenerator<Item> {
  const arrived = new Set([from]);
  let failures = 0;
  const open = links.filter(({ url }) => !followed.has(url));
  for (const link of open.slice(0, maxPages)) {
    followed.add(link.url);
    try {
      const page = await client.page(link.url);
      failures = 0;
      const address = page?.url ?? link.url;
      if (page === null || arrived.has(address)) continue;
      arrived.add(address);
      yield* postingsOf(page, link, parse);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'http-not-found') continue;
      if (code === 'cancelled' || !(error instanceof GiveUpError || error instanceof RetryLaterError))
        throw error;
      if (error instanceof RetryLaterError && ++failures === ENOUGH_FAILURES) throw error;
      yield { type: 'issue', at: link.url, code, message: messageOf(error) };
    }
  }
  if (open.length > maxPages) {
    const message = `${open.length} links to postings, of which ${maxPages} were followed: raise ROLEMILL_MAX_PAGES to read more`;
    yield { type: 'issue', at: null, code: 'too-many-pages', message };
  }
}

function* postingsOf(page: PageDocument, link: PostingLink, ctx: ParseContext): Generator<Item> {
  const at = page.url ?? link.url;
  const own = {
    ...ctx,
    pageUrl: page.url,
    scope: page.url === null ? ctx.scope : new URL(page.url).hostname,
  };
  const { postings, lost } = structuredPostings(page, own);
  for (const raw of postings)
    yield {
      type: 'raw',
      raw: { ...raw, at, url: raw.url ?? (postings.length === 1 ? at : null) },
      note: null,
    };
  if (postings.length > 0) return;
  const plain = plainPosting(page, own, { linkText: link.text });
  if (plain === 'closed') return;
  if (plain !== null) yield { type: 'raw', raw: { ...plain, at }, note: READ_AS_TEXT };
  else for (const issue of lost) yield { ...issue, at: `${at}, ${issue.at}` };
}

/** Note on a posting that was told from a page's layout. */
export const READ_AS_TEXT =
  'its page states no facts for programs: title and description were taken from its heading and main text';
