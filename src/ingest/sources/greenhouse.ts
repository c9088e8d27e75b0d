/**
 * Greenhouse: `boards-api.greenhouse.io/v1/boards/{board}/jobs?content=true`, one object per posting for
 * `…/jobs/{id}`. The content is HTML escaped inside JSON. Pages: boards., job-boards., job-boards.eu.
 */
import type { RawPosting, Salary } from '../../domain/posting.js';
import { parseAmount, parsePeriod } from '../facts/salary.js';
import { apiBase, boardOf, decodeStep, pathSteps, type BoardAdapter, type BoardTarget } from './board.js';
import { namesOf, objectsIn } from './board-fields.js';
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
  const offices = objectsIn(record['offices']).map((office) => office['location'] ?? office['name']);
  return {
    ...blankPosting('greenhouse', at),
    scope: board,
    sourceId: textOf(record['id']),
    url,
    title: textOf(record['title']),
    description: textOf(record['content']),
    descriptionFormat: 'html',
    company: textOf(record['company_name']) ?? ctx.company ?? board,
    locations: namesOf(location === null ? offices : [location]),
    employmentType: metadata(record, /^employment type$|^job type$|^commitment$/i),
    salary: salaryOf(record['pay_input_ranges']),
    // `updated_at` moves with every edit of the template; older answers say nothing better.
    postedAt: textOf(record['first_published']) ?? textOf(record['updated_at']),
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

/** Pay comes in cents, a range for each region; the first stands for the posting. */
function salaryOf(ranges: unknown): Salary | null {
  const [first] = objectsIn(ranges);
  const units = (cents: unknown): number | null => {
    const amount = parseAmount(cents);
    return amount === null ? null : amount / 100;
  };
  if (first === undefined) return null;
  const currency = textOf(first['currency_type']);
  const period = parsePeriod(textOf(first['title'])) ?? parsePeriod(textOf(first['blurb']));
  return { min: units(first['min_cents']), max: units(first['max_cents']), currency, period };
}

export const greenhouse: BoardAdapter = {
  name: 'greenhouse',
  target,
  recognises: (record) =>
    'absolute_url' in record &&
    (['content', 'internal_job_id', 'requisition_id', 'departments'].some((key) => key in record) ||
      // As the departments of a board list them: with no more than a title and a place.
      /\bgreenhouse\.io\/|[?&]gh_jid=/.test(textOf(record['absolute_url']) ?? '')),
  toRaw,
};
