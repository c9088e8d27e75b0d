/**
 * Workday: `{tenant}.wdN.myworkdayjobs.com/{lang}/{site}`, behind it POST `/wday/cxs/{tenant}/{site}/jobs` (see
 * workday-list.ts) and GET `/wday/cxs/{tenant}/{site}{externalPath}` for one posting.
 */
import type { RawPosting } from '../../domain/posting.js';
import { parseRemote } from '../facts/remote.js';
import {
  apiBase,
  decodeStep,
  type BoardAdapter,
  type BoardClient,
  type BoardTarget,
  type Walked,
} from './board.js';
import { namesOf, placeOf } from './board-fields.js';
import { recordsAt, withDetails } from './board-walk.js';
import { blankPosting, isObject, nameOf, textOf, type Json, type ParseContext } from './item.js';
import { workdayAddress } from './workday-address.js';
import { searchOf, workdayList } from './workday-list.js';

/** The API's address keeps the search of the page that a person copied: a board of 2,000 can only be read in parts. */
function target(url: URL): BoardTarget | null {
  const address = workdayAddress(url);
  if (address === null) return null;
  const { base, tenant, site, pageUrl, externalPath } = address;
  const path = `${base}/wday/cxs/${encodeURIComponent(tenant)}/${encodeURIComponent(site)}`;
  return {
    apiUrl: `${path}/jobs${externalPath === null ? url.search : ''}`,
    board: tenant,
    postingId: externalPath,
    pageUrl,
  };
}

async function* walk({ apiUrl, postingId }: BoardTarget, client: BoardClient): AsyncGenerator<Walked> {
  const list = new URL(apiUrl);
  const site = apiBase(list, list.pathname.replace(/\/jobs$/, ''));
  if (postingId !== null) {
    const record = await client.json({ url: `${site}${postingId}` });
    if (isObject(record)) yield* recordsAt([{ externalPath: postingId, ...record }]);
    return;
  }
  const pathOf = (record: Json): string | null => textOf(record['externalPath']);
  yield* withDetails(
    client,
    workdayList(client, `${site}/jobs`, searchOf(list)),
    (record) => (pathOf(record) === null ? null : { url: `${site}${pathOf(record)}` }),
    (record, detail) => ({ ...record, ...detail }),
  );
}

function toRaw(record: Json, at: string, ctx: ParseContext): RawPosting {
  const info = isObject(record['jobPostingInfo']) ? record['jobPostingInfo'] : record;
  const employer = isObject(record['hiringOrganization']) ? record['hiringOrganization'] : {};
  const path = textOf(record['externalPath']) ?? textOf(info['externalPath']);
  const whole = textOf(info['externalUrl']);
  const page = pageOf(ctx);
  const url = whole ?? (path === null || page === null ? null : `${page}${path}`);
  const site = url !== null && URL.canParse(url) ? workdayAddress(new URL(url)) : null;
  const place = isObject(info['jobRequisitionLocation']) ? info['jobRequisitionLocation'] : {};
  const country = [place['country'], info['country']];
  return {
    ...blankPosting('workday', at),
    scope: site?.tenant ?? ctx.scope,
    sourceId: idIn(path ?? whole) ?? textOf(info['jobReqId']) ?? bulletId(record['bulletFields']),
    url,
    title: textOf(info['title']) ?? textOf(record['title']),
    description: textOf(info['jobDescription']),
    descriptionFormat: 'html',
    company: nameOf(employer) ?? ctx.company ?? site?.tenant ?? null,
    locations: locationsOf(record, info, path),
    place: placeOf(
      country.map(countryName).find((name) => name !== null),
      null,
      null,
    ),
    remote: parseRemote(info['remoteType']) ?? parseRemote(record['remoteType']),
    employmentType: textOf(info['timeType']) ?? textOf(record['timeType']),
    // `postedOn` counts from the day of reading ("Posted 3 Days Ago"): of a saved answer nobody knows that day.
    postedAt:
      textOf(info['startDate']) ?? /^\d{4}-\d\d-\d\d/.exec(textOf(info['postedOn']) ?? '')?.[0] ?? null,
    validThrough: textOf(info['endDate']),
  };
}

/** The site below which the paths are: as fetched, or, in a file, as a neighbour's address shows it. */
function pageOf({ pageUrl, scope }: ParseContext): string | null {
  if (pageUrl === null) return null;
  const known = workdayAddress(new URL(pageUrl))?.pageUrl ?? (scope === null ? null : pageUrl);
  return known?.replace(/\/$/, '') ?? null;
}

function countryName(country: unknown): string | null {
  return isObject(country)
    ? (textOf(country['alpha2Code']) ?? textOf(country['descriptor']))
    : textOf(country);
}

/** The fields below a title may be places as well; a number is a number. */
function bulletId(fields: unknown): string | null {
  return namesOf([fields].flat()).find((field) => /^(?=.*\d)[\w-]+$/.test(field)) ?? null;
}

/** The number that the address ends with (`…_JR354232-1`): the same requisition may be posted more than once. */
function idIn(address: string | null): string | null {
  return /_([^_/?]+)\/?(?:\?.*)?$/.exec(address ?? '')?.[1] ?? null;
}

/** The list may say no more than "3 Locations"; then the first one still stands in the address. */
function locationsOf(record: Json, info: Json, path: string | null): string[] {
  const all = [info['location'], info['additionalLocations']]
    .flat()
    .map((one) => (isObject(one) ? one['descriptor'] : one));
  const named = namesOf(all);
  if (named.length > 0) return named;
  const listed = textOf(record['locationsText']);
  if (listed !== null && !/^\d+\s+\p{L}+$/u.test(listed.trim())) return [listed];
  const step = /^\/job\/([^/]+)\/./.exec(path ?? '')?.[1];
  if (step === undefined) return [];
  return [decodeStep(step).replace(/---/g, ', ').replace(/-/g, ' ').trim()];
}

export const workday: BoardAdapter = {
  name: 'workday',
  target,
  recognises: (record) =>
    isObject(record['jobPostingInfo']) || ('externalPath' in record && 'title' in record),
  toRaw,
  walk,
};
