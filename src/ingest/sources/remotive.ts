/** Remotive: `remotive.com/api/remote-jobs`, every open posting in one list; `category`, `search` and `limit` narrow it. */
import type { RawPosting } from '../../domain/posting.js';
import { parseSalaryText } from '../facts/salary.js';
import { asGiven, countryOf, dateOf } from './aggregator.js';
import { pathSteps, type BoardAdapter, type BoardTarget } from './board.js';
import { blankPosting, textOf, type Json } from './item.js';

const HOSTS = /^(www\.)?remotive\.(com|io)$/;
const API_PATH = /^.*\/api\/remote-jobs\/?$/;
const API = 'https://remotive.com/api/remote-jobs';

function target(url: URL): BoardTarget | null {
  if (API_PATH.test(url.pathname)) return asGiven(url);
  if (!HOSTS.test(url.hostname)) return null;
  const [section, category, slug] = pathSteps(url);
  const all = { apiUrl: API, board: 'all', postingId: null };
  if (section === undefined) return all;
  if (section !== 'remote-jobs') return null;
  if (category === undefined) return all;
  const id = /-(\d{4,})$/.exec(slug ?? category)?.[1];
  if (id !== undefined) return { ...all, postingId: id };
  return { apiUrl: `${API}?category=${encodeURIComponent(category)}`, board: category, postingId: null };
}

function toRaw(record: Json, at: string): RawPosting {
  const location = textOf(record['candidate_required_location']);
  const locations = location === null ? [] : [location];
  const salary = textOf(record['salary']);
  return {
    ...blankPosting('remotive', at),
    scope: 'remotive',
    sourceId: textOf(record['id']),
    url: textOf(record['url']),
    title: textOf(record['title']),
    description: textOf(record['description']),
    descriptionFormat: 'html',
    company: textOf(record['company_name']),
    locations,
    place: countryOf(locations),
    remote: 'remote',
    employmentType: textOf(record['job_type']),
    salary: salary === null ? null : parseSalaryText(salary),
    postedAt: dateOf(record['publication_date']),
  };
}

export const remotive: BoardAdapter = {
  name: 'remotive',
  latestOnly: true,
  target,
  recognises: (record) => 'candidate_required_location' in record && 'company_name' in record,
  toRaw,
};
