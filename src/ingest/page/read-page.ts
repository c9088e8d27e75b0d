/** A page or sitemap that was fetched: its postings are found first, wherever they are, and then read. */
import { GiveUpError } from '../../domain/errors.js';
import { boardClient, remembering } from '../http/board-client.js';
import { MAX_FOLLOWED_PAGES } from '../limits.js';
import { openSource, type OpenContext, type OpenSource } from '../open-source.js';
import { openContent, type OpenContent, type OpenText } from '../open-text.js';
import type { BoardAdapter, BoardClient, BoardTarget } from '../sources/board.js';
import type { Item } from '../sources/item.js';
import type { SourceSpec } from '../source-spec.js';
import { pageClient, type OpenDocument } from './client.js';
import { openPage } from './document.js';
import { findInSitemap, findPostings, type Finding, type PageTools } from './find-postings.js';
import { isSitemap } from './sitemap.js';

/** The readers of what a page leads to. */
export interface Readers {
  parse(text: OpenText, source: OpenSource): AsyncGenerator<Item>;
  walk(adapter: BoardAdapter, target: BoardTarget, client: BoardClient): AsyncGenerator<Item>;
}

export interface FoundPostings extends Finding {
  /** Bytes of all that was fetched for it. */
  bytesRead(): number;
}

/**
 * The postings of a web page or a sitemap.
 * @returns null for every other document: it is read as it stands, from `text` as it is given back.
 */
export async function readPage(
  spec: SourceSpec,
  ctx: OpenContext & { maxPages?: number },
  source: OpenSource,
  text: OpenText,
  readers: Readers,
): Promise<FoundPostings | OpenContent> {
  const url = source.parse.pageUrl;
  if (spec.kind !== 'url' || source.label !== null || url === null) return { text, table: null };
  const opened = await withHead(text);
  const sitemap = text.format !== 'html' && isSitemap(opened.head);
  if (text.format !== 'html' && !sitemap) return { text: opened.text, table: null };
  const { tools, bytesRead } = makeTools(spec, ctx, source, readers);
  const finding = sitemap
    ? await findInSitemap(url, { source, text: opened.text }, tools)
    : await findPostings(await openPage(opened.text.text, url), tools);
  return { ...finding, bytesRead: () => source.bytesRead() + bytesRead() };
}

function makeTools(
  spec: SourceSpec,
  ctx: OpenContext & { maxPages?: number },
  source: OpenSource,
  readers: Readers,
): { tools: PageTools; bytesRead: () => number } {
  const { fetcher, signal } = ctx;
  const open = async (url: string): Promise<OpenDocument> => {
    const part: SourceSpec = { ...spec, locator: url, format: null };
    // Without `recall`: it knows the version of the page, not of what it leads to.
    const opened = await openSource(part, { fetcher, signal, stdin: null });
    try {
      const { text, table } = await openContent(opened, part);
      if (text !== null) return { source: opened, text };
      await table.close();
      throw new GiveUpError('format-mismatch', `${url}: a file of rows, where a page or feed was expected`);
    } catch (error) {
      await opened.bytes.return(undefined);
      throw error;
    }
  };
  const client = pageClient(open, fetcher, signal);
  const boards = boardClient(fetcher, signal, remembering(ctx.answers));

  async function* records(url: string): AsyncGenerator<Item> {
    const { source: part, text } = await client.document(url);
    try {
      if (text.format === 'html') throw new GiveUpError('format-mismatch', `${url}: a web page, not data`);
      yield* readers.parse(text, part);
    } finally {
      await part.bytes.return(undefined);
    }
  }

  const tools: PageTools = {
    client,
    parse: source.parse,
    maxPages: ctx.maxPages ?? MAX_FOLLOWED_PAGES,
    followed: new Set(),
    feed: records,
    board: (adapter, target) =>
      adapter.walk === undefined ? records(target.apiUrl) : readers.walk(adapter, target, boards),
  };
  return { tools, bytesRead: () => client.bytesRead() + boards.bytesRead() };
}

/** The text's first piece, looked at and put back. */
async function withHead(text: OpenText): Promise<{ head: string; text: OpenText }> {
  const pieces = text.text[Symbol.asyncIterator]();
  const first = await pieces.next();
  async function* whole(): AsyncGenerator<string> {
    if (first.done === true) return;
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => pieces };
  }
  return { head: first.done === true ? '' : first.value, text: { ...text, text: whole() } };
}
