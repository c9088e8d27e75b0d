/** Lists that go on: where the next page of one is, told from its links, and the pages that follow. */
import { codeOf, GiveUpError, messageOf } from '../../domain/errors.js';
import type { Item } from '../sources/item.js';
import type { PageClient } from './client.js';
import { resolve, type PageDocument } from './document.js';
import { sameSite } from './job-url.js';
import { folded } from './words.js';

const NEXT =
  /^(?:next(?: page| results?)?|older(?: posts| jobs)?|(?:nachste|weitere?)(?: seite| ergebnisse)?|weiter|(?:page )?suivante?|(?:pagina )?siguiente|(?:pagina )?proxima|(?:pagina )?successiva|volgende(?: pagina)?|nasta(?: sida)?)$/;
/** Arrows that stand for it; two in a row lead to the last page as often. */
const ARROW = /^\s*(?:›|→|>|❯|»)\s*$/;
const PAGE_PARAMETER =
  /^(?:page|p|pg|paged|pagina|seite|sida|pageno|page_?num(?:ber)?|current_?page|offset|start|from)$/i;
const PAGE_STEPS = /\/(?:page|p|seite|pagina|sida)[/-](\d+)\/?$/i;

/** The list's next page on the same site, or null for the last one and for what is no list. */
export function nextPage(page: PageDocument): string | null {
  const { $, base, url } = page;
  if (url === null) return null;
  const goesOn = (href: string | undefined): string | null => {
    const address = resolve(href, base);
    return address !== null && sameSite(address, url) && isSameList(address, url) ? address : null;
  };
  for (const el of $('link[rel~=next][href], a[rel~=next][href]').toArray()) {
    const address = goesOn($(el).attr('href'));
    if (address !== null) return address;
  }
  const links = $('a[href]').toArray();
  for (const el of links) {
    const [text, label] = [$(el).text(), $(el).attr('aria-label') ?? $(el).attr('title') ?? ''];
    if (![text, label].some((words) => NEXT.test(folded(words)) || ARROW.test(words))) continue;
    const address = goesOn($(el).attr('href'));
    if (address !== null && number(address) !== 1) return address;
  }
  const wanted = (number(url) ?? 1) + 1;
  const numbered = links.map((el) => goesOn($(el).attr('href'))).filter((address) => address !== null);
  return (
    numbered.find((address) => number(address) === wanted && !/[?&](?:offset|start|from)=/i.test(address)) ??
    null
  );
}

/** The same address but for what says which page it is: "next" may also lead to the next posting. */
function isSameList(address: string, as: string): boolean {
  const bare = (text: string): string => {
    const url = new URL(text);
    for (const name of [...url.searchParams.keys()])
      if (PAGE_PARAMETER.test(name)) url.searchParams.delete(name);
    url.searchParams.sort();
    return `${url.pathname.replace(PAGE_STEPS, '').replace(/\/$/, '')}${url.search}`;
  };
  return bare(address) === bare(as) && new URL(address).href !== new URL(as).href;
}

function number(address: string): number | null {
  const url = new URL(address);
  const parameter = [...url.searchParams].find(([name]) => PAGE_PARAMETER.test(name))?.[1];
  const text = parameter ?? PAGE_STEPS.exec(url.pathname)?.[1];
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : null;
}

/** The pages of a list behind its first one, at most `limit`; an issue where it goes on beyond, or one is not to be had. */
export async function* pagesBehind(
  first: PageDocument,
  client: PageClient,
  limit: number,
): AsyncGenerator<PageDocument | Extract<Item, { type: 'issue' }>> {
  const seen = new Set([first.url]);
  let next = nextPage(first);
  for (let count = 1; next !== null && !seen.has(next); count++) {
    if (count > limit) {
      const message = `the list goes on at ${next}, after ${limit} more pages of it: raise ROLEMILL_MAX_PAGES to read more`;
      yield { type: 'issue', at: null, code: 'too-many-pages', message };
      return;
    }
    seen.add(next);
    try {
      const page: PageDocument | null = await client.page(next);
      if (page === null || (page.url !== next && seen.has(page.url))) return;
      seen.add(page.url);
      yield page;
      next = nextPage(page);
    } catch (error) {
      if (!(error instanceof GiveUpError)) throw error;
      yield {
        type: 'issue',
        at: next,
        code: codeOf(error),
        message: `the list's next page: ${messageOf(error)}`,
      };
      return;
    }
  }
}
