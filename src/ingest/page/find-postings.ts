/**
 * A page that a person named -> its postings, by the first way that leads to any: what it states itself, the job board
 * behind it, its feed of postings, its site's sitemap, the pages that it links to. How is said in the label.
 */
import { GiveUpError } from '../../domain/errors.js';
import type { RawPosting } from '../../domain/posting.js';
import type { BoardAdapter, BoardTarget } from '../sources/board.js';
import type { Item, ParseContext } from '../sources/item.js';
import { linkedBoards, ownBoard, postingMeant, type LinkedBoard } from './board-links.js';
import type { OpenDocument, PageClient } from './client.js';
import type { PageDocument } from './document.js';
import { feedLinks } from './feed-links.js';
import { followLinks, READ_AS_TEXT } from './follow.js';
import { sameSite } from './job-url.js';
import { postingLinks, type PostingLink } from './listing.js';
import { nextPage, pagesBehind } from './next-page.js';
import { plainPosting } from './posting-page.js';
import { jobPagesOf, sitemapsOf } from './sitemap.js';
import { statePostings } from './state-postings.js';
import { structuredPostings } from './structured.js';

/** Where the postings of a page turned out to be. */
export interface Finding {
  /** For the run: `greenhouse board acme`, `listing page`. */
  adapter: string;
  /** How it was found, for people. */
  note: string;
  /** Keep this posting only. */
  onlyId: string | null;
  /** A board without open positions is no mistake. */
  mayBeEmpty: boolean;
  /** They stand on the page itself: while that is unchanged, so are they. */
  onPage: boolean;
  /** They are all that a board has open. */
  wholeBoard: boolean;
  items: AsyncIterable<Item>;
}

export interface PageTools {
  client: PageClient;
  parse: ParseContext;
  maxPages: number;
  /** Pages that were followed already: each is fetched once, whichever ways lead to it. */
  followed: Set<string>;
  /** Records of a document in a format of data; none of a web page. */
  feed(url: string): AsyncGenerator<Item>;
  /** Everything on a board. */
  board(adapter: BoardAdapter, target: BoardTarget): AsyncGenerator<Item>;
}

/** @throws GiveUpError `no-postings-found`, saying what was looked at. */
export async function findPostings(page: PageDocument, tools: PageTools): Promise<Finding> {
  const ways = [
    ownPostings,
    behindBoard,
    asPlainPosting,
    inState,
    inFeed,
    inSitemap,
    inListing,
    inStateAlone,
  ];
  const looked: string[] = [];
  let state: RawPosting[] | null = null;
  const known = { ...tools, state: () => (state ??= statePostings(page, tools.parse)) };
  for (const way of ways) {
    const found = await way(page, known, looked);
    if (found !== null) return found;
  }
  const { lost } = structuredPostings(page, tools.parse);
  if (lost.length > 0) return finding('html', 'a posting that is damaged', fromList(lost));
  throw new GiveUpError(
    'no-postings-found',
    `a web page without postings (${looked.join('; ')}): name the page of a posting, or the job board behind it`,
  );
}

/** A sitemap that a person named. */
export async function findInSitemap(url: string, opened: OpenDocument, tools: PageTools): Promise<Finding> {
  const links = await jobPagesOf([url], url, tools.client, opened);
  if (links.length === 0)
    throw new GiveUpError('no-postings-found', 'a sitemap in which no address looks like a posting');
  const items = followLinks(links, url, tools);
  return finding('sitemap', `${links.length} of its pages look like postings`, items);
}

/** What is known of the page besides. */
interface KnownPage extends PageTools {
  /** Postings in the data of its scripts; looked for once. */
  state(): readonly RawPosting[];
}

type Way = (page: PageDocument, tools: KnownPage, looked: string[]) => Promise<Finding | null>;

const ownPostings: Way = (page, tools, looked) => {
  const { postings, lost, looked: blocks } = structuredPostings(page, tools.parse);
  looked.push(blocks);
  if (postings.length === 0) return Promise.resolve(null);
  const items: Item[] = [...lost, ...postings.map(asItem)];
  const note = `${postings.length} postings stated by the page itself`;
  // One posting's page has a "next" too: the next posting.
  if (postings.length === 1 || nextPage(page) === null)
    return Promise.resolve(finding('html', note, fromList(items)));
  const more = onPagesBehind(page, tools, (next, parse) => structuredPostings(next, parse).postings);
  const listed = chained(items, more);
  return Promise.resolve({ ...finding('html', `${note}, which goes on`, listed), onPage: false });
};

/** Postings of the pages behind the first one of a list, for as long as there are new ones. */
async function* onPagesBehind(
  page: PageDocument,
  tools: PageTools,
  read: (page: PageDocument, parse: ParseContext) => readonly RawPosting[],
): AsyncGenerator<Item> {
  for await (const next of pagesBehind(page, tools.client, tools.maxPages)) {
    if ('type' in next) yield next;
    else {
      const found = read(next, { ...tools.parse, pageUrl: next.url });
      if (found.length === 0) return;
      yield* found.map(asItem);
    }
  }
}

/** In the data of its scripts, with their texts. */
const inState: Way = (page, tools, looked) => {
  const found = tools.state();
  if (found.length > 0) looked.push(`${found.length} postings in the data of its scripts`);
  const whole = found.filter((raw) => raw.description !== null).length * 2 > found.length;
  return Promise.resolve(whole ? stateFinding(page, tools) : null);
};

/** There without their texts, when nothing else leads to these. */
const inStateAlone: Way = (page, tools) =>
  Promise.resolve(tools.state().length === 0 ? null : stateFinding(page, tools));

function stateFinding(page: PageDocument, tools: KnownPage): Finding {
  const found = tools.state();
  const items = found.map(asItem);
  const note = `${found.length} postings in the data of the page's scripts`;
  if (nextPage(page) === null) return { ...finding('html', note, fromList(items)), adapter: 'page data' };
  const more = onPagesBehind(page, tools, statePostings);
  return { ...finding('page data', note, chained(items, more)), onPage: false };
}

const asItem = (raw: RawPosting): Item => ({ type: 'raw', raw, note: null });

const behindBoard: Way = async (page, tools, looked) => {
  const boards = linkedBoards(page);
  const board = ownBoard(page, boards);
  if (board === null) {
    looked.push(
      boards.length === 0 ? 'no link to a job board' : `links to boards of others: ${names(boards)}`,
    );
    return null;
  }
  const meant = postingMeant(page, board) ?? onlyPosting(page, board, tools);
  if (meant === 'itself') return null;
  const target = meant ?? board.target;
  const label = `${board.adapter.name} board ${board.target.board}`;
  const how = board.embedded ? 'embedded in the page' : `${board.links} links of the page lead to it`;
  try {
    const items = await started(tools.board(board.adapter, target), looked);
    return {
      adapter: label,
      note: `${label}: ${how}`,
      onlyId: target.postingId,
      mayBeEmpty: target.postingId === null,
      onPage: false,
      wholeBoard: target.postingId === null && board.adapter.latestOnly !== true,
      items: items ?? fromList([]),
    };
  } catch (error) {
    if (!(error instanceof GiveUpError)) throw error;
    looked.push(`${label}: ${error.message}`);
    return null;
  }
};

/**
 * The page of one posting that sends its applicants to the board: that posting there, which says more than the page.
 * `itself` where it only links to the board as such, so that the page is all there is of it.
 */
function onlyPosting(
  page: PageDocument,
  board: LinkedBoard,
  tools: PageTools,
): BoardTarget | 'itself' | null {
  const ids = new Set(board.postings.map(({ target }) => target.postingId));
  if (ids.size > 1 || board.embedded) return null;
  const plain = plainPosting(page, tools.parse, null);
  if (plain === null || plain === 'closed') return null;
  return board.postings[0]?.target ?? 'itself';
}

const asPlainPosting: Way = (page, tools, looked) => {
  const raw = plainPosting(page, tools.parse, null);
  if (raw === 'closed')
    throw new GiveUpError('no-postings-found', 'the page of a posting that is closed, as it says');
  if (raw === null) {
    looked.push('not the page of one posting for certain');
    return Promise.resolve(null);
  }
  return Promise.resolve(finding('html', READ_AS_TEXT, fromList([{ type: 'raw', raw, note: READ_AS_TEXT }])));
};

const inFeed: Way = async (page, tools, looked) => {
  for (const url of feedLinks(page)) {
    try {
      const items = await started(tools.feed(url), looked);
      if (items !== null) return finding('feed', `feed of the page: ${url}`, items);
      looked.push(`nothing in its feed ${url}`);
    } catch (error) {
      if (!(error instanceof GiveUpError)) throw error;
      looked.push(`feed ${url}: ${error.message}`);
    }
  }
  return null;
};

const inSitemap: Way = async (page, tools, looked) => {
  if (page.url === null) return null;
  const sitemaps = await sitemapsOf(page.url, tools.client);
  const links = await jobPagesOf(sitemaps, page.url, tools.client);
  looked.push(`${links.length} job pages in its sitemap`);
  if (links.length === 0) return null;
  const items = await started(followLinks(links, page.url, tools), looked);
  return items === null
    ? null
    : finding('sitemap', `${links.length} job pages in ${sitemaps.join(', ')}`, items);
};

const inListing: Way = async (page, tools, looked) => {
  const links = [...postingLinks(page), ...stateLinks(page, tools.state())];
  const lost: Item[] = [];
  for await (const next of pagesBehind(page, tools.client, tools.maxPages)) {
    if ('type' in next) lost.push(next);
    else {
      const known = new Set(links.map(({ url }) => url));
      const more = postingLinks(next).filter(({ url }) => !known.has(url));
      links.push(...more);
      // A site that answers any number with its last page, or more links than are followed anyway.
      if (more.length === 0 || links.length > tools.maxPages) break;
    }
  }
  looked.push(
    links.length === 0 ? 'no links to postings' : `${links.length} links, none of which led to a posting`,
  );
  if (page.url === null || links.length === 0) return null;
  const items = await started(chained(lost, followLinks(links, page.url, tools)), looked);
  return items === null
    ? null
    : finding('listing', `${links.length} links of the page lead to postings`, items);
};

/** Pages of the postings that the page's scripts name. */
function stateLinks({ url }: PageDocument, state: readonly RawPosting[]): PostingLink[] {
  return state.flatMap((raw) =>
    raw.url === null || url === null || raw.url === url || !sameSite(raw.url, url)
      ? []
      : [{ url: raw.url, text: raw.title }],
  );
}

function finding(adapter: string, note: string, items: AsyncIterable<Item>): Finding {
  return {
    adapter,
    note,
    onlyId: null,
    mayBeEmpty: false,
    onPage: adapter === 'html',
    wholeBoard: false,
    items,
  };
}

function names(boards: readonly LinkedBoard[]): string {
  const shown = boards.slice(0, 3).map((board) => `${board.adapter.name} ${board.target.board}`);
  return boards.length > 3 ? `${shown.join(', ')} and ${boards.length - 3} more` : shown.join(', ');
}

/** Read up to the first posting, so that a way that leads nowhere is known before it is taken; null for that. */
async function started(items: AsyncGenerator<Item>, looked: string[]): Promise<AsyncIterable<Item> | null> {
  const before: Item[] = [];
  for (let next = await items.next(); next.done !== true; next = await items.next()) {
    before.push(next.value);
    if (next.value.type === 'raw') return chained(before, items);
  }
  const [first] = before;
  if (first?.type === 'issue') looked.push(`${before.length} failed, the first: ${first.message}`);
  return null;
}

async function* chained(before: readonly Item[], rest: AsyncGenerator<Item>): AsyncGenerator<Item> {
  yield* before;
  yield* rest;
}

async function* fromList(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}
