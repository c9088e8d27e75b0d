/**
 * Remote OK: `remoteok.com/api`, the newest postings in one list whose first element is a legal notice. Its texts
 * were read in the wrong encoding before they were stored there ("diagnÃ³stico").
 */
import type { RawPosting, Salary } from '../../domain/posting.js';
import { mendMojibake } from '../facts/mojibake.js';
import { parseAmount } from '../facts/salary.js';
import { asGiven, dateOf } from './aggregator.js';
import { pathSteps, type BoardAdapter, type BoardTarget } from './board.js';
import { blankPosting, textOf, type Json } from './item.js';

const HOSTS = /^(www\.)?remoteok\.(com|io)$/;
const API = 'https://remoteok.com/api';

/** The path `/api` could be anyone's, so only the host makes an address ours. */
function target(url: URL): BoardTarget | null {
  if (!HOSTS.test(url.hostname)) return null;
  const [section, slug, ...rest] = pathSteps(url);
  if (rest.length > 0) return null;
  if (section === 'api' && slug === undefined) return asGiven(url);
  const all = { apiUrl: API, board: 'all', postingId: null };
  if (section === undefined) return all;
  if (section === 'remote-jobs') {
    if (slug === undefined) return all;
    const id = /(?:^|-)(\d+)$/.exec(slug)?.[1];
    return id === undefined ? null : { ...all, postingId: id };
  }
  const tag = /^remote-(.+)-jobs$/.exec(section)?.[1];
  if (tag === undefined || slug !== undefined) return null;
  return { apiUrl: `${API}?tags=${encodeURIComponent(tag)}`, board: tag, postingId: null };
}

function toRaw(record: Json, at: string): RawPosting | RawPosting[] {
  if (isNotice(record)) return [];
  const text = (key: string): string | null => {
    const value = textOf(record[key]);
    return value === null ? null : mendMojibake(value);
  };
  const location = text('location');
  return {
    ...blankPosting('remoteok', at),
    scope: 'remoteok',
    sourceId: textOf(record['id']) ?? textOf(record['slug']),
    url: textOf(record['url']) ?? textOf(record['apply_url']),
    title: text('position') ?? text('title'),
    description: text('description'),
    descriptionFormat: 'html',
    company: text('company'),
    locations: location === null ? [] : [location],
    remote: 'remote',
    salary: salaryOf(record),
    postedAt: dateOf(record['date']) ?? dateOf(record['epoch']),
  };
}

/** The form in which employers post asks for dollars a year. */
function salaryOf(record: Json): Salary {
  const [min, max] = [parseAmount(record['salary_min']), parseAmount(record['salary_max'])];
  return { min, max, currency: 'USD', period: 'year' };
}

function isNotice(record: Json): boolean {
  return 'legal' in record && !('position' in record) && !('title' in record);
}

export const remoteok: BoardAdapter = {
  name: 'remoteok',
  latestOnly: true,
  target,
  recognises: (record) =>
    isNotice(record) ||
    ('position' in record && 'company' in record && 'slug' in record && 'epoch' in record),
  toRaw,
};
