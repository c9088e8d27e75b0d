/** Job boards that a page embeds or links to: the page is only their frame. Services are known from the registry. */
import type { BoardAdapter, BoardTarget } from '../sources/board.js';
import { boardTarget } from '../sources/registry.js';
import { resolve, type PageDocument } from './document.js';
import { employerWords } from './employer.js';
import { folded, stepMeaning } from './words.js';

export interface LinkedBoard {
  adapter: BoardAdapter;
  /** The whole board. */
  target: BoardTarget;
  /** It is loaded into the page (a frame, a script, an attribute of a widget), not only linked. */
  embedded: boolean;
  /** Addresses on the page that lead to it. */
  links: number;
  /** Those that lead to one posting of it, with the words of the link. */
  postings: { url: string; target: BoardTarget; text: string }[];
}

/** Places of many employers: a link there says nothing about this one. */
const MANY_EMPLOYERS =
  /^(?:remote-?ok|remotive|arbeitnow|jobicy|himalayas|we-?work-?remotely|the-?muse|hacker-?news)$/i;
/** What services use of their own hosts: `www.teamtailor.com`, `support.personio.de`. */
const NO_BOARD =
  /^(?:www\d?|apps?|api|embed|js|(?:assets?|static|cdn|scripts?|images?|media|fonts)[-.\w]*|help|support|resources|blog|about|login|info|get|go|careers|jobs|parse|docs|developers?|status|legal|privacy(?:-policy)?|terms|undefined|null)$/i;
/** Widgets that name the board by its token alone. */
const HINTS: readonly (readonly [RegExp, (token: string) => string])[] = [
  [
    /\b(?:data-)?board[-_]?token["']?\s*[:=]\s*["']([\w-]{2,60})["']/i,
    (t) => `https://boards.greenhouse.io/${t}`,
  ],
  [/\blever[\s\S]{0,200}?accountName["']?\s*:\s*["']([\w-]{2,60})["']/i, (t) => `https://jobs.lever.co/${t}`],
  [
    /smartrecruiters[\s\S]{0,4000}?company_?code["']?\s*:\s*["'](\w{2,60})["']/i,
    (t) => `https://careers.smartrecruiters.com/${t}`,
  ],
];
/** Scripts hold megabytes of state; the board is named early and often. */
const MAX_SCRIPT_URLS = 5000;

/** Every board that the page knows, the one with most links first. */
export function linkedBoards(page: PageDocument): LinkedBoard[] {
  const boards = new Map<string, LinkedBoard>();
  const seen = new Set<string>();
  for (const { url, embedded, text } of addressesOf(page)) {
    const hit = boardAt(url);
    if (hit === null) continue;
    const key = `${hit.adapter.name} ${hit.whole.board.toLowerCase()}`;
    const board = boards.get(key) ?? {
      adapter: hit.adapter,
      target: hit.whole,
      embedded: false,
      links: 0,
      postings: [],
    };
    boards.set(key, board);
    board.embedded ||= embedded;
    if (seen.has(url)) {
      const known = board.postings.find((posting) => posting.url === url);
      if (known !== undefined && known.text === '') known.text = text;
      continue;
    }
    seen.add(url);
    board.links++;
    if (hit.target.postingId !== null) board.postings.push({ url, target: hit.target, text });
  }
  return [...boards.values()].toSorted((a, b) => b.links - a.links);
}

/**
 * The board of the employer whose page it is: the one it embeds, else the one named like it, else the only one of a
 * page about jobs. Null where the links go to boards of others (an investor's portfolio, a blog).
 */
export function ownBoard(page: PageDocument, boards: readonly LinkedBoard[]): LinkedBoard | null {
  const embedded = boards.filter((board) => board.embedded);
  const words = employerWords(page);
  const named = (list: readonly LinkedBoard[]): LinkedBoard | undefined =>
    list.find((board) => resembles(board.target.board, words));
  const [first] = embedded;
  if (first !== undefined) return named(embedded) ?? first;
  const alike = named(boards);
  if (alike !== undefined) return alike;
  const [most, ...others] = boards;
  if (most === undefined) return null;
  const rest = others.reduce((sum, board) => sum + board.links, 0);
  if (others.length === 0) return most.links > 1 || aboutJobs(page) ? most : null;
  return most.links >= 3 && most.links > 2 * rest ? most : null;
}

/** The posting that the page's address means on that board: `acme.com/careers?gh_jid=4012`. */
export function postingMeant(page: PageDocument, board: LinkedBoard): BoardTarget | null {
  if (page.url === null) return null;
  const parameters = new URL(page.url).searchParams;
  const id = ['gh_jid', 'ashby_jid'].map((name) => parameters.get(name)).find((value) => value !== null);
  if (id === null || id === undefined || id === '') return null;
  const linked = board.postings.find(({ target }) => target.postingId === id);
  // Else the whole board is asked, and that posting taken from it.
  return linked?.target ?? { ...board.target, postingId: id };
}

interface Address {
  url: string;
  embedded: boolean;
  text: string;
}

function* addressesOf({ $, base }: PageDocument): Generator<Address> {
  for (const el of $(
    '[href], [src], [action], iframe, [data-src], [data-domain], [data-url], [data-board]',
  ).toArray()) {
    const tag = $(el).prop('tagName')?.toLowerCase() ?? '';
    const text = tag === 'a' ? $(el).text().replace(/\s+/g, ' ').trim() : '';
    for (const [name, value] of Object.entries($(el).attr() ?? {})) {
      const bareHost = name.startsWith('data-') && /^[\w-]+(?:\.[\w-]+)+(?:\/\S*)?$/.test(value);
      const isAddress =
        /^(?:href|src|action)$/.test(name) || (name.startsWith('data-') && /^(?:https?:)?\/\//.test(value));
      const url = bareHost ? resolve(`https://${value}`, null) : isAddress ? resolve(value, base) : null;
      // Style sheets and images of a service say that it is used, but not by whom.
      if (url !== null && tag !== 'link' && tag !== 'img')
        yield { url, embedded: tag !== 'a' && tag !== 'area', text };
    }
  }
  for (const el of $('script').toArray()) yield* addressesInScript($(el).text());
  const widgets = $('[data-board-token]')
    .toArray()
    .map((el) => $(el).attr('data-board-token') ?? '');
  for (const token of widgets) {
    if (/^[\w-]{2,60}$/.test(token))
      yield { url: `https://boards.greenhouse.io/${token}`, embedded: true, text: '' };
  }
}

function* addressesInScript(script: string): Generator<Address> {
  const text = script.replaceAll('\\/', '/').replace(/\\u002f/gi, '/');
  let count = 0;
  for (const [match] of text.matchAll(/https?:\/\/[^\s"'`<>\\]+/g)) {
    if (++count > MAX_SCRIPT_URLS) break;
    const url = resolve(match, null);
    if (url !== null) yield { url, embedded: false, text: '' };
  }
  for (const [pattern, address] of HINTS) {
    const token = pattern.exec(text.slice(0, 200_000))?.[1];
    if (token !== undefined) yield { url: address(token), embedded: true, text: '' };
  }
}

function boardAt(address: string): { adapter: BoardAdapter; target: BoardTarget; whole: BoardTarget } | null {
  const hit = boardTarget(new URL(address));
  if (hit === null || MANY_EMPLOYERS.test(hit.adapter.name) || NO_BOARD.test(hit.target.board)) return null;
  const whole = hit.target.postingId === null ? hit.target : wholeBoard(hit.adapter, hit.target, address);
  return whole === null ? null : { ...hit, whole };
}

/** The board of a posting's address: that address with steps taken off its end until the board itself is meant. */
function wholeBoard(adapter: BoardAdapter, posting: BoardTarget, address: string): BoardTarget | null {
  const url = new URL(address);
  for (const name of ['token', 'gh_jid', 'ashby_jid']) url.searchParams.delete(name);
  for (;;) {
    const target = adapter.target(url);
    if (target !== null && target.postingId === null && target.board === posting.board) return target;
    const shorter = url.pathname.replace(/\/+$/, '').replace(/[^/]+$/, '');
    if (shorter === url.pathname || shorter === '') return null;
    url.pathname = shorter;
    url.search = '';
  }
}

const COMMON =
  /^(?:careers?|jobs?|join|team|open|positions?|work|with|from|the|and|our|for|current|openings?|hiring|company|group|home|page|inc|gmbh|ltd)$/;

function resembles(token: string, words: string): boolean {
  const name = folded(token)
    .replaceAll(' ', '')
    .replace(/(?:careers?|jobs?|inc|hq|gmbh|ltd)$/, '');
  if (name.length < 3) return words.split(' ').includes(name);
  if (words.replaceAll(' ', '').includes(name)) return true;
  return words.split(' ').some((word) => word.length > 3 && !COMMON.test(word) && name.startsWith(word));
}

function aboutJobs(page: PageDocument): boolean {
  const title = folded(page.$('title').first().text()).split(' ');
  const steps = page.url === null ? [] : new URL(page.url).pathname.split('/');
  return [...title, ...steps, ...(page.url === null ? [] : new URL(page.url).hostname.split('.'))].some(
    (word) => word !== '' && stepMeaning(word) === 'jobs',
  );
}
