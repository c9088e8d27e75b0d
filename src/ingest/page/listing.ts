/** A page that lists postings: the links of it that lead to them. */
import { isObject } from '../sources/item.js';
import { resolve, type PageDocument } from './document.js';
import { isJobAddress, sameSite } from './job-url.js';
import { parseScript } from './script-json.js';
import { EMPTY_LINK, folded, GENDER_MARK, isNoPage, LIST_TITLE, stepMeaning } from './words.js';

export interface PostingLink {
  url: string;
  /** The words of the link, null where they say nothing. */
  text: string | null;
}

/** Links to postings on the same site, in the order of the page, each once. */
export function postingLinks(page: PageDocument): PostingLink[] {
  const { $, url, base } = page;
  if (url === null) return [];
  const found = new Map<string, PostingLink>();
  const add = (href: string | null, text: string | null): void => {
    if (href === null || bare(href) === bare(url) || !sameSite(href, url)) return;
    const known = found.get(bare(href));
    if (known === undefined) found.set(bare(href), { url: href, text });
    else known.text ??= text;
  };
  for (const el of $('a[href]').toArray()) {
    const href = resolve($(el).attr('href'), base);
    if (href === null) continue;
    const heading = $(el).find('h1, h2, h3, h4, h5, h6').first().text();
    const text = (heading || $(el).text()).replace(/\s+/g, ' ').trim();
    const says = text !== '' && !EMPTY_LINK.test(folded(text)) ? text.slice(0, 200) : null;
    const isPosting =
      isJobAddress(href) || isChild(href, url, says) || (GENDER_MARK.test(text) && !isNoPage(href));
    if (isPosting && !(says !== null && LIST_TITLE.test(folded(says)))) add(href, says);
  }
  for (const href of listedInData(page)) add(resolve(href, base), null);
  return [...found.values()];
}

function bare(url: string): string {
  return url.replace(/\/$/, '');
}

/** Right below a page of jobs, where even one word (`/jobs/cook/`) is a posting's name if its link has words. */
function isChild(href: string, list: string, says: string | null): boolean {
  const [child, parent] = [new URL(href), new URL(list)];
  const below = parent.pathname.replace(/\/?(?:index\.\w+)?$/, '/');
  const rest = child.pathname.startsWith(below) ? child.pathname.slice(below.length).replace(/\/$/, '') : '';
  const inJobs = below.split('/').some((step) => step !== '' && stepMeaning(step) === 'jobs');
  if (says === null || !inJobs || child.search !== '' || !/^[^/]+$/.test(rest)) return false;
  return !isNoPage(rest) && stepMeaning(rest) === null;
}

/** Addresses of a schema.org ItemList, which say that they are the list. */
function listedInData({ $ }: PageDocument): string[] {
  return $('script[type="application/ld+json"]')
    .toArray()
    .flatMap((el) => {
      const text = $(el).text();
      if (!text.includes('ItemList')) return [];
      try {
        return itemUrls(parseScript(text, () => true));
      } catch (error) {
        if (error instanceof SyntaxError) return [];
        throw error;
      }
    })
    .filter((url) => URL.canParse(url) && isJobAddress(url));
}

function itemUrls(value: unknown, depth = 0): string[] {
  if (depth > 8) return [];
  if (Array.isArray(value)) return value.flatMap((entry) => itemUrls(entry, depth + 1));
  if (!isObject(value)) return [];
  const own = value['@type'] === 'ListItem' ? [value['url'], value['item']] : [];
  return [
    ...own.filter((url) => typeof url === 'string'),
    ...Object.values(value).flatMap((inner) => itemUrls(inner, depth + 1)),
  ];
}
