/**
 * Recruitee: `{company}.recruitee.com/api/offers/`, everything in one answer. Careers pages may be on the employer's
 * own host; their ids are unique across all of Recruitee.
 */
import type { RawPosting, RemoteKind } from '../../domain/posting.js';
import { apiBase, decodeStep, labelOf, type BoardAdapter, type BoardTarget } from './board.js';
import { joinSections, namesOf, objectsIn, placeName, placeOf, salaryFrom } from './board-fields.js';
import { blankPosting, isObject, nameOf, textOf, type Json, type ParseContext } from './item.js';

const API_PATH = /^(.*)\/api\/offers(?:\/([^/]+))?\/?$/;
const PAGE_PATH = /\/o\/([^/]+)/;

function target(url: URL): BoardTarget | null {
  const label = labelOf(url, 'recruitee.com');
  const m = API_PATH.exec(url.pathname);
  if (m === null && label === null) return null;
  const id = m === null ? PAGE_PATH.exec(url.pathname)?.[1] : m[2];
  return {
    apiUrl: `${apiBase(url, m?.[1] ?? '')}/api/offers/`,
    board: label ?? url.hostname,
    postingId: id === undefined ? null : decodeStep(id),
  };
}

/** The employer's label of a page on the service's own hosts. */
function ownerOf(pageUrl: string | null): string | null {
  return pageUrl !== null && URL.canParse(pageUrl) ? labelOf(new URL(pageUrl), 'recruitee.com') : null;
}

function toRaw(record: Json, at: string, ctx: ParseContext): RawPosting {
  const offer = isObject(record['offer']) ? record['offer'] : record;
  const translations = isObject(offer['translations']) ? offer['translations'] : {};
  const said = objectsIn(Object.values(translations));
  const [language, another] = Object.keys(translations);
  const text = (key: string): string | null =>
    textOf(offer[key]) ?? said.map((one) => textOf(one[key])).find((one) => one !== null) ?? null;
  const places = objectsIn(offer['locations']);
  const [first] = places;
  const url = textOf(offer['careers_url']) ?? textOf(offer['careers_apply_url']);
  const whole = textOf(offer['location']) ?? placeName(offer['city'], offer['state_name'], offer['country']);
  const named = places.map(
    (place) => placeName(place['city'], place['state'], place['country']) ?? place['name'],
  );
  return {
    ...blankPosting('recruitee', at),
    scope: 'recruitee',
    sourceId: textOf(offer['id']) ?? textOf(offer['guid']),
    url,
    title: text('title'),
    description: joinSections([
      [null, text('description')],
      [null, text('requirements')],
    ]),
    descriptionFormat: 'html',
    company: textOf(offer['company_name']) ?? nameOf(offer['company']) ?? ctx.company ?? ownerOf(url),
    // The line above the list shows one of several places, or only that there are some.
    locations: namesOf(places.length > 1 ? named : [whole ?? named[0]]),
    place:
      places.length > 1
        ? null
        : placeOf(
            offer['country_code'] ?? offer['country'] ?? first?.['country_code'],
            offer['state_name'] ?? first?.['state'],
            offer['city'] ?? first?.['city'],
          ),
    remote: remoteOf(offer),
    employmentType: textOf(offer['employment_type_code']),
    salary: salaryFrom(offer['salary'], { min: 'min', max: 'max', currency: 'currency', period: 'period' }),
    postedAt: textOf(offer['published_at']) ?? textOf(offer['created_at']),
    validThrough: textOf(offer['close_at']),
    language: another === undefined ? (language ?? null) : null,
  };
}

function remoteOf(offer: Json): RemoteKind | null {
  if (offer['hybrid'] === true) return 'hybrid';
  if (offer['remote'] === true) return 'remote';
  return offer['on_site'] === true ? 'onsite' : null;
}

const recognises = (record: Json): boolean =>
  isObject(record['offer'])
    ? recognises(record['offer'])
    : 'careers_url' in record || 'careers_apply_url' in record;

export const recruitee: BoardAdapter = { name: 'recruitee', target, recognises, toRaw };
