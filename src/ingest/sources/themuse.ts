/**
 * The Muse: `www.themuse.com/api/public/jobs?page=N` (pages from 0, `page_count` of them; `company`, `category`,
 * `level` and `location` narrow it), one posting by `…/jobs/{id}`.
 */
import type { RawPosting } from '../../domain/posting.js';
import { parseAmount } from '../facts/salary.js';
import { parseRemote } from '../facts/remote.js';
import { asGiven, dateOf, namesOf, recordsOf, withQuery } from './aggregator.js';
import { pathSteps, type BoardAdapter, type BoardClient, type BoardTarget, type Walked } from './board.js';
import { walkPages } from './board-walk.js';
import { blankPosting, isObject, nameOf, textOf, type Json } from './item.js';

const HOSTS = /^((www|api-v2)\.)?themuse\.com$/;
const API_PATH = /^.*\/api\/public\/(?:v2\/)?jobs(?:\/(\d+))?\/?$/;
const API = 'https://www.themuse.com/api/public/jobs?page=0';

/** `/api/public/jobs` could be anyone's: on another host only with the page that this service insists on. */
function target(url: URL): BoardTarget | null {
  const ours = HOSTS.test(url.hostname);
  const m = API_PATH.exec(url.pathname);
  if (m !== null) {
    if (ours && m[1] !== undefined) return asGiven(url, m[1]);
    if (url.searchParams.has('page')) return asGiven(url);
    return ours ? { ...asGiven(url), apiUrl: withQuery(url.href, { page: 0 }) } : null;
  }
  if (!ours) return null;
  const [section, ...rest] = pathSteps(url);
  if (rest.length > 0 || (section !== undefined && section !== 'jobs' && section !== 'search')) return null;
  return { apiUrl: API, board: 'all', postingId: null };
}

async function* walk(board: BoardTarget, client: BoardClient): AsyncGenerator<Walked> {
  const first = parseAmount(new URL(board.apiUrl).searchParams.get('page')) ?? 0;
  yield* walkPages(
    client,
    (page) => ({ url: page === 0 ? board.apiUrl : withQuery(board.apiUrl, { page: first + page }) }),
    (answer, page) => {
      if (isObject(answer) && isMuse(answer)) return { records: [answer], more: false };
      const count = isObject(answer) ? parseAmount(answer['page_count']) : null;
      // Whoever starts at page 1 may count from 1, as the service once did: the page behind the last one is empty.
      const last = (count ?? 0) - (first === 0 ? 1 : 0);
      return { records: recordsOf(answer, 'results'), more: first + page < last };
    },
  );
}

function toRaw(record: Json, at: string): RawPosting {
  const locations = namesOf(record['locations']);
  const remote = locations.map(parseRemote).find((kind) => kind !== null) ?? null;
  // Internships are told by the level, nothing else says what kind of contract it is.
  const levels = namesOf(record['levels']);
  return {
    ...blankPosting('themuse', at),
    scope: 'themuse',
    sourceId: textOf(record['id']),
    url: isObject(record['refs']) ? textOf(record['refs']['landing_page']) : null,
    title: textOf(record['name']),
    description: textOf(record['contents']) ?? textOf(record['short_description']),
    descriptionFormat: 'html',
    company: nameOf(record['company']),
    locations,
    remote,
    employmentType: levels.find((level) => /intern/i.test(level)) ?? null,
    postedAt: dateOf(record['publication_date']),
  };
}

function isMuse(record: Json): boolean {
  return (
    'name' in record &&
    'publication_date' in record &&
    ('contents' in record || 'refs' in record || record['model_type'] === 'jobs')
  );
}

export const themuse: BoardAdapter = {
  name: 'themuse',
  latestOnly: true,
  target,
  recognises: isMuse,
  toRaw,
  walk,
};
