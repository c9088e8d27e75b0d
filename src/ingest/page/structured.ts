/**
 * The postings that a page states for programs: schema.org JobPosting in JSON-LD, else in microdata, else in RDFa. One
 * broken block costs itself. The same posting in two blocks (a list and its detail) counts once.
 */
import type { RawPosting } from '../../domain/posting.js';
import type { Item, Json, ParseContext } from '../sources/item.js';
import { jsonLdPosting } from '../sources/json-ld.js';
import { jobPostingsIn } from '../sources/json-ld-graph.js';
import { parseReason } from '../sources/ndjson.js';
import { annotatedPostings } from './annotations.js';
import type { PageDocument } from './document.js';
import { parseScript } from './script-json.js';

export interface StructuredPostings {
  postings: RawPosting[];
  /** Blocks about a posting that could not be read. */
  lost: Extract<Item, { type: 'issue' }>[];
  /** What was looked at, for people: `2 JSON-LD blocks, 1 of them broken`. */
  looked: string;
}

interface Found {
  record: Json;
  at: string;
}

export function structuredPostings(page: PageDocument, ctx: ParseContext): StructuredPostings {
  const inPage = { ...ctx, pageUrl: page.url, scope: ctx.scope };
  const blocks = jsonLdBlocks(page);
  const records = distinct(blocks.found);
  if (records.length > 0) {
    const postings = records.map(({ record, at }) => jsonLdPosting(record, at, inPage));
    return { ...blocks, postings: withOwnUrls(postings) };
  }
  const { records: annotated, syntax } = annotatedPostings(page.$);
  const found = annotated.flatMap((record, i) =>
    jobPostingsIn(record).map((posting) => ({ record: posting, at: `${syntax} item ${i + 1}` })),
  );
  const postings = distinct(found)
    .map(({ record, at }) => jsonLdPosting(record, at, inPage, syntax))
    .filter((raw) => raw.title !== null);
  return { ...blocks, postings: withOwnUrls(postings) };
}

function jsonLdBlocks({ $ }: PageDocument): { found: Found[] } & Pick<StructuredPostings, 'lost' | 'looked'> {
  const found: Found[] = [];
  const lost: StructuredPostings['lost'] = [];
  let broken = 0;
  const blocks = $('script')
    .toArray()
    .filter((el) => /^\s*application\/(?:ld\+|json\+ld)/i.test($(el).attr('type') ?? ''));
  for (const [i, block] of blocks.entries()) {
    const at = `JSON-LD block ${i + 1}`;
    const source = $(block).text();
    if (source.trim() === '') continue;
    try {
      const value = parseScript(source, (guess) => jobPostingsIn(guess).some(isWhole));
      found.push(...jobPostingsIn(value).map((record) => ({ record, at })));
    } catch (error) {
      broken++;
      // Pages carry blocks about breadcrumbs and organizations too: only a broken posting is worth a word.
      if (!/JobPosting/i.test(source)) continue;
      lost.push({ type: 'issue', at, code: 'invalid-json', message: `not JSON: ${parseReason(error)}` });
    }
  }
  const looked =
    blocks.length === 0 ? 'no JSON-LD at all' : `${blocks.length} JSON-LD blocks, ${broken} of them broken`;
  return { found, lost, looked };
}

/** A posting as one would write it: what a wrong repair leaves lacks one or the other. */
function isWhole(record: Json): boolean {
  return typeof (record['title'] ?? record['name']) === 'string' && typeof record['description'] === 'string';
}

function distinct(found: readonly Found[]): Found[] {
  const seen = new Map<string, Found>();
  for (const entry of found) {
    const { title, name, identifier, url, jobLocation } = entry.record;
    const key = JSON.stringify([title ?? name, identifier, url, jobLocation]);
    if (!seen.has(key)) seen.set(key, entry);
  }
  return [...seen.values()];
}

/** Several postings that give one address (their list's page) would be taken for one: then it is nobody's own. */
function withOwnUrls(all: readonly RawPosting[]): RawPosting[] {
  const uses = new Map<string | null, number>();
  for (const { url } of all) uses.set(url, (uses.get(url) ?? 0) + 1);
  return all.map((raw) => ((uses.get(raw.url) ?? 0) > 1 ? { ...raw, url: null } : raw));
}
