import type { TaxonomyIds } from '../classify/taxonomy/ids.js';
import type { PostingFilter } from '../db/filter.js';
import { UsageError } from '../domain/errors.js';
import { nearest } from '../domain/nearest.js';
import type { Context } from './context.js';
import { checkIds, namesIds } from './filter-options.js';

/**
 * A filter whose names exist: what is mistyped would match nothing and look like an empty market. The database is
 * asked only where the filter names an earlier taxonomy or a source.
 * @returns the filter with the whole name of its taxonomy.
 * @throws UsageError with the nearest names.
 */
export async function checkedFilter(ctx: Context, filter: PostingFilter): Promise<PostingFilter> {
  if (filter.taxonomy === undefined) await checkAgainst(ctx, filter);
  if (filter.taxonomy === undefined && filter.source === undefined) return filter;
  const { idsOfTaxonomy, readSources, resolveTaxonomy } = await import('../db/taxonomies.js');
  const { orm } = await ctx.database();
  if (filter.source !== undefined) checkSources(filter.source, await readSources(orm));
  if (filter.taxonomy === undefined) return filter;
  const taxonomy = await resolveTaxonomy(orm, filter.taxonomy);
  if (namesIds(filter)) {
    const stored = await idsOfTaxonomy(orm, taxonomy);
    await checkAgainst(ctx, filter, {
      roles: stored.role,
      levels: stored.level,
      families: stored.family,
      bands: stored.band,
      skills: stored.skill,
    });
  }
  return { ...filter, taxonomy };
}

type Ids = Pick<TaxonomyIds, 'roles' | 'levels' | 'families' | 'bands' | 'skills'>;

/** @param also ids that are known beside those of the present rules. */
async function checkAgainst(ctx: Context, filter: PostingFilter, also?: Ids): Promise<void> {
  if (!namesIds(filter)) return;
  const { idsOf } = await import('../classify/taxonomy/ids.js');
  const known = idsOf(await ctx.taxonomy());
  const both = (of: keyof Ids): string[] => [...known[of], ...(also?.[of] ?? [])];
  checkIds(filter, {
    ...known,
    roles: both('roles'),
    levels: both('levels'),
    families: both('families'),
    bands: both('bands'),
    skills: both('skills'),
  });
}

function checkSources(asked: readonly string[], known: readonly string[]): void {
  const strange = asked.find((source) => !known.includes(source));
  if (strange === undefined || known.length === 0) return;
  const near = nearest(strange, known);
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : `stored are ${known.join(', ')}`;
  throw new UsageError(`--source ${strange}: no posting is of it; ${hint}`);
}
