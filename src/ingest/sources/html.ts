/**
 * A web page: its schema.org JobPosting blocks. A page with several blocks gives all of them; one broken block
 * costs itself. The same posting in two blocks (a list and its detail) counts once.
 */
import { load } from 'cheerio/slim';
import { GiveUpError } from '../../domain/errors.js';
import type { RawPosting } from '../../domain/posting.js';
import { MAX_PAGE_CHARS } from '../limits.js';
import { nestedTooDeep } from '../nesting.js';
import type { Item, ParseContext } from './item.js';
import { findJobPostings, jsonLdPosting } from './json-ld.js';
import { parseReason } from './ndjson.js';
import { parseTolerant } from './tolerant-json.js';

/** @throws GiveUpError `no-postings-found` when the page has no JobPosting. */
export async function* readHtml(text: AsyncIterable<string>, ctx: ParseContext): AsyncGenerator<Item> {
  const page = await wholePage(text);
  if (nestedTooDeep(page))
    throw new GiveUpError('format-mismatch', 'its markup is nested deeper than any web page is');
  const $ = load(page);
  const canonical = $('link[rel=canonical]').attr('href') ?? $('meta[property="og:url"]').attr('content');
  const pageUrl = ctx.pageUrl ?? (canonical !== undefined && /^https?:/.test(canonical) ? canonical : null);
  const found: RawPosting[] = [];
  const seen = new Set<string>();
  let broken = 0;
  let lost = 0;
  const blocks = $('script')
    .toArray()
    .filter((el) => /^\s*application\/ld\+json/i.test($(el).attr('type') ?? ''));
  for (const [i, block] of blocks.entries()) {
    const at = `JSON-LD block ${i + 1}`;
    const source = $(block).text();
    if (source.trim() === '') continue;
    let value: unknown;
    try {
      value = parseTolerant(source);
    } catch (error) {
      broken++;
      // Pages carry blocks about breadcrumbs and organizations too: only a broken posting is worth a word.
      if (!/JobPosting/i.test(source)) continue;
      lost++;
      yield { type: 'issue', at, code: 'invalid-json', message: `not JSON: ${parseReason(error)}` };
      continue;
    }
    for (const posting of findJobPostings(value)) {
      const key = JSON.stringify([
        posting['title'],
        posting['identifier'],
        posting['url'],
        posting['jobLocation'],
      ]);
      if (!seen.has(key)) found.push(jsonLdPosting(posting, at, { ...ctx, pageUrl }));
      seen.add(key);
    }
  }
  for (const raw of found) yield { type: 'raw', raw: withOwnUrl(raw, found), note: null };
  if (found.length + lost > 0) return;
  const looked =
    blocks.length === 0 ? 'no JSON-LD at all' : `${blocks.length} JSON-LD blocks, ${broken} of them broken`;
  throw new GiveUpError(
    'no-postings-found',
    `a web page without a schema.org JobPosting (${looked}): name the page of a posting, or the job board behind it`,
  );
}

/** Several postings that give one address (their list's page) would be taken for one: then it is nobody's own. */
function withOwnUrl(raw: RawPosting, all: readonly RawPosting[]): RawPosting {
  return all.filter((other) => other.url === raw.url).length > 1 ? { ...raw, url: null } : raw;
}

async function wholePage(text: AsyncIterable<string>): Promise<string> {
  const parts: string[] = [];
  let length = 0;
  for await (const chunk of text) {
    length += chunk.length;
    if (length > MAX_PAGE_CHARS) {
      throw new GiveUpError(
        'format-mismatch',
        `a web page of more than ${MAX_PAGE_CHARS / 1024 / 1024} million characters: is it one page?`,
      );
    }
    parts.push(chunk);
  }
  return parts.join('');
}
