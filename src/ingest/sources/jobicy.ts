/** Jobicy: `jobicy.com/api/v2/remote-jobs`, the newest postings; `count`, `geo`, `industry` and `tag` narrow it. */
import type { RawPosting, Salary } from '../../domain/posting.js';
import { parseAmount, parsePeriod } from '../facts/salary.js';
import { asGiven, countryOf, dateOf, namesOf } from './aggregator.js';
import { pathSteps, type BoardAdapter, type BoardTarget } from './board.js';
import { blankPosting, textOf, type Json } from './item.js';

const HOSTS = /^(www\.)?jobicy\.com$/;
const API_PATH = /^.*\/api\/v2\/remote-jobs\/?$/;
/** The most that it gives at once. */
const API = 'https://jobicy.com/api/v2/remote-jobs?count=100';

function target(url: URL): BoardTarget | null {
  if (API_PATH.test(url.pathname)) return asGiven(url);
  if (!HOSTS.test(url.hostname)) return null;
  const [section, slug, ...rest] = pathSteps(url);
  if (rest.length > 0 || (section !== undefined && section !== 'jobs')) return null;
  const all = { apiUrl: API, board: 'all', postingId: null };
  if (slug === undefined) return all;
  const id = /^(\d+)(?:-|$)/.exec(slug)?.[1];
  return id === undefined ? null : { ...all, postingId: id };
}

function toRaw(record: Json, at: string): RawPosting {
  // "LATAM,  Canada,  USA"; only names of regions and countries, so a comma always parts two of them.
  const locations = namesOf(record['jobGeo'])
    .flatMap((text) => text.split(',').map((place) => place.trim()))
    .filter((text) => text !== '');
  const types = namesOf(record['jobType']);
  return {
    ...blankPosting('jobicy', at),
    scope: 'jobicy',
    sourceId: textOf(record['id']),
    url: textOf(record['url']),
    title: textOf(record['jobTitle']),
    description: textOf(record['jobDescription']) ?? textOf(record['jobExcerpt']),
    descriptionFormat: 'html',
    company: textOf(record['companyName']),
    locations,
    place: countryOf(locations),
    remote: 'remote',
    employmentType: types.length === 0 ? null : types.join(', '),
    salary: salaryOf(record),
    postedAt: dateOf(record['pubDate']),
  };
}

/** Older answers hold yearly amounts under names that say so. */
function salaryOf(record: Json): Salary {
  const yearly = record['annualSalaryMin'] ?? record['annualSalaryMax'];
  const written = parsePeriod(textOf(record['salaryPeriod']));
  return {
    min: parseAmount(record['salaryMin'] ?? record['annualSalaryMin']),
    max: parseAmount(record['salaryMax'] ?? record['annualSalaryMax']),
    currency: textOf(record['salaryCurrency']),
    period: written ?? (yearly === undefined ? null : 'year'),
  };
}

export const jobicy: BoardAdapter = {
  name: 'jobicy',
  latestOnly: true,
  target,
  recognises: (record) => 'jobTitle' in record && ('jobGeo' in record || 'jobSlug' in record),
  toRaw,
};
