/**
 * Rippling: `api.rippling.com/platform/api/ats/v1/board/{board}/jobs`, a posting once for every location, without text;
 * `…/jobs/{uuid}` has the rest. The newer list (v2) comes in pages and with places in parts.
 */
import type { RawPosting, RemoteKind, Salary } from '../../domain/posting.js';
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
import { joinSections, namesOf, objectsIn, placeOf, salaryFrom } from './board-fields.js';
import { listed, listIn, recordsAt, withDetails } from './board-walk.js';
import { blankPosting, isObject, nameOf, textOf, type Json, type ParseContext } from './item.js';

const PAGE_HOST = 'ats.rippling.com';
const API_PATH = /^(.*)\/platform\/api\/ats\/v\d\/board\/([^/]+)(?:\/jobs(?:\/([^/]+))?)?\/?$/;
/** `/en-GB/acme/jobs/{uuid}`: the board and the posting, whatever the host (pages are embedded elsewhere). */
const PAGE_PATH = /^(?:\/[a-z]{2}(?:-[A-Z]{2})?)?\/([^/]+)\/jobs(?:\/([^/]+))?/;

function api(base: string, board: string, postingId: string | null): BoardTarget {
  return { apiUrl: `${base}/platform/api/ats/v1/board/${encodeURIComponent(board)}/jobs`, board, postingId };
}

function target(url: URL): BoardTarget | null {
  const m = API_PATH.exec(url.pathname);
  if (m?.[2] !== undefined) return api(apiBase(url, m[1] ?? ''), decodeStep(m[2]), m[3] ?? null);
  if (url.hostname !== PAGE_HOST) return null;
  const page = PAGE_PATH.exec(url.pathname);
  const board = page?.[1] === undefined ? pathSteps(url)[0] : decodeStep(page[1]);
  return board === undefined || board === 'api'
    ? null
    : api('https://api.rippling.com', board, page?.[2] ?? null);
}

async function* walk({ apiUrl, postingId }: BoardTarget, client: BoardClient): AsyncGenerator<Walked> {
  const detail = (id: string) => ({ url: `${apiUrl}/${encodeURIComponent(id)}` });
  if (postingId !== null) {
    const record = await client.json(detail(postingId));
    if (isObject(record)) yield* recordsAt([record]);
    return;
  }
  const list = listIn(await client.json({ url: apiUrl }), '');
  yield* withDetails(
    client,
    listed(list === null ? null : together(list)),
    (record) => {
      const id = textOf(record['uuid']);
      return id === null ? null : detail(id);
    },
    (record, more) => ({ ...record, ...more, url: record['url'] ?? more['url'] }),
  );
}

/** One record for each posting, so that its detail is asked for once. */
function together(list: readonly Json[]): Json[] {
  const byId = new Map<unknown, Json>();
  for (const record of list) {
    const key = record['uuid'] ?? record;
    const first = byId.get(key);
    const locations = [...objectsIn(first?.['locations']), ...objectsIn(record['workLocation'])];
    byId.set(key, { ...(first ?? record), ...(locations.length === 0 ? {} : { locations }) });
  }
  return [...byId.values()];
}

function toRaw(record: Json, at: string, ctx: ParseContext): RawPosting {
  const url = textOf(record['url']);
  const path = url !== null && URL.canParse(url) ? PAGE_PATH.exec(new URL(url).pathname) : null;
  const board = path?.[1] === undefined ? ctx.scope : decodeStep(path[1]);
  const id = textOf(record['uuid']) ?? textOf(record['id']) ?? path?.[2] ?? null;
  const inParts = objectsIn(record['locations']);
  const said = [record['workLocations'], inParts, record['workLocation']].map((one) => namesOf([one].flat()));
  const locations = said.find((names) => names.length > 0) ?? [];
  const [only] = inParts;
  return {
    ...blankPosting('rippling', at),
    scope: 'rippling',
    sourceId: id,
    url:
      url ??
      (board === null || id === null ? null : `https://${PAGE_HOST}/${encodeURIComponent(board)}/jobs/${id}`),
    title: textOf(record['name']) ?? textOf(record['title']),
    description: textOf(record['description']) ?? sectionsOf(record['description']),
    descriptionFormat: 'html',
    company: textOf(record['companyName']) ?? ctx.company ?? board,
    locations,
    place:
      locations.length === 1 && only !== undefined
        ? placeOf(only['countryCode'] ?? only['country'], only['state'], only['city'])
        : null,
    remote: parseRemote(only?.['workplaceType']) ?? kindOf(locations),
    employmentType: typeOf(record['employmentType']),
    salary: salaryOf(record['payRangeDetails']),
    postedAt: textOf(record['createdOn']) ?? textOf(record['postedAt']) ?? textOf(record['createdAt']),
  };
}

/** "Remote (New Jersey, US)", "Hybrid (Leeds, GB)": so the service writes it; among other places it is only a choice. */
function kindOf(locations: readonly string[]): RemoteKind | null {
  const kinds = new Set(
    locations.map((name) => parseRemote(/^(?:remote|hybrid)\b/i.exec(name)?.[0] ?? null)),
  );
  const [kind] = kinds;
  return kinds.size === 1 ? (kind ?? null) : null;
}

/** `{"role": html, "company": html}`: first what the job is. */
function sectionsOf(description: unknown): string | null {
  if (!isObject(description)) return null;
  const { role, company, ...others } = description;
  return joinSections([role, company, ...Object.values(others)].map((text) => [null, text]));
}

/** `{"label": "SALARIED_FT", "id": "Salaried, full-time"}`: the names are the wrong way round. */
function typeOf(type: unknown): string | null {
  if (!isObject(type)) return textOf(type);
  const text = `${textOf(type['id']) ?? ''} ${textOf(type['label']) ?? ''}`.trim();
  if (/intern/i.test(text)) return 'internship';
  return text === ''
    ? null
    : text.replaceAll(/_FT\b/g, ' full-time').replaceAll(/_PT\b/g, ' part-time').replaceAll(',', ' ');
}

/** Pay is given for each location; one range stands for the posting only where it is the same for all. */
function salaryOf(details: unknown): Salary | null {
  const ranges = objectsIn(details).map((range) => {
    const [min, max] = [range['rangeStart'] ?? range['min'], range['rangeEnd'] ?? range['max']];
    const names = { min: 'min', max: 'max', currency: 'currency', period: 'frequency' };
    return salaryFrom({ ...range, min, max }, names);
  });
  const [first] = ranges;
  const same = ranges.every(
    (range) => range?.currency === first?.currency && range?.period === first?.period,
  );
  if (first === undefined || first === null || !same) return first ?? null;
  const [mins, maxs] = [
    ranges.map((range) => range?.min ?? first.min),
    ranges.map((range) => range?.max ?? first.max),
  ];
  const known = (values: (number | null)[]): number[] => values.filter((value) => value !== null);
  return {
    ...first,
    min: known(mins).length === 0 ? null : Math.min(...known(mins)),
    max: known(maxs).length === 0 ? null : Math.max(...known(maxs)),
  };
}

export const rippling: BoardAdapter = {
  name: 'rippling',
  target,
  recognises: (record) =>
    'name' in record &&
    (('uuid' in record && ('workLocation' in record || 'workLocations' in record)) ||
      /\brippling\.com\//.test(nameOf(record['url']) ?? '')),
  toRaw,
  walk,
  perLocation: true,
};
