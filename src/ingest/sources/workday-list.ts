/**
 * The list of a Workday site: POST …/jobs, 20 a page, never more than 2,000 of one search. A larger one is read in
 * parts, by the values of a facet that its answer names ("Job Category: Engineering 812"), each a search of its own.
 */
import { GiveUpError } from '../../domain/errors.js';
import { MAX_PAGES } from '../limits.js';
import type { BoardClient, BoardRequest, Walked } from './board.js';
import { countIn, incomplete, listIn, walkPages } from './board-walk.js';
import { textOf } from './item.js';
import { facetsIn, splittingFacet, statedCount } from './workday-facets.js';

/** A larger page is answered with 400. */
const PAGE_SIZE = 20;
const MOST_SHOWN = 2000;
/** Facets applied one within another: category, then country, then hours. */
const MAX_DEPTH = 3;

export interface WorkdaySearch {
  appliedFacets: Readonly<Record<string, readonly string[]>>;
  searchText: string;
}

/** Everything that a search finds, each posting once. */
export async function* workdayList(
  client: BoardClient,
  url: string,
  search: WorkdaySearch,
): AsyncGenerator<Walked> {
  const reading = { client, url, searches: 0, least: 0 };
  const seen = new Set<string>();
  let found = 0;
  for await (const walked of part(reading, search, 0)) {
    if (walked.type === 'issue') {
      yield walked;
      continue;
    }
    const path = textOf(walked.record['externalPath']);
    if (path !== null && seen.has(path)) continue;
    if (path !== null) seen.add(path);
    yield { ...walked, at: `item ${++found}` };
  }
  if (found < reading.least)
    yield incomplete(`its filters lead to ${found} postings of at least ${reading.least}: narrow the search`);
}

interface Reading {
  client: BoardClient;
  url: string;
  /** Searches so far. */
  searches: number;
  /** Postings that there must be, as the facets of a search that was split count them. */
  least: number;
}

async function* part(reading: Reading, search: WorkdaySearch, depth: number): AsyncGenerator<Walked> {
  const { client, url } = reading;
  const request = (offset: number): BoardRequest => ({ url, body: { ...search, limit: PAGE_SIZE, offset } });
  if (++reading.searches > MAX_PAGES) {
    if (reading.searches === MAX_PAGES + 1)
      yield incomplete(`more than ${MAX_PAGES} searches would be needed to read it whole: narrow it`);
    return;
  }
  const first = await client.json(request(0));
  const facets = facetsIn(first, search.appliedFacets);
  const large = (countIn(first, 'total') ?? 0) >= MOST_SHOWN;
  const facet = large && depth < MAX_DEPTH ? splittingFacet(facets) : null;
  if (facet === null) {
    yield* pages(answeredFirst(client, first), request);
    if (large)
      yield incomplete(
        `Workday shows ${MOST_SHOWN} postings of one search at most: narrow it (?q=…, a location)`,
      );
    return;
  }
  if (depth === 0) reading.least = statedCount(facets);
  for (const { id } of facet.values) {
    const narrowed = { ...search, appliedFacets: { ...search.appliedFacets, [facet.name]: [id] } };
    try {
      yield* part(reading, narrowed, depth + 1);
    } catch (error) {
      if (!(error instanceof GiveUpError)) throw error;
      yield incomplete(`the part ${facet.name}=${id} could not be read: ${error.message}`);
    }
  }
}

function pages(client: BoardClient, request: (offset: number) => BoardRequest): AsyncGenerator<Walked> {
  return walkPages(
    client,
    (_, offset) => request(offset),
    (answer) => {
      const records = listIn(answer, 'jobPostings');
      // The total is said on the first page; the others say 0.
      return { records, total: countIn(answer, 'total'), more: records?.length === PAGE_SIZE };
    },
  );
}

/** A client that has the first answer already. */
function answeredFirst(client: BoardClient, first: unknown): BoardClient {
  let given = false;
  return {
    json: (request) => {
      if (given) return client.json(request);
      given = true;
      return Promise.resolve(first);
    },
  };
}

/** Filters that a site keeps in its address: Workday's ids are 32 hex digits; what else stands there is not its own. */
export function searchOf(url: URL): WorkdaySearch {
  const facets = new Map<string, string[]>();
  for (const [name, value] of url.searchParams) {
    if (/^[0-9a-f]{32}$/.test(value)) facets.set(name, [...(facets.get(name) ?? []), value]);
  }
  return { appliedFacets: Object.fromEntries(facets), searchText: url.searchParams.get('q') ?? '' };
}
