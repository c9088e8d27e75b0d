/** A web page, parsed once for all who look at it. Scripts are text here: nothing of a page is ever run. */
import { load, type CheerioAPI } from 'cheerio/slim';
import { GiveUpError } from '../../domain/errors.js';
import { MAX_PAGE_CHARS } from '../limits.js';
import { nestedTooDeep } from '../nesting.js';

/** A node of the parsed page; the parser's own types are another package's. */
export type PageNode = Parameters<CheerioAPI['contains']>[1];

export interface PageDocument {
  $: CheerioAPI;
  /** The page's own address: where it was fetched from, else what it says of itself; null where nobody does. */
  url: string | null;
  /** What relative links are resolved against. */
  base: string | null;
}

/**
 * @param fetchedFrom null for a file.
 * @throws GiveUpError `format-mismatch` for what is no web page in size or depth.
 */
export async function openPage(
  text: AsyncIterable<string>,
  fetchedFrom: string | null,
): Promise<PageDocument> {
  const html = await wholePage(text);
  if (nestedTooDeep(html))
    throw new GiveUpError('format-mismatch', 'its markup is nested deeper than any web page is');
  // Looking through siblings of the root costs the square of their number: a piece of a page is put into one.
  const $ = load(/<html[\s>]/i.test(html) ? html : `<html>${html}</html>`);
  const said = [$('link[rel=canonical]').attr('href'), $('meta[property="og:url"]').attr('content')].find(
    (href) => href !== undefined && /^https?:/i.test(href) && URL.canParse(href),
  );
  const url = fetchedFrom ?? said ?? null;
  return { $, url, base: resolve($('base[href]').attr('href'), url) ?? url };
}

/** An http(s) address as a page writes it -> absolute, without fragment; null for all else (`mailto:`, `#top`). */
export function resolve(href: string | undefined, base: string | null): string | null {
  const text = href?.trim() ?? '';
  if (text === '' || text.startsWith('#') || text.length > 4000) return null;
  if (!URL.canParse(text, base ?? undefined)) return null;
  const url = new URL(text, base ?? undefined);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  url.hash = '';
  return url.href;
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
