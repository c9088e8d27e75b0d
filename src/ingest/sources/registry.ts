/** Every source that is recognised by its address or by the shape of its records: a new one is one line here. */
import type { RawPosting } from '../../domain/posting.js';
import { namesPosting, recogniseNames } from '../fields.js';
import { arbeitnow } from './arbeitnow.js';
import { ashby } from './ashby.js';
import { bamboohr } from './bamboohr.js';
import type { BoardAdapter, BoardTarget } from './board.js';
import { atPath, genericPosting } from './generic.js';
import { greenhouse } from './greenhouse.js';
import { hackernews } from './hackernews.js';
import { himalayas } from './himalayas.js';
import { isObject, type Json, type ParseContext } from './item.js';
import { jobicy } from './jobicy.js';
import { findJobPostings, jsonLdPosting } from './json-ld.js';
import { lever } from './lever.js';
import { pinpoint } from './pinpoint.js';
import { recruitee } from './recruitee.js';
import { remoteok } from './remoteok.js';
import { remotive } from './remotive.js';
import { rippling } from './rippling.js';
import { smartrecruiters } from './smartrecruiters.js';
import { teamtailor } from './teamtailor.js';
import { themuse } from './themuse.js';
import { workable } from './workable.js';
import { workableJobs } from './workable-jobs.js';
import { workday } from './workday.js';
import { personio } from './personio.js';
import { teamtailorRss } from './teamtailor-rss.js';
import { trovit } from './trovit.js';
import { weWorkRemotely } from './we-work-remotely.js';
import { inner, wrappedRecords } from './wrapped.js';

export const BOARDS: readonly BoardAdapter[] = [
  greenhouse,
  lever,
  ashby,
  remoteok,
  remotive,
  arbeitnow,
  jobicy,
  himalayas,
  themuse,
  hackernews,
  recruitee,
  smartrecruiters,
  workable,
  workableJobs,
  pinpoint,
  bamboohr,
  rippling,
  workday,
  teamtailor,
  personio,
  teamtailorRss,
  weWorkRemotely,
  trovit,
];

/** The board behind a URL, or null for any other page. */
export function boardTarget(url: URL): { adapter: BoardAdapter; target: BoardTarget } | null {
  for (const adapter of BOARDS) {
    const target = adapter.target(url);
    if (target !== null) return { adapter, target };
  }
  return null;
}

/**
 * One JSON object -> its postings: by the shape of a known service, as schema.org JobPosting, else by field names. An
 * answer that holds a list of postings (a saved response on one line) gives those.
 * With `--map` the person has said what the fields mean, so no shape is looked for.
 */
export function recordPostings(record: Json, format: string, at: string, ctx: ParseContext): RawPosting[] {
  const wrapped = postingsIn(record, ctx);
  if (wrapped.length > 0) {
    const inside = { ...ctx, envelope: { ...ctx.envelope, ...record } };
    return wrapped.flatMap((each, n) => singlePostings(each, format, `${at}, posting ${n + 1}`, inside));
  }
  return singlePostings(record, format, at, ctx);
}

function singlePostings(record: Json, format: string, at: string, ctx: ParseContext): RawPosting[] {
  if (ctx.map !== null) return [genericPosting(record, ctx.map, format, at)];
  const board = boardOfRecord(record);
  if (board !== undefined) return [board.toRaw(record, at, ctx)].flat();
  const linked = findJobPostings(record);
  if (linked.length > 0) return linked.map((posting) => jsonLdPosting(posting, at, ctx));
  const unwrapped = unwrap(record);
  const inside = unwrapped === record ? undefined : boardOfRecord(unwrapped);
  if (inside !== undefined) return [inside.toRaw(unwrapped, at, ctx)].flat();
  return [genericPosting(unwrapped, null, format, at)];
}

export const boardOfRecord = (record: Json): BoardAdapter | undefined =>
  BOARDS.find((adapter) => adapter.recognises(record));

/** Postings in the lists that an answer wraps; none where it is a posting itself, or holds none. */
export function postingsIn(record: Json, ctx: ParseContext): Json[] {
  const { map } = ctx;
  if (map !== null) {
    const path = map.title ?? map.description;
    return path === undefined
      ? []
      : wrappedRecords(record, (each) => atPath(each, path) !== undefined, false);
  }
  if (!Object.values(record).some((value) => typeof value === 'object' && value !== null)) return [];
  if (boardOfRecord(record) !== undefined || findJobPostings(record).length > 0) return [];
  // A title and a text are a posting, though a poor one: what lies in it are parts of it.
  const { core, facts } = recogniseNames(Object.keys(record));
  return wrappedRecords(record, looksLikePosting, core && facts >= 2);
}

function looksLikePosting(record: Json): boolean {
  return (
    boardOfRecord(record) !== undefined ||
    findJobPostings(record).length > 0 ||
    namesPosting(Object.keys(record))
  );
}

/** Search engines and GraphQL wrap each record: `{ "_source": {...} }`, `{ "node": {...} }`. */
function unwrap(record: Json): Json {
  if (recogniseNames(Object.keys(record)).core) return record;
  const usual = ['_source', 'node', 'attributes', 'fields', 'job', 'posting']
    .map((key) => record[key])
    .find(isObject);
  const inside = usual ?? inner(record, looksLikePosting);
  return inside === null ? record : { ...record, ...inside };
}
