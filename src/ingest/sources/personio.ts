/**
 * Personio: `{company}.jobs.personio.de/xml` (or `.com`), all positions of a company as XML. The text comes in
 * headed parts; the address of a position's page is nowhere said and made of the company's host and the id.
 */
import type { RawPosting } from '../../domain/posting.js';
import { pathSteps, type BoardAdapter, type BoardTarget } from './board.js';
import { blankPosting, isObject, nameOf, textOf, type Json, type ParseContext } from './item.js';

const HOSTS = /^([\w-]+)\.jobs\.personio\.(de|com)$/;

function target(url: URL): BoardTarget | null {
  const m = HOSTS.exec(url.hostname);
  if (m?.[1] === undefined) return null;
  const [first, id] = pathSteps(url);
  // Text is given in one language at a time: the one that the person was looking at.
  const language = url.searchParams.get('language');
  const query = language === null ? '' : `?language=${encodeURIComponent(language)}`;
  return {
    apiUrl: `${url.protocol}//${url.host}/xml${query}`,
    board: m[1],
    postingId: first === 'job' ? (id ?? null) : null,
    format: 'xml',
    pageUrl: `${url.protocol}//${url.host}/`,
  };
}

function toRaw(record: Json, at: string, ctx: ParseContext): RawPosting {
  const id = textOf(record['id']);
  const offices = [record['office'], record['additionalOffices']].flat().map((office) => nameOf(office));
  return {
    ...blankPosting('personio', at),
    scope: ctx.scope,
    sourceId: id,
    url: textOf(record['url']) ?? pageOf(id, ctx.pageUrl),
    title: textOf(record['name']),
    description: descriptionOf(record['jobDescriptions']),
    descriptionFormat: 'html',
    company: textOf(record['subcompany']) ?? ctx.company,
    locations: [...new Set(offices.filter((office) => office !== null))],
    employmentType: employmentOf(record),
    postedAt: textOf(record['createdAt']),
  };
}

/**
 * Positions have their pages on the host that Personio's own address is on. A saved file does not tell which that was,
 * nor does a copy that some other site serves.
 */
function pageOf(id: string | null, from: string | null): string | null {
  if (id === null || from === null) return null;
  const { hostname, pathname } = new URL(from);
  if (!HOSTS.test(hostname) && pathname !== '/xml') return null;
  return new URL(`/job/${encodeURIComponent(id)}`, from).href;
}

/** `[{ name: "Your tasks", value: "<ul>…" }]`, or that list still wrapped; one part alone may be no list. */
function descriptionOf(value: unknown): string | null {
  const inner = isObject(value) && 'jobDescription' in value ? value['jobDescription'] : value;
  const parts = [inner].flat().map((part) => {
    if (!isObject(part)) return textOf(part) ?? '';
    const heading = textOf(part['name']);
    const body = textOf(part['value']) ?? '';
    return heading === null || body === '' ? body : `<h3>${heading}</h3>\n${asBlock(body)}`;
  });
  const said = parts.filter((part) => part !== '');
  return said.length === 0 ? null : said.join('\n');
}

/** Plain text keeps its lines beside HTML headings. */
function asBlock(body: string): string {
  return body.includes('<') || body.includes('&lt;') ? body : `<pre>${body}</pre>`;
}

/** `permanent` says nothing of hours, `intern` says more than any; full time is meant where both are offered. */
function employmentOf(record: Json): string | null {
  const kind = textOf(record['employmentType']);
  const hours = textOf(record['schedule'])?.replace(/full-?_?or-?_?part-?_?time/i, 'full-time') ?? null;
  const order = kind === null || /permanent/i.test(kind) ? [hours, kind] : [kind, hours];
  return order.filter((part) => part !== null).join(', ') || null;
}

export const personio: BoardAdapter = {
  name: 'personio',
  // Companies may switch the XML off.
  pageInstead: true,
  target,
  recognises: (record) =>
    'jobDescriptions' in record || ('recruitingCategory' in record && 'office' in record),
  toRaw,
};
