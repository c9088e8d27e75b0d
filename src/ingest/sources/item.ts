import type { ErrorCode } from '../../domain/errors.js';
import type { RawPosting } from '../../domain/posting.js';
import type { FieldMap } from '../source-spec.js';

/** Note on a record whose JSON was mended before it was read. */
export const MENDED =
  'its JSON had a fault with one possible meaning (NaN, a raw tab, an unknown escape): mended';

/** What a format parser gives out: a posting in the source's own words, or one record that could not be read. */
export type Item =
  | { type: 'raw'; raw: RawPosting; note: string | null }
  | {
      type: 'issue';
      at: string | null;
      code: ErrorCode;
      message: string;
      /** See `lostWords`; absent where nobody knows what was lost. */
      lost?: string;
    };

/** Longer records keep no words: a whole board closes nothing rather than that they are searched. */
const MAX_LOST_CHARS = 256 * 1024;

/**
 * The words of one record that was lost, for its issue: a posting of which the own id or address stands there may be
 * it, and is not closed for being missed. Of a record that may be more than itself (`whole` is false), or holds
 * nothing, or is too long, it gives nothing: then any posting may be the lost one.
 */
export function lostWords(text: string, whole = true): { lost?: string } {
  if (!whole || text.trim() === '' || text.length > MAX_LOST_CHARS) return {};
  return { lost: text.replaceAll('\\/', '/') };
}

/** What a parser needs to know beside the text. */
export interface ParseContext {
  /** Own field names (`--map`), or null to guess. */
  map: FieldMap | null;
  /** Board token for board responses, site host for pages; null for files. */
  scope: string | null;
  /** Where the text was fetched from: relative links are resolved against it. */
  pageUrl: string | null;
  /** Name that a board goes by where its postings do not name the company. */
  company: string | null;
  /** What a JSON document says before its list: the employer's name, the site the postings are on. */
  envelope?: Json;
}

/** What `state` says where it is not a part of a country: how far the posting is. */
export const STATUS =
  /^\s*(?:draft|published|unpublished|open|opened|closed|archived|active|inactive|live|online|offline|pending|public|internal|private|expired|hidden|new)\s*$/i;

/** A JSON object of any shape. */
export type Json = Record<string, unknown>;

/** Key under which a record of a feed carries what stands around it: the feed's title, link, language. */
export const FEED = '@feed';

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text of a scalar; null for what is empty or no scalar. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return null;
}

const NAME_KEYS = ['name', 'label', 'title', 'value', 'display_name', 'displayName', 'text', 'code', 'id'];

/**
 * Text of a scalar, or of the name inside an object (`{ "name": "Acme" }`), or of the first of a list.
 * @param depth how many lists and objects may lie around it: input nested a million times deep must not break us.
 */
export function nameOf(value: unknown, depth = 4): string | null {
  if (depth < 0) return null;
  if (Array.isArray(value))
    return value.map((entry) => nameOf(entry, depth - 1)).find((name) => name !== null) ?? null;
  if (!isObject(value)) return textOf(value);
  for (const key of NAME_KEYS) {
    const inner = value[key];
    const name = Array.isArray(inner) ? nameOf(inner, depth - 1) : textOf(inner);
    if (name !== null) return name;
  }
  return null;
}

/** A raw posting with everything unsaid; adapters fill in what their source says. */
export function blankPosting(source: string, at: string): RawPosting {
  return {
    source,
    scope: null,
    sourceId: null,
    url: null,
    title: null,
    description: null,
    descriptionFormat: 'auto',
    company: null,
    locations: [],
    place: null,
    remote: null,
    employmentType: null,
    salary: null,
    postedAt: null,
    validThrough: null,
    language: null,
    at,
  };
}
