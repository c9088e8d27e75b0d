/**
 * Teamtailor's RSS: `{company}.teamtailor.com/jobs.rss`, or the same path on a company's own domain. It says more
 * than the JSON beside it (remote status, departments), and names places in a namespace of its own (`tt:`).
 */
import type { Place, RawPosting, RemoteKind } from '../../domain/posting.js';
import { labelOf, type BoardAdapter, type BoardTarget } from './board.js';
import { blankPosting, isObject, nameOf, textOf, type Json, type ParseContext } from './item.js';

const PATH = /^\/(?:[\w-]+\/)?jobs\.rss$/;
/** Unasked the feed gives a hundred. */
const PER_PAGE = 200;

function target(url: URL): BoardTarget | null {
  const label = labelOf(url, 'teamtailor.com');
  if (label === null || !PATH.test(url.pathname)) return null;
  const api = new URL(url);
  const narrowed = api.searchParams.has('per_page');
  if (!narrowed) api.searchParams.set('per_page', String(PER_PAGE));
  const board = label.split('.')[0] ?? label;
  const fullAt = narrowed ? {} : { fullAt: PER_PAGE };
  return { apiUrl: api.href, board, postingId: null, format: 'xml', ...fullAt };
}

function toRaw(record: Json, at: string, ctx: ParseContext): RawPosting {
  const url = textOf(record['link']);
  const status = textOf(record['remoteStatus'])?.toLowerCase() ?? null;
  const places = [record['locations']].flat().filter(isObject);
  const written = places.map(placeText).filter((text) => text !== null);
  return {
    ...blankPosting('teamtailor', at),
    // As in the JSON feed: the number in the page's address is one over all employers, the guid another in each feed.
    scope: 'teamtailor',
    sourceId: /\/jobs\/(\d+)/.exec(url ?? '')?.[1] ?? textOf(record['guid']),
    url,
    title: textOf(record['title']),
    description: textOf(record['description']),
    descriptionFormat: 'html',
    // The feed is titled with the company's name.
    company: textOf(ctx.envelope?.['title']) ?? ctx.company,
    locations: written.length === 0 && status === 'fully' ? ['Remote'] : [...new Set(written)],
    place: places[0] === undefined ? null : placeOf(places[0]),
    remote: REMOTE.get(status ?? '') ?? null,
    postedAt: textOf(record['pubDate']),
  };
}

/** `none` is what a posting has that nobody said anything about, and `temporary` ends some day. */
const REMOTE: ReadonlyMap<string, RemoteKind> = new Map([
  ['fully', 'remote'],
  ['hybrid', 'hybrid'],
]);

function placeText(place: Json): string | null {
  const parts = [place['city'], place['country']].map(textOf).filter((part) => part !== null);
  return parts.length > 0 ? parts.join(', ') : nameOf(place['name']);
}

function placeOf(place: Json): Place {
  return { country: textOf(place['country']), region: null, city: textOf(place['city']) };
}

export const teamtailorRss: BoardAdapter = {
  name: 'teamtailor',
  // The feed has a size of its own, and says nothing of what is beyond it.
  latestOnly: true,
  target,
  recognises: (record) =>
    'remoteStatus' in record && 'guid' in record && ('locations' in record || 'pubDate' in record),
  toRaw,
};
