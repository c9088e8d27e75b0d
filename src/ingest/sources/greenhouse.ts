/**
 * Greenhouse: `boards-api.greenhouse.io/v1/boards/{board}/jobs?content=true`, one object per posting for
 * `…/jobs/{id}`. The content is HTML escaped inside JSON. Pages: boards., job-boards., job-boards.eu.
 */
import type { RawPosting } from '../../domain/posting.js';
import { apiBase, boardOf, decodeStep, pathSteps, type BoardAdapter, type BoardTarget } from './board.js';
import { blankPosting, isObject, nameOf, textOf, type Json, type ParseContext } from './item.js';

const PAGE_HOSTS = /^(boards|job-boards)(\.eu)?\.greenhouse\.io$/;
const API_PATH = /^(.*)\/v1\/boards\/([^/]+)(?:\/jobs(?:\/(\d+))?)?\/?$/;
const API = 'https://boards-api.greenhouse.io';

function api(base: string, board: string, postingId: string | null): BoardTarget {
  const path = `${base}/v1/boards/${encodeURIComponent(board)}/jobs`;
  return { apiUrl: postingId === null ? `${path}?content=true` : `${path}/${postingId}`, board, postingId };
}

function target(url: URL): BoardTarget | null {
  const m = API_PATH.exec(url.pathname);
  if (m?.[2] !== undefined) return api(apiBase(url, m[1] ?? ''), decodeStep(m[2]), m[3] ?? null);
  if (!PAGE_HOSTS.test(url.hostname)) return null;
  // boards.greenhouse.io/embed/job_board?for=acme and …/embed/job_app?for=acme&token=4012: what career pages embed.
  const embedded = url.searchParams.get('for');
  if (embedded !== null)
    return api(API, embedded, url.searchParams.get('token') ?? url.searchParams.get('gh_jid'));
  const [board, section, id] = pathSteps(url);
  if (board === undefined || board === 'embed') return null;
  return api(
    API,
    board,
    section === 'jobs' && id !== undefined && /^\d+$/.test(id) ? id : url.searchParams.get('gh_jid'),
  );
}

function toRaw(record: Json, at: string, ctx: ParseContext): RawPosting {
  const url = textOf(record['absolute_url']);
  const board = boardOf(url, PAGE_HOSTS) ?? ctx.scope;
  const location = nameOf(record['location']);
  return {
    ...blankPosting('greenhouse', at),
    scope: board,
    sourceId: textOf(record['id']),
    url,
    title: textOf(record['title']),
    description: textOf(record['content']),
    descriptionFormat: 'html',
    company: textOf(record['company_name']) ?? ctx.company ?? board,
    locations: location === null ? [] : [location],
    employmentType: metadata(record, /^employment type$|^job type$|^commitment$/i),
    // `updated_at` moves with every edit of the template, so it does not say when the posting went up.
    postedAt: textOf(record['first_published']),
    validThrough: textOf(record['application_deadline']),
    language: textOf(record['language']),
  };
}

/** Fields that the employer added to the board. */
function metadata(record: Json, name: RegExp): string | null {
  const list = Array.isArray(record['metadata']) ? record['metadata'] : [];
  const field = list.filter(isObject).find((entry) => name.test(textOf(entry['name']) ?? ''));
  return nameOf(field?.['value']);
}

export const greenhouse: BoardAdapter = {
  name: 'greenhouse',
  target,
  recognises: (record) => 'absolute_url' in record && ('content' in record || 'internal_job_id' in record),
  toRaw,
};
