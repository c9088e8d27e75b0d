/**
 * Lever: `api.lever.co/v0/postings/{company}?mode=json` (EU: `api.eu.lever.co`), one object per posting for
 * `…/{company}/{id}`. The text comes in parts: an opening, headed lists, and closing words.
 */
import type { RawPosting, Salary } from '../../domain/posting.js';
import { parseRemote } from '../facts/remote.js';
import { parseAmount, parsePeriod } from '../facts/salary.js';
import { toMarkup } from '../html-to-text.js';
import { apiBase, boardOf, decodeStep, pathSteps, type BoardAdapter, type BoardTarget } from './board.js';
import { joinSections, objectsIn, type Section } from './board-fields.js';
import { blankPosting, isObject, textOf, type Json, type ParseContext } from './item.js';

const PAGE_HOSTS = /^jobs(\.eu)?\.lever\.co$/;
const API_PATH = /^(.*)\/v0\/postings\/([^/]+)(?:\/([^/]+))?\/?$/;

function api(base: string, board: string, postingId: string | null): BoardTarget {
  const path = `${base}/v0/postings/${encodeURIComponent(board)}`;
  const apiUrl = postingId === null ? path : `${path}/${encodeURIComponent(postingId)}`;
  return { apiUrl: `${apiUrl}?mode=json`, board, postingId };
}

function target(url: URL): BoardTarget | null {
  const m = API_PATH.exec(url.pathname);
  if (m?.[2] !== undefined) return api(apiBase(url, m[1] ?? ''), decodeStep(m[2]), m[3] ?? null);
  if (!PAGE_HOSTS.test(url.hostname)) return null;
  const [board, id] = pathSteps(url);
  if (board === undefined) return null;
  const eu = url.hostname === 'jobs.eu.lever.co';
  return api(eu ? 'https://api.eu.lever.co' : 'https://api.lever.co', board, id ?? null);
}

/** The answer of the API for customers (`/v1/postings`) says the same in other words. */
function asPublic(record: Json): Json {
  const [content, urls] = [record['content'], record['urls']];
  if (!isObject(content) || !isObject(urls)) return record;
  const description = textOf(content['descriptionHtml']) ?? content['description'];
  const additional = textOf(content['closingHtml']) ?? content['closing'];
  const more = { description, additional, lists: content['lists'] };
  return { ...record, ...more, hostedUrl: urls['show'], applyUrl: urls['apply'] };
}

function toRaw(given: Json, at: string, ctx: ParseContext): RawPosting {
  const record = asPublic(given);
  const url = textOf(record['hostedUrl']) ?? textOf(record['applyUrl'])?.replace(/\/apply\/?$/, '') ?? null;
  const board = boardOf(url, PAGE_HOSTS) ?? ctx.scope;
  const categories = isObject(record['categories']) ? record['categories'] : {};
  const all = Array.isArray(categories['allLocations']) ? categories['allLocations'] : [];
  const country = textOf(record['country']);
  const created = record['createdAt'];
  return {
    ...blankPosting('lever', at),
    scope: board,
    sourceId: textOf(record['id']),
    url,
    title: textOf(record['text']),
    ...descriptionOf(record),
    company: ctx.company ?? board,
    locations: [...new Set([categories['location'], ...all].map(textOf).filter((text) => text !== null))],
    place: country === null ? null : { country, region: null, city: null },
    remote: parseRemote(record['workplaceType']),
    employmentType: textOf(categories['commitment']),
    salary: salaryOf(record['salaryRange']),
    postedAt: typeof created === 'number' ? created : textOf(created),
  };
}

function descriptionOf(record: Json): Pick<RawPosting, 'description' | 'descriptionFormat'> {
  const opening = [record['opening'], record['descriptionBody']];
  const html = (key: string): unknown => textOf(record[key]) ?? record[`${key}Plain`];
  const lists = objectsIn(record['lists']).map((list): Section => {
    const items = textOf(list['content']);
    const markup = items === null ? null : toMarkup(items);
    // The items come without the list around them.
    return [list['text'], markup?.includes('<li') === true ? `<ul>${markup}</ul>` : markup];
  });
  const text = textOf(html('description')) ?? joinSections(opening.map((part): Section => [null, part]));
  const sections: Section[] = [
    [null, text],
    ...lists,
    [null, html('additional')],
    [null, html('salaryDescription')],
  ];
  return { description: joinSections(sections), descriptionFormat: 'auto' };
}

function salaryOf(range: unknown): Salary | null {
  if (!isObject(range)) return null;
  return {
    min: parseAmount(range['min']),
    max: parseAmount(range['max']),
    currency: textOf(range['currency']),
    period: parsePeriod(textOf(range['interval'])),
  };
}

export const lever: BoardAdapter = {
  name: 'lever',
  target,
  recognises: (given) => isPosting(asPublic(given)),
  toRaw,
};

function isPosting(record: Json): boolean {
  return (
    ('hostedUrl' in record || 'applyUrl' in record) &&
    'text' in record &&
    ['categories', 'lists', 'descriptionPlain', 'createdAt'].some((key) => key in record)
  );
}
