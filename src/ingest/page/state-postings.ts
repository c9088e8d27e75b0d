/**
 * The postings in the data that a page's scripts are given (script-values.ts), for pages that are drawn by scripts. The
 * finder is the one that reads JSON of any shape, but a page carries menus, people and products too: there must be a
 * sign that jobs are meant.
 */
import type { RawPosting } from '../../domain/posting.js';
import { ALIASES, namesPosting, squashName } from '../fields.js';
import { isObject, textOf, type Json, type ParseContext } from '../sources/item.js';
import { boardOfRecord, recordPostings } from '../sources/registry.js';
import { resolve, type PageDocument } from './document.js';
import { employerNamed } from './employer.js';
import { isJobAddress } from './job-url.js';
import { scriptValues } from './script-values.js';
import { stepMeaning } from './words.js';

/** How deep states are nested: query caches put their answers some ten levels down. */
const MAX_DEPTH = 20;
/** More than any page shows; what has more is no page for people. */
const MAX_POSTINGS = 5000;

/** Fields that only a posting has, whatever else it is called. */
const ONLY_JOBS = new Set([
  ...ALIASES.employment_type.filter((name) => !['type', 'schedule', 'contract', 'commitment'].includes(name)),
  ...'jobtitle jobid jobdescription joblocation jobcategory jobfamily requisitionid reqid jobreqid applyurl applylink applicationurl dateposted validthrough applicationdeadline departments'.split(
    ' ',
  ),
]);

/** Postings that a page's scripts hold, each once; their addresses are made whole. */
export function statePostings(page: PageDocument, ctx: ParseContext): RawPosting[] {
  const records = new Map<string, { record: Json; at: string }>();
  for (const { name, value } of scriptValues(page)) {
    for (const record of recordsIn(value, name, page.base, 0)) {
      const key = JSON.stringify([
        record['id'] ?? record['url'] ?? record['slug'] ?? '',
        record['title'] ?? record,
      ]);
      const at = `script data ${name === '' ? '' : `${name} `}item ${records.size + 1}`;
      if (!records.has(key) && records.size < MAX_POSTINGS) records.set(key, { record, at });
    }
  }
  const employer = employerNamed(page, '');
  return [...records.values()].flatMap(({ record, at }) =>
    recordPostings(record, 'html', at, { ...ctx, map: null })
      .filter((raw) => raw.title !== null)
      .map((raw) => ({
        ...raw,
        scope: raw.scope ?? ctx.scope,
        url: resolve(raw.url ?? undefined, page.base),
        company: raw.company ?? employer ?? ctx.company,
      })),
  );
}

/** The largest list of postings in each branch, or the one posting that stands alone under a name for it. */
function* recordsIn(value: unknown, name: string, base: string | null, depth: number): Generator<Json> {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return;
  if (isObject(value) && isJob(value, name, base)) {
    yield value;
    return;
  }
  const inner = Array.isArray(value)
    ? value.map((entry): [string, unknown] => [name, entry])
    : Object.entries(value);
  // Under ids and in wrappers (`node`, `attributes`) the name of the list still says what is in it.
  for (const [key, entry] of inner) yield* recordsIn(entry, keeps(key) ? name : key, base, depth + 1);
}

function keeps(key: string): boolean {
  return /\d|^(?:node|nodes|edges|attributes|fields|items?|data|results?|hits|list|rows|entries|_source)$/.test(
    key,
  );
}

function isJob(record: Json, name: string, base: string | null): boolean {
  if (boardOfRecord(record) !== undefined) return true;
  const keys = Object.keys(record);
  const title = ALIASES.title.some((alias) =>
    keys.some((key) => squashName(key) === alias && textOf(record[key]) !== null),
  );
  if (!title || !namesPosting(keys)) return false;
  const names = keys.map(squashName);
  if (names.some((key) => ONLY_JOBS.has(key))) return true;
  const meant = stepMeaning(name.replace(/([a-z])(?=[A-Z])/g, '$1 ')) === 'jobs';
  return meant || addresses(record, base).some(isJobAddress);
}

function addresses(record: Json, base: string | null): string[] {
  const own = Object.entries(record).filter(([key]) => ALIASES.url.includes(squashName(key)));
  return own
    .map(([, value]) => (typeof value === 'string' ? resolve(value, base ?? 'https://site.invalid/') : null))
    .filter((address) => address !== null);
}
