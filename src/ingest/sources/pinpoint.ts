/**
 * Pinpoint: `{company}.pinpointhq.com/postings.json`, everything in one answer, the text in parts with headings of
 * their own. Careers pages may be on the employer's own host.
 */
import type { RawPosting, Salary } from '../../domain/posting.js';
import { parseRemote } from '../facts/remote.js';
import { parseSalaryText } from '../facts/salary.js';
import { labelOf, resolveUrl, type BoardAdapter, type BoardTarget } from './board.js';
import { joinSections, placeName, placeOf, salaryFrom } from './board-fields.js';
import { blankPosting, isObject, nameOf, textOf, type Json, type ParseContext } from './item.js';

const DOMAIN = 'pinpointhq.com';
const API_PATH = /^(.*)\/postings\.json$/;
const PAGE_PATH = /\/(?:postings|jobs)\/([^/]+)/;

function target(url: URL): BoardTarget | null {
  const label = labelOf(url, DOMAIN);
  const m = API_PATH.exec(url.pathname);
  if (m === null && label === null) return null;
  const pageUrl = `${url.origin}${m?.[1] ?? ''}/`;
  const postingId = m === null ? (PAGE_PATH.exec(url.pathname)?.[1] ?? null) : null;
  return { apiUrl: `${pageUrl}postings.json`, board: label ?? url.hostname, postingId, pageUrl };
}

function toRaw(record: Json, at: string, ctx: ParseContext): RawPosting {
  const url = resolveUrl(textOf(record['url']) ?? textOf(record['path']), ctx.pageUrl);
  const label = url === null ? null : labelOf(new URL(url), DOMAIN);
  const place = isObject(record['location']) ? record['location'] : {};
  const name = textOf(place['name']) ?? textOf(record['location']);
  const city = textOf(place['city']);
  // Sites have names of their own ("HQ"): the city joins in where the name does not hold it.
  const inName = city === null || (name ?? '').toLowerCase().includes(city.toLowerCase());
  const location = inName ? name : placeName(name, city, place['province'], place['country']);
  const type = textOf(record['employment_type_text']) ?? textOf(record['employment_type']);
  return {
    ...blankPosting('pinpoint', at),
    scope: label ?? ctx.scope,
    sourceId: textOf(record['id']),
    url,
    title: textOf(record['title']),
    description: joinSections([
      [null, record['description']],
      ...['key_responsibilities', 'skills_knowledge_expertise', 'benefits'].map(
        (part) => [record[`${part}_header`] ?? HEADINGS[part], record[part]] as const,
      ),
    ]),
    descriptionFormat: 'html',
    company: nameOf(record['company']) ?? label ?? ctx.company,
    locations: location === null ? [] : [location],
    place: placeOf(place['country'], place['province'], city),
    remote: parseRemote(record['workplace_type']) ?? parseRemote(record['workplace_type_text']),
    employmentType: type,
    salary: salaryOf(record),
    postedAt:
      textOf(record['published_at']) ?? textOf(record['first_published_at']) ?? textOf(record['created_at']),
    validThrough: textOf(record['deadline_at']),
  };
}

/** Where the board names none. */
const HEADINGS: Readonly<Record<string, string>> = {
  key_responsibilities: 'Key responsibilities',
  skills_knowledge_expertise: 'Skills, knowledge and expertise',
  benefits: 'Benefits',
};

function salaryOf(record: Json): Salary | null {
  // The employer chose not to show it, though the feed has it.
  if (record['compensation_visible'] === false) return null;
  const said = salaryFrom(record, {
    min: 'compensation_minimum',
    max: 'compensation_maximum',
    currency: 'compensation_currency',
    period: 'compensation_frequency',
  });
  return said ?? parseSalaryText(textOf(record['compensation']) ?? '');
}

export const pinpoint: BoardAdapter = {
  name: 'pinpoint',
  target,
  recognises: (record) =>
    'key_responsibilities' in record ||
    'skills_knowledge_expertise' in record ||
    ('title' in record && /\.pinpointhq\.com\//.test(textOf(record['url']) ?? '')),
  toRaw,
};
