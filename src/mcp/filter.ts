import * as z from 'zod';
import { idsOf } from '../classify/taxonomy/ids.js';
import type { Reader } from '../db/figures/selection.js';
import { LISTING_STATES } from '../db/filter-text.js';
import type { PostingFilter } from '../db/filter.js';
import { knownFilter as known } from '../db/known-filter.js';
import { EMPLOYMENT_TYPES, REMOTE_KINDS } from '../domain/posting.js';
import type { McpContext } from './context.js';

const ids = (what: string) => z.array(z.string().min(1).max(200)).max(100).optional().describe(what);
const text = (what: string) => z.string().min(1).max(1000).optional().describe(what);

/** The filters of `rolemill query`. */
export const Filter = z
  .strictObject({
    role: ids('Role ids, any of them; lookup_taxonomy finds them by name'),
    level: ids('Level ids, any of them'),
    skill: ids('Skill ids, ALL of them must be asked for'),
    family: ids('Families of roles, any of them'),
    band: ids('Bands of levels, any of them'),
    company: text("Part of the company's name"),
    country: ids('ISO 3166-1 alpha-2 codes, any of them'),
    remote: z.array(z.enum(REMOTE_KINDS)).optional(),
    employment: z.array(z.enum(EMPLOYMENT_TYPES)).optional(),
    source: ids('Adapters that read them, any of them'),
    language: ids('ISO 639-1 codes, any of them'),
    since: text('Posted on this day (UTC, YYYY-MM-DD) or later'),
    until: text('Posted on this day (UTC) or earlier'),
    text: text(
      'Whole words that all occur in title or description; kube* for beginnings, "quoted words" next to each other',
    ),
    state: z.enum(LISTING_STATES).optional().describe('Still listed by a source, or by none any more'),
    copies: z.literal('all').optional().describe('Count each copy; otherwise copies of a posting count once'),
    taxonomy: text('Version of the rules whose verdicts are meant; absent: the present verdicts'),
  })
  .describe('Which postings; an empty object takes all');

/**
 * A filter whose ids, sources and version exist.
 * @throws UsageError with the nearest ones.
 */
export async function knownFilter(
  d: Reader,
  given: z.infer<typeof Filter>,
  { taxonomy }: McpContext,
): Promise<PostingFilter> {
  const filter = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as PostingFilter;
  return known(d, filter, idsOf(taxonomy), 'lookup_taxonomy finds ids by name');
}
