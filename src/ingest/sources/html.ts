/** A saved web page: the postings that stand on it. It is a file, so no link of it is followed. */
import { GiveUpError } from '../../domain/errors.js';
import type { RawPosting } from '../../domain/posting.js';
import { linkedBoards, ownBoard, type LinkedBoard } from '../page/board-links.js';
import { openPage, type PageDocument } from '../page/document.js';
import { employerNamed } from '../page/employer.js';
import { READ_AS_TEXT } from '../page/follow.js';
import { postingLinks } from '../page/listing.js';
import { plainPosting } from '../page/posting-page.js';
import { statePostings } from '../page/state-postings.js';
import { structuredPostings } from '../page/structured.js';
import { EMPTY_LINK, folded } from '../page/words.js';
import { blankPosting, type Item, type ParseContext } from './item.js';

const IN_DATA = "from the data of the page's scripts";
const LISTED = 'from a list: the page has no description of it';

/**
 * What the page states for programs, else the one posting that it plainly is, else what its scripts are given, else the
 * titles that it lists of a known job board.
 * @throws GiveUpError `no-postings-found`, saying what else the page is.
 */
export async function* readHtml(text: AsyncIterable<string>, ctx: ParseContext): AsyncGenerator<Item> {
  const page = await openPage(text, ctx.pageUrl);
  const { postings, lost, looked } = structuredPostings(page, ctx);
  for (const raw of postings) yield { type: 'raw', raw, note: null };
  if (postings.length > 0) {
    yield* lost;
    return;
  }
  const plain = plainPosting(page, ctx, null);
  if (plain !== null && plain !== 'closed') {
    yield { type: 'raw', raw: plain, note: READ_AS_TEXT };
    return;
  }
  yield* lost;
  const inData = statePostings(page, ctx);
  for (const raw of inData) yield { type: 'raw', raw, note: IN_DATA };
  if (inData.length > 0) return;
  const boards = linkedBoards(page);
  const board = ownBoard(page, boards);
  const listed = board === null ? [] : listedPostings(page, board, ctx);
  for (const raw of listed) yield { type: 'raw', raw, note: LISTED };
  if (listed.length + lost.length > 0) return;
  if (plain === 'closed') {
    throw new GiveUpError('no-postings-found', 'the page of a posting that is closed, as it says');
  }
  throw new GiveUpError(
    'no-postings-found',
    `a web page without a schema.org JobPosting (${looked}): ${advice(page, board)}`,
  );
}

/** Titles that link to postings of the board; with a place where the same entry of the list says one. */
function listedPostings(page: PageDocument, board: LinkedBoard, ctx: ParseContext): RawPosting[] {
  const { $ } = page;
  const places = new Map<string, string>();
  for (const el of $('a[href] ~ [class*=location i], a[href] [class*=location i]').toArray()) {
    const link = $(el).closest('a[href]').first();
    const href = (link.length > 0 ? link : $(el).prevAll('a[href]').first()).attr('href');
    if (href !== undefined) places.set(href, $(el).text().replace(/\s+/g, ' ').trim());
  }
  return board.postings.flatMap(({ url, target, text }) => {
    const href = [...places.keys()].find((key) => key !== '' && url.endsWith(key.replace(/#.*$/, '')));
    const place = href === undefined ? '' : (places.get(href) ?? '');
    const title = place !== '' && text.endsWith(place) ? text.slice(0, -place.length).trim() : text;
    if (title.length < 3 || title.length > 200 || EMPTY_LINK.test(folded(title))) return [];
    return [
      {
        ...blankPosting('html', `link to ${target.postingId ?? url}`),
        url,
        title,
        company: employerNamed(page, '') ?? ctx.company ?? spelled(page, target.board),
        locations: place === '' ? [] : [place],
        remote: /^remote\b/i.test(place) ? ('remote' as const) : null,
      },
    ];
  });
}

/** The board's name as the page's heading spells it. */
function spelled({ $ }: PageDocument, board: string): string {
  const words = `${$('h1').first().text()} ${$('title').text()}`.split(/\s+/);
  return words.find((word) => word.toLowerCase() === board.toLowerCase()) ?? board;
}

/** A file's links are not followed, but the person may be told what they could name instead. */
function advice(page: PageDocument, board: LinkedBoard | null): string {
  if (board !== null) return `it leads to the ${board.adapter.name} board ${board.target.board}: name that`;
  const links = postingLinks(page).length;
  if (links > 2)
    return `it lists ${links} postings: name its address${page.url === null ? '' : ` ${page.url}`}, so that they are fetched`;
  return 'name the page of a posting, or the job board behind it';
}
