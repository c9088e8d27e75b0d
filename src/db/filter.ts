/** What can be asked of the stored postings, and its SQL: one builder for `query`, `report` and the API. */
import { type SQL, sql } from 'drizzle-orm';
import { UsageError } from '../domain/errors.js';
import { EMPLOYMENT_TYPES, REMOTE_KINDS } from '../domain/posting.js';
import { cleanText } from './clean.js';
import type { LISTING_STATES } from './filter-text.js';
import { textTerms, type TextTerms } from './text-terms.js';
import { haveWords } from './word-search.js';

/** A symbol, so that what a filter is called, compared and printed by does not have it. */
export const FOUND: unique symbol = Symbol('found');
export const FACTS: unique symbol = Symbol('facts');

/** Lists mean "any of", except `skill`: "all of". An absent field or an empty list does not narrow. */
export interface PostingFilter {
  role?: string[];
  level?: string[];
  skill?: string[];
  family?: string[];
  band?: string[];
  /** Contained in the company's name, case ignored. */
  company?: string;
  /** ISO 3166-1 alpha-2, case ignored. */
  country?: string[];
  /** `remote`, `hybrid`, `onsite`. */
  remote?: string[];
  /** `full-time`, `part-time`, `contract`, `temporary`, `internship`. */
  employment?: string[];
  /** Adapters that read them: `greenhouse`, `csv`. */
  source?: string[];
  /** ISO 639-1. */
  language?: string[];
  /** Version of the rules whose verdicts are meant, also earlier ones; absent: the present verdict of each posting. */
  taxonomy?: string;
  /** ISO date or instant, inclusive; meant is the posting date, or the time it was first seen where that is unknown. */
  since?: string;
  /** ISO date (that day included) or instant, inclusive. */
  until?: string;
  /**
   * Whole words that all occur in title or description, case and accents ignored; `kube*` for beginnings, `"quoted words"`
   * next to each other.
   */
  text?: string;
  /** `open`: a source lists it; `closed`: all sources that listed it have closed it. */
  state?: (typeof LISTING_STATES)[number];
  /** Which postings have the words of `text`, over `posting_facts f`: put here by who has looked them up in this moment. */
  [FOUND]?: SQL;
  /** The table of the facts of `taxonomy`, put here by who has made it for this moment. */
  [FACTS]?: SQL;
  /** `all`: each copy of a posting counts; absent: of the copies that fit, the one first seen counts for all. */
  copies?: 'all';
}

/**
 * Condition over `posting_facts f`. Every value is a parameter.
 * @param ask how a number of a set is asked for.
 * @throws UsageError naming the field and what is allowed.
 */
export function filterCondition(filter: PostingFilter, ask: Ask = rowByRow): SQL {
  const parts: SQL[] = [];
  for (const [column, numbers, conditions] of [
    [sql`f.verdict_terms`, sql`select number from fact_terms where`, verdictConditions(filter)],
    [sql`f.other_terms`, sql`select number from fact_terms where`, otherConditions(filter)],
    [sql`f.company_number`, sql`select number from fact_companies where`, companyConditions(filter)],
  ] satisfies [SQL, SQL, SQL[]][]) {
    if (conditions.length > 0) parts.push(ask(column, sql`${numbers} ${sql.join(conditions, sql` and `)}`));
  }
  for (const skill of new Set(filter.skill)) {
    parts.push(sql`f.skills @> array[(select number from skill_numbers where skill = ${cleanText(skill)})]`);
  }
  if (filter.since !== undefined)
    parts.push(sql`${SEEN_AT} >= ${filterInstant('since', filter.since).at}::timestamptz`);
  if (filter.until !== undefined) {
    const { at, isDay } = filterInstant('until', filter.until);
    parts.push(
      isDay ? sql`${SEEN_AT} < ${at}::timestamptz + interval '1 day'` : sql`${SEEN_AT} <= ${at}::timestamptz`,
    );
  }
  if (filter.since !== undefined && filter.until !== undefined) inOrder(filter.since, filter.until);
  if (filter.text !== undefined) parts.push(filter[FOUND] ?? hasWords(textTerms(filter.text)));
  if (filter.state !== undefined) {
    parts.push(filter.state === 'open' ? sql`f.closed is null` : sql`f.closed is not null`);
  }
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}

type Ask = (column: SQL, numbers: SQL) => SQL;

/** The numbers are hashed once and looked up while an index is read in order: `is true` keeps the server from making a join of it. */
function rowByRow(column: SQL, numbers: SQL): SQL {
  return sql`(${column} in (${numbers})) is true`;
}

/** Each number is gone to in an index that begins with the column. */
export function byIndex(column: SQL, numbers: SQL): SQL {
  return sql`${column} = any(array(${numbers}))`;
}

/** Over the sets of terms of a verdict (rolemill_verdict_terms says what stands where). */
function verdictConditions(filter: PostingFilter): SQL[] {
  return [
    ...anyOf(sql`terms[2]`, filter.role),
    ...anyOf(sql`terms[4]`, filter.family),
    ...anyOf(sql`terms[5]`, filter.level),
    ...anyOf(sql`terms[7]`, filter.band),
  ];
}

/** Over the other sets of terms (rolemill_other_terms). */
function otherConditions(filter: PostingFilter): SQL[] {
  return [
    ...anyOf(sql`terms[1]`, filter.country?.map(countryCode)),
    ...anyOf(sql`terms[2]`, filter.remote?.map(remoteKind)),
    ...anyOf(sql`terms[3]`, filter.employment?.map(employmentType)),
    ...anyOf(
      sql`terms[4]`,
      filter.language?.map((code) => code.toLowerCase()),
    ),
  ];
}

/** Over fact_companies. */
function companyConditions({ source, company }: PostingFilter): SQL[] {
  const named = company === undefined ? [] : [sql`company ilike ${contains(notBlank('company', company))}`];
  return [...anyOf(sql`source`, source), ...named];
}

function anyOf(column: SQL, values: string[] | undefined): SQL[] {
  return values === undefined || values.length === 0
    ? []
    : [sql`${column} = any(${sql.param(values.map(cleanText))}::text[])`];
}

/** When a posting counts as published. */
const SEEN_AT = sql`f.opened`;

/** Whether any field narrows. */
export function narrows(filter: PostingFilter): boolean {
  return Object.values(filter).some(isAsked);
}

function isAsked(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

/** The filter with its fields and values in a fixed order: equal filters give equal text. */
export function canonicalFilter(filter: PostingFilter): string {
  const entries = Object.entries(filter)
    .filter(([, value]: [string, unknown]) => isAsked(value))
    .map(([key, value]: [string, unknown]) => [
      key,
      Array.isArray(value) ? [...new Set(value.map(String))].toSorted() : value,
    ])
    .toSorted(([a], [b]) => String(a).localeCompare(String(b)));
  return JSON.stringify(entries);
}

/** Its numbers are hashed once, as those of the terms are; a posting found by no word is not met at all. */
function hasWords(terms: TextTerms): SQL {
  return sql`(f.words_number in (select w.number from posting_words w where ${haveWords(terms)})) is true`;
}

/** Turned round they take nothing, which would look like an empty market. */
function inOrder(since: string, until: string): void {
  if (filterInstant('since', since).at > filterInstant('until', until).at)
    throw new UsageError(`since ${since} is later than until ${until}: no posting can fit both`);
}

function contains(text: string): string {
  return `%${cleanText(text).replace(/[\\%_]/g, '\\$&')}%`;
}

/** What is left of a text without the characters that PostgreSQL has none of: nothing would be contained in everything. */
function notBlank(field: string, value: string): string {
  const text = cleanText(value).trim();
  if (text === '') throw new UsageError(`${field}: expected some text`);
  return text;
}

function countryCode(value: string): string {
  if (!/^[a-z]{2}$/i.test(value))
    throw new UsageError(`country: expected a two-letter code like DE, got "${value}"`);
  return value.toUpperCase();
}

function remoteKind(value: string): string {
  const kind = REMOTE_KINDS.find((known) => known === value.toLowerCase());
  if (kind === undefined) throw new UsageError(`remote: expected ${REMOTE_KINDS.join(', ')}, got "${value}"`);
  return kind;
}

function employmentType(value: string): string {
  const type = EMPLOYMENT_TYPES.find((known) => known === value.toLowerCase());
  if (type === undefined)
    throw new UsageError(`employment: expected ${EMPLOYMENT_TYPES.join(', ')}, got "${value}"`);
  return type;
}

/** A day (`2026-03-01`, in UTC) or an instant with its offset (`2026-03-01T12:00:00Z`). */
export function filterInstant(field: string, value: string): { at: string; isDay: boolean } {
  const text = value.trim();
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i.test(text);
  const time = isDay || isInstant ? Date.parse(text) : Number.NaN;
  // Date.parse rolls 31 February over to March: what comes back must be the day that was asked for.
  const exists = !Number.isNaN(time) && (isInstant || new Date(time).toISOString().startsWith(text));
  if (!exists || text.startsWith('0000')) {
    throw new UsageError(
      `${field}: expected a date like 2026-03-01 or an instant like 2026-03-01T12:00:00Z, got "${value}"`,
    );
  }
  return { at: new Date(time).toISOString(), isDay };
}
