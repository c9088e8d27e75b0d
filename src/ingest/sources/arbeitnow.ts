/** Arbeitnow: `www.arbeitnow.com/api/job-board-api?page=N`, pages that name the next one in `links.next`. */
import type { RawPosting } from '../../domain/posting.js';
import { parseRemote } from '../facts/remote.js';
import { asGiven, dateOf, namesOf, recordsOf, withQuery } from './aggregator.js';
import { pathSteps, type BoardAdapter, type BoardClient, type BoardTarget, type Walked } from './board.js';
import { walkPages } from './board-walk.js';
import { blankPosting, isObject, textOf, type Json } from './item.js';

const HOSTS = /^(www\.)?arbeitnow\.(com|co\.uk|fr|ch|nl)$/;
const API_PATH = /^.*\/api\/job-board-api\/?$/;

/** A single posting's page is read as a page: the feed has no address for one, and is thousands long. */
function target(url: URL): BoardTarget | null {
  if (API_PATH.test(url.pathname)) return asGiven(url);
  if (!HOSTS.test(url.hostname)) return null;
  const [section, ...rest] = pathSteps(url);
  if (rest.length > 0 || (section !== undefined && section !== 'jobs')) return null;
  return { apiUrl: `${url.origin}/api/job-board-api`, board: 'all', postingId: null };
}

async function* walk(board: BoardTarget, client: BoardClient): AsyncGenerator<Walked> {
  let url = board.apiUrl;
  yield* walkPages(
    client,
    () => ({ url }),
    (answer) => {
      const next = nextPage(answer, url);
      const more = next !== null && next !== url;
      url = next ?? url;
      return { records: recordsOf(answer, 'data'), more };
    },
  );
}

/** Only the parameters of the address that the answer names: it must not lead us to another host. */
function nextPage(answer: unknown, asked: string): string | null {
  const links = isObject(answer) && isObject(answer['links']) ? answer['links'] : {};
  const next = textOf(links['next']);
  if (next === null || !URL.canParse(next, asked)) return null;
  return withQuery(asked, Object.fromEntries(new URL(next, asked).searchParams));
}

function toRaw(record: Json, at: string): RawPosting {
  const location = textOf(record['location']);
  const types = namesOf(record['job_types']);
  return {
    ...blankPosting('arbeitnow', at),
    scope: 'arbeitnow',
    sourceId: textOf(record['slug']),
    url: textOf(record['url']),
    title: textOf(record['title']),
    description: textOf(record['description']),
    descriptionFormat: 'html',
    company: textOf(record['company_name']),
    locations: location === null ? [] : [location],
    remote: parseRemote(record['remote']),
    employmentType: types.length === 0 ? null : types.join(', '),
    postedAt: dateOf(record['created_at']),
  };
}

export const arbeitnow: BoardAdapter = {
  name: 'arbeitnow',
  target,
  recognises: (record) => 'job_types' in record && 'company_name' in record && 'slug' in record,
  toRaw,
  walk,
};
