/**
 * Workable: `apply.workable.com/api/v1/widget/accounts/{account}?details=true`, everything in one answer, a posting once
 * for every location. Other answers of the service (`/api/v3/accounts/{account}/jobs`, one posting) have the same fields.
 */
import type { RawPosting, RemoteKind } from '../../domain/posting.js';
import { parseRemote } from '../facts/remote.js';
import { apiBase, decodeStep, labelOf, pathSteps, type BoardAdapter, type BoardTarget } from './board.js';
import { joinSections, namesOf, objectsIn, placeName, placeOf, salaryFrom } from './board-fields.js';
import { blankPosting, isObject, nameOf, STATUS, textOf, type Json, type ParseContext } from './item.js';

const API_PATH = /^(.*)\/api\/(?:v1\/widget\/|v[1-3]\/)?accounts\/([^/]+)(?:\/jobs(?:\/([^/]+))?)?\/?$/;
const PAGE_HOST = 'apply.workable.com';

function api(base: string, board: string, postingId: string | null): BoardTarget {
  const apiUrl = `${base}/api/v1/widget/accounts/${encodeURIComponent(board)}?details=true`;
  return { apiUrl, board, postingId };
}

function target(url: URL): BoardTarget | null {
  const m = API_PATH.exec(url.pathname);
  if (m?.[2] !== undefined) {
    // www.workable.com has the older address of the same answer.
    const base = url.hostname === 'www.workable.com' ? `https://${PAGE_HOST}` : apiBase(url, m[1] ?? '');
    return api(base, decodeStep(m[2]), m[3] ?? null);
  }
  const steps = pathSteps(url);
  const after = (step: string): string | null => steps[steps.indexOf(step) + 1] ?? null;
  const id = steps.includes('j') ? after('j') : null;
  if (url.hostname === PAGE_HOST) {
    const [board] = steps;
    // /j/CODE alone does not say whose it is: the page itself does.
    return board === undefined || board === 'j' || board === 'api' ? null : api(url.origin, board, id);
  }
  const board = labelOf(url, 'workable.com');
  return board === null ? null : api(`https://${PAGE_HOST}`, board, id);
}

function toRaw(record: Json, at: string, ctx: ParseContext): RawPosting {
  const job = isObject(record['job']) ? { ...record, ...record['job'] } : record;
  const details = isObject(job['details']) ? job['details'] : job;
  const code = textOf(job['shortcode']);
  const places = objectsIn(job['locations']);
  const main = isObject(job['location']) ? job['location'] : (places[0] ?? {});
  const region = STATUS.test(textOf(job['state']) ?? '') ? null : textOf(job['state']);
  const whole =
    placeName(job['city'], region ?? job['region'], job['country']) ??
    textOf(main['location_str']) ??
    nameOf(job['location_str']);
  const shown = places.filter((place) => place['hidden'] !== true);
  const named = [main, ...shown].map(placeText);
  return {
    ...blankPosting('workable', at),
    scope: 'workable',
    sourceId: code,
    url: textOf(job['url']) ?? textOf(job['shortlink']) ?? pageOf(job, code, ctx.scope),
    title: textOf(job['title']) ?? textOf(job['full_title']),
    description: joinSections([
      [null, textOf(details['full_description']) ?? textOf(details['description'])],
      ['Requirements', details['full_description'] ? null : details['requirements']],
      ['Benefits', details['full_description'] ? null : details['benefits']],
    ]),
    descriptionFormat: 'html',
    company: nameOf(job['company']) ?? textOf(ctx.envelope?.['name']) ?? ctx.company,
    locations: namesOf(shown.length > 1 ? named : [whole ?? named[0]]),
    place:
      shown.length > 1
        ? null
        : placeOf(
            main['countryCode'] ?? main['country_code'] ?? job['country'] ?? main['country'],
            region ?? main['region'],
            textOf(job['city']) ?? main['city'],
          ),
    remote: remoteOf(job, main),
    employmentType: nameOf(job['employment_type']) ?? fullOrPart(job['type']),
    salary: salaryFrom(job['salary'], {
      min: 'salary_from',
      max: 'salary_to',
      currency: 'salary_currency',
      period: 'salary_period',
    }),
    postedAt: textOf(job['published_on']) ?? textOf(job['published']) ?? textOf(job['created_at']),
    language: textOf(job['language']),
  };
}

const placeText = (place: Json): string | null =>
  textOf(place['location_str']) ?? placeName(place['city'], place['region'], place['country']);

function pageOf(job: Json, code: string | null, account: string | null): string | null {
  if (code === null) return textOf(job['application_url']);
  return `https://${PAGE_HOST}/${account === null ? '' : `${encodeURIComponent(account)}/`}j/${code}`;
}

function remoteOf(job: Json, place: Json): RemoteKind | null {
  const kind = parseRemote(job['workplace']) ?? parseRemote(job['workplace_type'] ?? place['workplace_type']);
  return kind ?? parseRemote(job['telecommuting'] ?? job['remote'] ?? place['telecommuting']);
}

/** `type` is `full` or `part` in the answers of the newer interface. */
function fullOrPart(type: unknown): string | null {
  return type === 'full' || type === 'part' ? `${type}-time` : textOf(type);
}

export const workable: BoardAdapter = {
  name: 'workable',
  target,
  recognises: (record) => {
    const job = isObject(record['job']) ? record['job'] : record;
    return 'shortcode' in job && ('title' in job || 'full_title' in job);
  },
  toRaw,
  perLocation: true,
};
