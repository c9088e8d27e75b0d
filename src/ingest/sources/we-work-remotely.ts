/**
 * We Work Remotely: an RSS feed of all jobs and one of each category, at the address of the page with `.rss` behind
 * it. Titles are `Company: Title`, and every job is remote; `region` says from where.
 */
import type { RawPosting } from '../../domain/posting.js';
import { pathSteps, type BoardAdapter, type BoardTarget } from './board.js';
import { blankPosting, textOf, type Json } from './item.js';

const HOST = /^(?:www\.)?weworkremotely\.com$/;
const SITE = 'https://weworkremotely.com';

function target(url: URL): BoardTarget | null {
  if (!HOST.test(url.hostname)) return null;
  const [section, name, ...rest] = pathSteps(url);
  const feed = (path: string, postingId: string | null = null): BoardTarget => ({
    apiUrl: `${SITE}${path}`,
    board: 'weworkremotely',
    postingId,
    format: 'xml',
  });
  if (section === undefined || (section === 'remote-jobs' && name === undefined))
    return feed('/remote-jobs.rss');
  if (rest.length > 0) return null;
  if (name === undefined && section.endsWith('.rss')) return feed(`/${section}`);
  if (section === 'categories' && name !== undefined)
    return feed(`/categories/${encodeURIComponent(name.replace(/\.rss$/, ''))}.rss`);
  // A search has no feed; any other step is a posting's own name, which the feed of all jobs has too.
  if (section === 'remote-jobs' && name !== undefined && !/^(search|new)\b/.test(name))
    return feed('/remote-jobs.rss', name);
  return null;
}

function toRaw(record: Json, at: string): RawPosting {
  const url = linkOf(record);
  const { company, title } = split(textOf(record['title']));
  const from = [record['region'], record['state'], record['country']].flat().map(textOf);
  return {
    ...blankPosting('weworkremotely', at),
    scope: 'weworkremotely',
    sourceId: url === null ? null : (pathSteps(new URL(url)).at(-1) ?? null),
    url,
    title,
    description: descriptionOf(record),
    descriptionFormat: 'html',
    company: textOf(record['company']) ?? company,
    locations: [...new Set(from.filter((place) => place !== null))].slice(0, 1),
    remote: 'remote',
    employmentType: textOf(record['type']),
    postedAt: textOf(record['pubDate']),
    validThrough: textOf(record['expires_at']),
  };
}

/** The skills that the employer ticked stand beside the text. */
function descriptionOf(record: Json): string | null {
  const text = textOf(record['description']);
  const skills = [record['skills']]
    .flat()
    .map(textOf)
    .filter((skill) => skill !== null);
  if (skills.length === 0) return text;
  return `${text ?? ''}\n<h3>Skills</h3>\n<p>${skills.join(', ')}</p>`;
}

/** A company's name may hold a colon less often than a title: the first one parts them. */
function split(written: string | null): { company: string | null; title: string | null } {
  const m = /^\s*([^:]{1,120}?)\s*:\s+(\S[\s\S]*)$/.exec(written ?? '');
  return m === null ? { company: null, title: written } : { company: m[1] ?? null, title: m[2] ?? null };
}

function linkOf(record: Json): string | null {
  const found = [record['link'], record['guid']]
    .map(textOf)
    .find((text) => text !== null && URL.canParse(text.trim()));
  return found?.trim() ?? null;
}

export const weWorkRemotely: BoardAdapter = {
  name: 'weworkremotely',
  latestOnly: true,
  target,
  recognises: (record) => {
    const link = linkOf(record);
    return link !== null && 'title' in record && HOST.test(new URL(link).hostname);
  },
  toRaw,
};
