/**
 * A page that plainly is one posting, though it states nothing for programs: its heading is the title, its main text
 * the description. Several signs must agree, since a wrong posting is worse than none.
 */
import type { Cheerio } from 'cheerio/slim';
import type { RawPosting } from '../../domain/posting.js';
import { parseRemote } from '../facts/remote.js';
import { parseSalaryText } from '../facts/salary.js';
import { toReadableText } from '../html-to-text.js';
import { blankPosting, type ParseContext } from '../sources/item.js';
import { resolve, type PageDocument, type PageNode } from './document.js';
import { employerNamed } from './employer.js';
import { isJobAddress, sameSite } from './job-url.js';
import { labelledFacts } from './labelled.js';
import { APPLY, CLOSED, DEMANDS, DUTIES, folded, GENDER_MARK, LIST_TITLE, OFFERS } from './words.js';

/** What stands around the text on every page of a site. */
const AROUND =
  'script, style, noscript, template, iframe, svg, nav, header, footer, aside, form, button, select, [role=navigation], [role=banner], [role=contentinfo], [role=dialog], [aria-hidden=true], [hidden], [class*=cookie i], [id*=cookie i], [class*=breadcrumb i], [class*=related i], [class*=similar i], [class*=share i]';
const HEADINGS = 'h2, h3, h4, h5, h6, strong, b, dt, summary, p, div, span';
const MIN_TEXT = 300;
/** No posting is as long, and boxes in boxes cost their depth times their text. */
const MAX_TEXT = 500_000;
/** Links, headings and boxes that are looked at, for the same reason. */
const MAX_BOXES = 1000;
/** More links to postings than a page shows beside its own (`similar jobs`): it is a list. */
const MAX_OTHER_JOBS = 15;

/** Why a page was fetched: the words of the link that led to it. */
export interface Expectation {
  linkText: string | null;
}

/**
 * @param expected null for a page that a person named; then its own signs must do.
 * @returns `closed` for a posting that says it is over, null for what is no posting for certain.
 */
export function plainPosting(
  page: PageDocument,
  ctx: ParseContext,
  expected: Expectation | null,
): RawPosting | 'closed' | null {
  const { $ } = page;
  const title = titleOf(page, expected);
  if (title === null) return null;
  const root = $('body').clone();
  root.find('script, style, noscript, template, svg').remove();
  if (root.text().length > MAX_TEXT) return null;
  const applies = $('a, button, input[type=submit], [role=button]')
    .toArray()
    .slice(0, MAX_BOXES)
    .some((el) => APPLY.test(folded($(el).text() || ($(el).attr('value') ?? ''))));
  root.find(AROUND).remove();
  const main = mainPart(root);
  const text = toReadableText(main.html() ?? '', 'html');
  if (text.length < MIN_TEXT) return null;
  const headings = headingsIn(page, main);
  const has = (pattern: RegExp): boolean => headings.some(({ words }) => pattern.test(words));
  const parts = [DUTIES, DEMANDS].filter(has).length;
  const sameTitle = expected !== null && agrees(title, expected.linkText);
  const signs = [
    applies,
    page.url !== null && isJobAddress(page.url),
    expected !== null,
    sameTitle,
    GENDER_MARK.test(title),
    has(OFFERS),
  ].filter(Boolean).length;
  if (parts === 0 && !(sameTitle && applies)) return null;
  if (parts + signs < 3 || (parts < 2 && otherJobs(page) > MAX_OTHER_JOBS)) return null;
  if (CLOSED.test(folded(text.slice(0, 3000)))) return 'closed';
  return postingOf(page, ctx, { title, text, main, headings });
}

interface Parts {
  title: string;
  text: string;
  main: Cheerio<PageNode>;
  headings: { node: PageNode; words: string }[];
}

function postingOf(page: PageDocument, ctx: ParseContext, parts: Parts): RawPosting {
  const facts = labelledFacts(page.$, parts.main);
  const location = facts.location ?? locationBox(page, parts.main);
  return {
    ...blankPosting('html', 'page'),
    scope: ctx.scope,
    url: page.url,
    title: parts.title,
    description: bodyOf(page, parts),
    descriptionFormat: 'html',
    company: facts.company ?? employerNamed(page, parts.text) ?? ctx.company,
    locations: location === null ? [] : [location],
    remote: parseRemote(facts.remote) ?? (/^remote\b/i.test(location ?? '') ? 'remote' : null),
    employmentType: facts.employmentType ?? null,
    salary: facts.salary === undefined ? null : parseSalaryText(facts.salary),
    postedAt: facts.postedAt ?? null,
    validThrough: facts.validThrough ?? null,
    language: page.$('html').attr('lang') ?? null,
  };
}

/** The one h1; of several, or where there is none, what the page's title or the link agrees with. */
function titleOf({ $ }: PageDocument, expected: Expectation | null): string | null {
  const clean = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const headings = [
    ...new Set(
      $('h1')
        .toArray()
        .slice(0, 20)
        .map((el) => clean($(el).text())),
    ),
  ].filter((text) => text !== '');
  const shared = clean($('meta[property="og:title"]').attr('content') ?? $('title').first().text());
  const fitting = headings.filter((text) => agrees(text, shared) || agrees(text, expected?.linkText ?? null));
  const link = clean(expected?.linkText ?? '');
  const title =
    headings.length === 1
      ? headings[0]
      : (fitting[0] ?? (link !== '' && agrees(shared, link) ? link : undefined));
  if (title === undefined || title.length < 3 || title.length > 200) return null;
  return LIST_TITLE.test(folded(title)) ? null : title;
}

/** Whether one of the two texts begins or is contained in the other, as whole words. */
function agrees(a: string, b: string | null): boolean {
  const [x, y] = [folded(a), folded(b ?? '')];
  return x.length > 3 && y.length > 3 && (` ${x} `.includes(` ${y} `) || ` ${y} `.includes(` ${x} `));
}

/** `<main>` or the only article, where they hold most of the text; else the whole. */
function mainPart(root: Cheerio<PageNode>): Cheerio<PageNode> {
  const whole = root.text().length;
  for (const selector of ['main', '[role=main]', 'article', '#content']) {
    const part = root.find(selector);
    if (part.length === 1 && part.text().length > whole / 2) return part;
  }
  return root;
}

function headingsIn({ $ }: PageDocument, main: Cheerio<PageNode>): Parts['headings'] {
  return main
    .find(HEADINGS)
    .toArray()
    .flatMap((node) => {
      const el = $(node);
      const text = el.children().length > 2 || el.children().children().length > 0 ? '' : el.text().trim();
      if (text === '' || text.length > 80) return [];
      // Plain boxes and paragraphs head a part only where they end like a heading.
      if (el.is('p, div, span') && !/[:?]$/.test(text)) return [];
      return [{ node, words: folded(text) }];
    });
}

function otherJobs({ $, base, url }: PageDocument): number {
  const links = $('a[href]')
    .toArray()
    .map((el) => resolve($(el).attr('href'), base))
    .filter((href) => href !== null)
    .filter((href) => href !== url && (url === null || sameSite(href, url)) && isJobAddress(href));
  return new Set(links).size;
}

/** The smallest box around all headings of a posting's parts, widened until it holds half of the text. */
function bodyOf({ $ }: PageDocument, { main, headings, text }: Parts): string {
  const nodes = headings
    .filter((h) => [DUTIES, DEMANDS, OFFERS].some((p) => p.test(h.words)))
    .map((h) => h.node);
  const [first, ...others] = nodes.slice(0, 50);
  if (first === undefined) return main.html() ?? '';
  const around = $(first)
    .parents()
    .toArray()
    .slice(0, 50)
    .filter((box) => main[0] !== undefined && (box === main[0] || $.contains(main[0], box)));
  const box = around.find(
    (candidate) =>
      others.every((node) => $.contains(candidate, node)) &&
      $(candidate).text().replace(/\s+/g, ' ').length > text.length / 2,
  );
  return (box === undefined ? main : $(box)).html() ?? '';
}

/** The one short text that the page's own markup calls a location. */
function locationBox({ $ }: PageDocument, main: Cheerio<PageNode>): string | null {
  const texts = main
    .find('[class*=location i], [data-testid*=location i], [class*=standort i]')
    .toArray()
    .slice(0, 50)
    .map((el) =>
      $(el)
        .text()
        .replace(/\s+/g, ' ')
        .replace(/^locations?:?\s/i, '')
        .trim(),
    )
    .filter((text) => text.length > 1 && text.length <= 80 && !/^(?:all |any )?locations?$/i.test(text));
  const distinct = [...new Set(texts)];
  return distinct.length === 1 || (distinct.length === 2 && distinct[0]?.includes(distinct[1] ?? '') === true)
    ? (distinct[0] ?? null)
    : null;
}
