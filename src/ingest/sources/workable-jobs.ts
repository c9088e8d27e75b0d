/**
 * jobs.workable.com, where Workable shows the postings of all its customers: `…/api/v1/companies/{id}` gives one
 * employer's, page after page by a token. Its ids are not those of the employers' own boards.
 */
import type { RawPosting } from '../../domain/posting.js';
import { parseRemote } from '../facts/remote.js';
import {
  apiBase,
  decodeStep,
  pathSteps,
  type BoardAdapter,
  type BoardClient,
  type BoardTarget,
  type Walked,
} from './board.js';
import { joinSections, namesOf, placeName, placeOf } from './board-fields.js';
import { listIn, walkPages } from './board-walk.js';
import { blankPosting, isObject, nameOf, textOf, type Json, type ParseContext } from './item.js';

const API_PATH = /^(.*)\/api\/v1\/companies\/([^/]+)\/?$/;

function target(url: URL): BoardTarget | null {
  const m = API_PATH.exec(url.pathname);
  const [section, id] = pathSteps(url);
  const page = url.hostname === 'jobs.workable.com' && section === 'company' ? id : undefined;
  const board = m?.[2] === undefined ? page : decodeStep(m[2]);
  if (board === undefined) return null;
  const base = apiBase(url, m?.[1] ?? '');
  return { apiUrl: `${base}/api/v1/companies/${encodeURIComponent(board)}`, board, postingId: null };
}

async function* walk({ apiUrl }: BoardTarget, client: BoardClient): AsyncGenerator<Walked> {
  let token: string | null = null;
  const pages = walkPages(
    client,
    () => ({ url: token === null ? apiUrl : `${apiUrl}?pageToken=${encodeURIComponent(token)}` }),
    (answer) => {
      token = isObject(answer) ? textOf(answer['nextPageToken']) : null;
      const company = isObject(answer) ? textOf(answer['title']) : null;
      const jobs = listIn(answer, 'jobs');
      const records = jobs?.map((job) => ({ ...job, company: job['company'] ?? company })) ?? null;
      return { records, more: token !== null };
    },
  );
  for await (const walked of pages) {
    // Drafts and archived postings come along.
    const state = walked.type === 'record' ? textOf(walked.record['state']) : null;
    if (state === null || state === 'published') yield walked;
  }
}

function toRaw(record: Json, at: string, ctx: ParseContext): RawPosting {
  const place = isObject(record['location']) ? record['location'] : {};
  const said = Array.isArray(record['locations']) ? record['locations'] : [];
  const whole = placeName(place['city'], place['subregion'] ?? place['region'], place['countryName']);
  return {
    ...blankPosting('workable', at),
    scope: 'jobs.workable.com',
    sourceId: textOf(record['id']),
    url: textOf(record['url']),
    title: textOf(record['title']),
    description: joinSections([
      [null, record['description']],
      ['Requirements', record['requirementsSection']],
      ['Benefits', record['benefitsSection']],
    ]),
    descriptionFormat: 'html',
    // Without its name the token of the address would stand there, which nobody could read.
    company: nameOf(record['company']) ?? textOf(ctx.envelope?.['title']),
    locations: namesOf(said.length > 0 ? said : [whole]),
    place: said.length > 1 ? null : placeOf(place['countryName'], place['subregion'], place['city']),
    remote: parseRemote(record['workplace']),
    employmentType: nameOf(record['employmentType']),
    postedAt: textOf(record['created']) ?? textOf(record['updated']),
    language: textOf(record['language']),
  };
}

export const workableJobs: BoardAdapter = {
  name: 'workable',
  target,
  recognises: (record) => 'requirementsSection' in record || 'benefitsSection' in record,
  toRaw,
  walk,
};
