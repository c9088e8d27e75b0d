/**
 * Himalayas: `himalayas.app/jobs/api?limit=&offset=` (20 a page whatever is asked for, newest first), one employer
 * by `…/jobs/api/search?company=NAME&page=N`. Newer answers name a cursor for the next page.
 */
import type { RawPosting, Salary } from '../../domain/posting.js';
import { parseAmount, parsePeriod } from '../facts/salary.js';
import { asGiven, countryOf, dateOf, namesOf, recordsOf, withQuery } from './aggregator.js';
import { pathSteps, type BoardAdapter, type BoardClient, type BoardTarget, type Walked } from './board.js';
import { walkPages } from './board-walk.js';
import { blankPosting, isObject, textOf, type Json } from './item.js';

const HOSTS = /^(www\.)?himalayas\.app$/;
const API_PATH = /^.*\/jobs\/api(?:\/search)?\/?$/;
const API = 'https://himalayas.app/jobs/api';

/** `/jobs/api` could be anyone's: on another host only with the parameters that this service pages by. */
function target(url: URL): BoardTarget | null {
  const ours = HOSTS.test(url.hostname);
  if (API_PATH.test(url.pathname) && (ours || isPaged(url))) return asGiven(url);
  if (!ours) return null;
  const [section, company, jobs, slug] = pathSteps(url);
  if (section === undefined || (section === 'jobs' && company === undefined))
    return { apiUrl: API, board: 'all', postingId: null };
  if (section !== 'companies' || company === undefined || (jobs !== undefined && jobs !== 'jobs'))
    return null;
  const apiUrl = `${API}/search?company=${encodeURIComponent(company)}`;
  return { apiUrl, board: company, postingId: slug === undefined ? null : `${company}/${slug}` };
}

function isPaged(url: URL): boolean {
  return ['limit', 'offset', 'cursor'].some((name) => url.searchParams.has(name));
}

async function* walk(board: BoardTarget, client: BoardClient): AsyncGenerator<Walked> {
  let url: string | null = board.apiUrl;
  yield* walkPages(
    client,
    () => ({ url: url ?? board.apiUrl }),
    (answer, page) => {
      const records = recordsOf(answer, 'jobs');
      url = nextPage(isObject(answer) ? answer : {}, url ?? board.apiUrl, records?.length ?? 0, page);
      return { records, more: url !== null };
    },
  );
}

function nextPage(answer: Json, asked: string, count: number, page: number): string | null {
  if ('nextCursor' in answer) {
    const cursor = textOf(answer['nextCursor']);
    return cursor === null ? null : withQuery(asked, { cursor, offset: null, page: null });
  }
  const given = new URL(asked).searchParams;
  const isSearch = /\/search\/?$/.test(new URL(asked).pathname);
  // Postings that expired are taken out of a page after it was cut: its window is wider than what it holds.
  const window = Math.max(parseAmount(answer['limit']) ?? 0, count);
  const start = parseAmount(given.get('offset')) ?? 0;
  const end = isSearch ? (page + 1) * window : start + window;
  const total = parseAmount(answer['totalCount']);
  if (total !== null && end >= total) return null;
  return withQuery(asked, isSearch ? { page: (parseAmount(given.get('page')) ?? 1) + 1 } : { offset: end });
}

function toRaw(record: Json, at: string): RawPosting {
  const guid = textOf(record['guid']);
  const url = guid !== null && URL.canParse(guid) ? guid : textOf(record['applicationLink']);
  const places = namesOf(record['locationRestrictions']);
  return {
    ...blankPosting('himalayas', at),
    scope: 'himalayas',
    sourceId: idOf(url) ?? guid,
    url,
    title: textOf(record['title']),
    description: textOf(record['description']) ?? textOf(record['excerpt']),
    descriptionFormat: 'html',
    company: textOf(record['companyName']),
    // By its documentation a list without entries is what "Worldwide" is on the page.
    locations: places.length === 0 && Array.isArray(record['locationRestrictions']) ? ['Worldwide'] : places,
    place: countryOf(places),
    remote: 'remote',
    employmentType: textOf(record['employmentType']),
    salary: salaryOf(record),
    postedAt: dateOf(record['pubDate']),
    // Zero where the employer set none.
    validThrough: record['expiryDate'] === 0 ? null : dateOf(record['expiryDate']),
  };
}

/** `…/companies/acme/jobs/engineer` -> `acme/engineer`. */
function idOf(url: string | null): string | null {
  const m = /\/companies\/([^/?#]+)\/jobs\/([^/?#]+)/.exec(url ?? '');
  return m === null ? null : `${m[1]}/${m[2]}`;
}

function salaryOf(record: Json): Salary {
  return {
    min: parseAmount(record['minSalary']),
    max: parseAmount(record['maxSalary']),
    currency: textOf(record['currency']) ?? textOf(record['salaryCurrency']),
    period: parsePeriod(textOf(record['salaryPeriod'])),
  };
}

export const himalayas: BoardAdapter = {
  name: 'himalayas',
  latestOnly: true,
  target,
  recognises: (record) =>
    'title' in record &&
    'companyName' in record &&
    ('locationRestrictions' in record || 'timezoneRestrictions' in record),
  toRaw,
  walk,
};
