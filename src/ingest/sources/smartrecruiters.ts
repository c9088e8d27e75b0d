/**
 * SmartRecruiters: `api.smartrecruiters.com/v1/companies/{company}/postings`, pages of 100 by offset; the text of a
 * posting is in its detail, `…/postings/{id}`. Ids are unique across all companies.
 */
import type { RawPosting } from '../../domain/posting.js';
import {
  apiBase,
  decodeStep,
  pathSteps,
  type BoardAdapter,
  type BoardClient,
  type BoardTarget,
  type Walked,
} from './board.js';
import { joinSections, placeName, placeOf, salaryFrom } from './board-fields.js';
import { countIn, listIn, walkPages, withDetails } from './board-walk.js';
import { blankPosting, isObject, nameOf, textOf, type Json, type ParseContext } from './item.js';

const PAGE_HOSTS = /^(careers|jobs)\.smartrecruiters\.com$/;
const API_PATH = /^(.*)\/v1\/companies\/([^/]+)(?:\/postings(?:\/([^/]+))?)?\/?$/;
const POSTING_ID = /^(\d{6,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-f])/i;
const PAGE_SIZE = 100;

function api(base: string, board: string, id: string | null): BoardTarget {
  const apiUrl = `${base}/v1/companies/${encodeURIComponent(board)}/postings`;
  return { apiUrl, board, postingId: id };
}

function target(url: URL): BoardTarget | null {
  const m = API_PATH.exec(url.pathname);
  if (m?.[2] !== undefined) return api(apiBase(url, m[1] ?? ''), decodeStep(m[2]), m[3] ?? null);
  if (!PAGE_HOSTS.test(url.hostname)) return null;
  const steps = pathSteps(url);
  // jobs.smartrecruiters.com/oneclick-ui/company/Acme/publication/{uuid}: what "apply" leads to.
  const [board, id] = steps[0] === 'oneclick-ui' ? [steps[2], steps[4]] : steps;
  if (board === undefined) return null;
  return api('https://api.smartrecruiters.com', board, POSTING_ID.exec(id ?? '')?.[1] ?? null);
}

async function* walk({ apiUrl, postingId }: BoardTarget, client: BoardClient): AsyncGenerator<Walked> {
  const detail = (id: string) => ({ url: `${apiUrl}/${encodeURIComponent(id)}` });
  if (postingId !== null) {
    const record = await client.json(detail(postingId));
    if (isObject(record)) yield { type: 'record', record, at: 'item 1', note: null };
    return;
  }
  const list = walkPages(
    client,
    (_, before) => ({ url: `${apiUrl}?limit=${PAGE_SIZE}&offset=${before}` }),
    (answer) => {
      const records = listIn(answer, 'content');
      return { records, total: countIn(answer, 'totalFound'), more: records?.length === PAGE_SIZE };
    },
  );
  yield* withDetails(
    client,
    list,
    (record) => {
      const id = textOf(record['id']) ?? textOf(record['uuid']);
      return id === null ? null : detail(id);
    },
    (record, more) => ({ ...record, ...more }),
  );
}

function toRaw(record: Json, at: string, ctx: ParseContext): RawPosting {
  const company = isObject(record['company']) ? record['company'] : {};
  const place = isObject(record['location']) ? record['location'] : {};
  const id = textOf(record['id']) ?? textOf(record['uuid']);
  const board = textOf(company['identifier']) ?? ctx.scope;
  const location =
    textOf(place['fullLocation']) ??
    placeName(place['city'], place['region'], place['country']) ??
    textOf(record['location']);
  return {
    ...blankPosting('smartrecruiters', at),
    scope: 'smartrecruiters',
    sourceId: id,
    url:
      textOf(record['postingUrl']) ??
      (board === null || id === null
        ? textOf(record['applyUrl'])
        : `https://jobs.smartrecruiters.com/${encodeURIComponent(board)}/${id}`),
    title: textOf(record['name']) ?? textOf(record['title']),
    description: sectionsOf(record['jobAd']),
    descriptionFormat: 'html',
    company: textOf(company['name']) ?? textOf(record['company']) ?? ctx.company ?? board,
    locations: location === null ? [] : [location],
    place: placeOf(place['country'], place['region'], place['city']),
    remote: place['hybrid'] === true ? 'hybrid' : place['remote'] === true ? 'remote' : null,
    employmentType: nameOf(record['typeOfEmployment']),
    salary: salaryFrom(record['compensation'], {
      min: 'min',
      max: 'max',
      currency: 'currency',
      period: 'period',
    }),
    postedAt: textOf(record['releasedDate']) ?? textOf(record['createdOn']),
    language: isObject(record['language']) ? textOf(record['language']['code']) : textOf(record['language']),
  };
}

/** The parts as the advertisement shows them: the company, the job, what is asked for, what else is to be said. */
function sectionsOf(ad: unknown): string | null {
  const sections = isObject(ad) && isObject(ad['sections']) ? ad['sections'] : {};
  return joinSections(
    Object.values(sections).map((part) => (isObject(part) ? [part['title'], part['text']] : [null, part])),
  );
}

export const smartrecruiters: BoardAdapter = {
  name: 'smartrecruiters',
  target,
  recognises: (record) =>
    isObject(record['jobAd']) || ('name' in record && 'releasedDate' in record && 'company' in record),
  toRaw,
  walk,
};
