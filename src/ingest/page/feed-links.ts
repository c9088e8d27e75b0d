/** Feeds of postings that a page offers. A site's news feed is in the head of every page too: only feeds about jobs count. */
import { resolve, type PageDocument } from './document.js';
import { sameSite } from './job-url.js';
import { folded, stepMeaning } from './words.js';

const FEED_TYPE = /^\s*application\/(?:rss|atom|feed)\+(?:xml|json)\b/i;
const FEED_NAME = /(?:\.(?:rss|atom)|\/(?:feed|rss|atom)(?:\.xml)?)\/?$/i;

/** Addresses of the page's feeds of postings, those that it declares first. */
export function feedLinks(page: PageDocument): string[] {
  const { $, base, url } = page;
  const declared = $('link[rel~=alternate][href]')
    .toArray()
    .filter((el) => FEED_TYPE.test($(el).attr('type') ?? ''))
    .map((el) => ({ href: resolve($(el).attr('href'), base), title: $(el).attr('title') ?? '' }));
  const linked = $('a[href]')
    .toArray()
    .map((el) => ({ href: resolve($(el).attr('href'), base), title: '' }))
    .filter(({ href }) => href !== null && FEED_NAME.test(new URL(href).pathname));
  const found = [...declared, ...linked].flatMap(({ href, title }) =>
    href !== null && (url === null || sameSite(href, url)) && aboutJobs(href, title) ? [href] : [],
  );
  return [...new Set(found)];
}

function aboutJobs(href: string, title: string): boolean {
  const { pathname, hostname, searchParams } = new URL(href);
  const steps = [...pathname.split('/'), ...hostname.split('.').slice(0, 1), ...searchParams.values()];
  const words = [...folded(title).split(' '), ...steps.flatMap((step) => step.split(/[-_.]/))];
  return words.some((word) => word !== '' && stepMeaning(word) === 'jobs');
}
