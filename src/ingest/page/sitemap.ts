/** Sitemaps (https://www.sitemaps.org): the pages of a site, of which those about one job are wanted. */
import { Parser } from 'htmlparser2';
import { GiveUpError } from '../../domain/errors.js';
import { MAX_SITEMAPS } from '../limits.js';
import type { OpenDocument, PageClient } from './client.js';
import { isJobAddress, sameSite } from './job-url.js';
import type { PostingLink } from './listing.js';
import { isNoPage, stepMeaning } from './words.js';

interface Entry {
  url: string;
  changed: string;
}

/** What one sitemap file says. */
interface Sitemap {
  pages: Entry[];
  /** Further sitemaps, where it is an index. */
  sitemaps: string[];
}

/** The sitemap formats allow 50,000 in one file. */
const MAX_ENTRIES = 100_000;

/** Sitemaps that a site names in its robots.txt, else the usual place. */
export async function sitemapsOf(pageUrl: string, client: PageClient): Promise<string[]> {
  const named = (await client.sitemapsOf(pageUrl)).filter((url) => URL.canParse(url, pageUrl));
  if (named.length === 0) return [new URL('/sitemap.xml', pageUrl).href];
  return [...new Set(named.map((url) => new URL(url, pageUrl).href))];
}

/** Whether XML is a sitemap or an index of them. */
export function isSitemap(head: string): boolean {
  return /<(?:[\w-]+:)?(?:urlset|sitemapindex)[\s>]/.test(head.slice(0, 4000));
}

/**
 * The job pages of these sitemaps and the ones below them, newest first.
 * @param site pages of other sites are left out.
 * @param opened the first of them, where it has been opened already.
 */
export async function jobPagesOf(
  sitemaps: readonly string[],
  site: string,
  client: PageClient,
  opened: OpenDocument | null = null,
): Promise<PostingLink[]> {
  const found = new Map<string, string>();
  const open = [...sitemaps];
  const seen = new Set<string>();
  for (let url = open.shift(); url !== undefined && seen.size < MAX_SITEMAPS; url = open.shift()) {
    if (seen.has(url)) continue;
    const first = seen.size === 0 ? opened : null;
    seen.add(url);
    const { pages, sitemaps: below } = await readSitemap(url, client, first);
    const allJobs = isAboutJobs(url);
    for (const page of pages) {
      const wanted = allJobs ? !isNoPage(new URL(page.url).pathname) : isJobAddress(page.url);
      if (wanted && sameSite(page.url, site)) found.set(page.url, page.changed);
    }
    // A site that keeps its jobs in a sitemap of their own need not be searched for them elsewhere.
    const about = below.filter(isAboutJobs);
    open.push(...(about.length > 0 ? about : below));
  }
  return [...found]
    .toSorted((a, b) => (a[1] < b[1] ? 1 : a[1] > b[1] ? -1 : 0))
    .map(([url]) => ({ url, text: null }));
}

/** `sitemap-jobs.xml`, `/careers/sitemap.xml.gz`. */
function isAboutJobs(sitemap: string): boolean {
  const { pathname, hostname, search } = new URL(sitemap);
  return [...pathname.split('/'), ...hostname.split('.').slice(0, 1), search]
    .flatMap((step) => step.split(/[-_.=&?\d]+/))
    .some((word) => word !== '' && stepMeaning(word) === 'jobs');
}

/** What is gone, or something else than a sitemap, has no entries; others of the site may do. */
async function readSitemap(url: string, client: PageClient, opened: OpenDocument | null): Promise<Sitemap> {
  try {
    const { source, text } = opened ?? (await client.document(url));
    try {
      return await parseSitemap(text.text, url);
    } finally {
      await source.bytes.return(undefined);
    }
  } catch (error) {
    if (error instanceof GiveUpError) return { pages: [], sitemaps: [] };
    throw error;
  }
}

/** Streamed: a sitemap may have 50 MB. */
export async function parseSitemap(text: AsyncIterable<string>, base: string): Promise<Sitemap> {
  const out: Sitemap = { pages: [], sitemaps: [] };
  const path: string[] = [];
  let written = '';
  let entry: Entry | null = null;
  const local = (name: string): string => name.replace(/^.*:/, '').toLowerCase();
  const parser = new Parser(
    {
      onopentag(name) {
        path.push(local(name));
        written = '';
        if (path.at(-1) === 'url' || path.at(-1) === 'sitemap') entry = { url: '', changed: '' };
      },
      ontext(data) {
        if (written.length < 5000) written += data;
      },
      onclosetag() {
        const name = path.pop();
        const value = written.trim();
        const owner = path.at(-1);
        // <image:loc> stands below <image:image>: only what the entry itself says counts.
        if (entry !== null && (owner === 'url' || owner === 'sitemap')) {
          if (name === 'loc' && URL.canParse(value, base)) entry.url = new URL(value, base).href;
          if (name === 'lastmod') entry.changed = value;
        }
        if (entry !== null && (name === 'url' || name === 'sitemap')) {
          if (/^https?:/.test(entry.url) && out.pages.length + out.sitemaps.length < MAX_ENTRIES) {
            if (name === 'url') out.pages.push(entry);
            else out.sitemaps.push(entry.url);
          }
          entry = null;
        }
        written = '';
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  for await (const piece of text) parser.write(piece);
  parser.end();
  return out;
}
