/**
 * BambooHR: `{company}.bamboohr.com/careers/list`, and `…/careers/{id}/detail` for text, date and pay. The list names
 * neither employer nor addresses, and ids count from 1 in every company. The path alone could be any site's, so only
 * the service's own hosts are taken for it.
 */
import type { RawPosting, RemoteKind } from '../../domain/posting.js';
import { parseRemote } from '../facts/remote.js';
import { parseSalaryText } from '../facts/salary.js';
import { labelOf, type BoardAdapter, type BoardClient, type BoardTarget, type Walked } from './board.js';
import { placeName, placeOf } from './board-fields.js';
import { listed, listIn, recordsAt, withDetails } from './board-walk.js';
import { blankPosting, isObject, textOf, type Json, type ParseContext } from './item.js';

const DOMAIN = 'bamboohr.com';
/** `locationType` of the list. */
const KINDS: ReadonlyMap<string, RemoteKind> = new Map([
  ['1', 'remote'],
  ['2', 'hybrid'],
]);

function target(url: URL): BoardTarget | null {
  const board = labelOf(url, DOMAIN);
  if (board === null) return null;
  // /jobs/view.php?id=86 is the older page, still found in old links.
  const id = /\/(?:careers|jobs)\/(\d+)/.exec(url.pathname)?.[1] ?? url.searchParams.get('id');
  const pageUrl = `${url.origin}/careers`;
  return { apiUrl: `${pageUrl}/list`, board, postingId: id, pageUrl };
}

async function* walk(
  { apiUrl, pageUrl = '', postingId }: BoardTarget,
  client: BoardClient,
): AsyncGenerator<Walked> {
  const detail = (id: string) => ({ url: `${pageUrl}/${encodeURIComponent(id)}/detail` });
  if (postingId !== null) {
    const record = await client.json(detail(postingId));
    if (isObject(record)) yield* recordsAt([{ id: postingId, ...openingOf(record) }]);
    return;
  }
  const list = listIn(await client.json({ url: apiUrl }), 'result');
  yield* withDetails(
    client,
    listed(list),
    (record) => {
      const id = textOf(record['id']);
      return id === null ? null : detail(id);
    },
    (record, more) => ({ ...record, ...openingOf(more), id: record['id'] }),
  );
}

/** `{"result":{"jobOpening":{…}}}` of a detail -> the opening; a record of the list stays as it is. */
function openingOf(record: Json): Json {
  const result = isObject(record['result']) ? record['result'] : record;
  return isObject(result['jobOpening']) ? result['jobOpening'] : result;
}

function toRaw(record: Json, at: string, ctx: ParseContext): RawPosting {
  const job = openingOf(record);
  const shared = textOf(job['jobOpeningShareUrl']);
  const label = shared !== null && URL.canParse(shared) ? labelOf(new URL(shared), DOMAIN) : null;
  const id = textOf(job['id']) ?? /\/careers\/(\d+)/.exec(shared ?? '')?.[1] ?? null;
  const careers = /^.*\/careers(?=\/|$)/.exec(ctx.pageUrl ?? '')?.[0];
  const places = [job['location'], job['atsLocation']].filter(isObject);
  const part = (...keys: string[]): unknown =>
    places.flatMap((place) => keys.map((key) => place[key])).find((value) => textOf(value) !== null);
  const [city, region] = [part('city'), part('state', 'province')];
  const country = part('addressCountry', 'country');
  const location = placeName(city, region, country) ?? textOf(job['location']);
  return {
    ...blankPosting('bamboohr', at),
    scope: label ?? ctx.scope,
    sourceId: id,
    url: shared ?? (careers === undefined || id === null ? null : `${careers}/${id}`),
    title: textOf(job['jobOpeningName']),
    description: textOf(job['description']),
    descriptionFormat: 'html',
    company: label ?? ctx.company,
    locations: location === null ? [] : [location],
    place: placeOf(country, region, city),
    remote:
      KINDS.get(textOf(job['locationType']) ?? '') ??
      parseRemote(job['locationType']) ??
      parseRemote(job['isRemote']),
    employmentType: textOf(job['employmentStatusLabel']) ?? textOf(job['employmentType']),
    salary: parseSalaryText(textOf(job['compensation']) ?? ''),
    postedAt: textOf(job['datePosted']),
  };
}

export const bamboohr: BoardAdapter = {
  name: 'bamboohr',
  target,
  recognises: (record) => 'jobOpeningName' in openingOf(record),
  toRaw,
  walk,
};
