import { Type, type Static } from 'typebox';
import type { TaxonomyIds } from '../../classify/taxonomy/ids.js';
import type { Reader } from '../../db/figures/selection.js';
import type { PostingFilter } from '../../db/filter.js';
import { LIST_FIELDS, LISTING_STATES, parseFilter, TEXT_FIELDS, values } from '../../db/filter-text.js';
import { knownFilter } from '../../db/known-filter.js';
import { EMPLOYMENT_TYPES, REMOTE_KINDS } from '../../domain/posting.js';

const MOST_VALUES = 100;
const text = (description: string) =>
  Type.Optional(Type.String({ description, minLength: 1, maxLength: 1000 }));
/** `?role=a&role=b`, or with commas. */
const list = (description: string) =>
  Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 1000 }), {
      description: `${description}; repeat it or put commas`,
      maxItems: MOST_VALUES,
    }),
  );

/** The filters of `rolemill query`, as query parameters of every route that counts or lists postings. */
export const FILTER = {
  role: list('Roles, any of them'),
  level: list('Levels, any of them'),
  skill: list('Skills, all of them'),
  family: list('Families of roles, any of them'),
  band: list('Bands of levels, any of them'),
  company: text("Part of the company's name"),
  country: list('ISO 3166-1 alpha-2 codes, any of them'),
  remote: list(`${REMOTE_KINDS.join(', ')}; any of them`),
  employment: list(`${EMPLOYMENT_TYPES.join(', ')}; any of them`),
  source: list('Adapters that read them, any of them'),
  language: list('ISO 639-1 codes, any of them'),
  since: text('Posted on this day (UTC) or later: 2026-03-01, or an instant'),
  until: text('Posted on this day (UTC) or earlier'),
  text: text(
    'Whole words that all occur in title or description; kube* for beginnings, "quoted words" next to each other',
  ),
  state: Type.Optional(
    Type.Enum([...LISTING_STATES], { description: 'Still listed by a source, or by none any more' }),
  ),
  copies: Type.Optional(
    Type.Enum(['once', 'all'], { description: 'Copies of a posting count once (the default), or each' }),
  ),
  taxonomy: text(
    'Version of the rules whose verdicts are meant, or the beginning of it; default: the present verdict of each posting',
  ),
};
const Filter = Type.Object(FILTER);
export type FilterQuery = Static<typeof Filter>;

/**
 * Query parameters -> filter.
 * @throws UsageError for an id, a source or a version that there is not, with the nearest ones.
 */
export function filterOf(query: FilterQuery, ids: TaxonomyIds, d: Reader): Promise<PostingFilter> {
  const filter: PostingFilter = {};
  for (const name of LIST_FIELDS) if (query[name] !== undefined) filter[name] = query[name].flatMap(values);
  for (const name of TEXT_FIELDS) if (query[name] !== undefined) filter[name] = query[name];
  if (query.state !== undefined) filter.state = query.state;
  if (query.copies === 'all') filter.copies = 'all';
  return knownFilter(d, filter, ids, LISTED);
}

/**
 * A second selection, as a query string of its own.
 * @throws UsageError as `filterOf`.
 */
export function filterOfText(text: string, ids: TaxonomyIds, d: Reader): Promise<PostingFilter> {
  return knownFilter(d, parseFilter(text), ids, LISTED);
}

const LISTED = 'see /api/taxonomy';
