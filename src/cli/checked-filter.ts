import type { PostingFilter } from '../db/filter.js';
import { UsageError } from '../domain/errors.js';
import type { Context } from './context.js';
import { refuseId } from './filter-options.js';

/**
 * A filter whose names exist: what is mistyped would match nothing and look like an empty market. The database is
 * asked only where the filter names an earlier taxonomy or a source.
 * @returns the filter with the whole name of its taxonomy.
 * @throws UsageError with the nearest names.
 */
export async function checkedFilter(ctx: Context, filter: PostingFilter): Promise<PostingFilter> {
  const { checkNames, strangeSourceHint } = await import('../db/known-filter.js');
  const { filter: whole, strange } = await checkNames(
    filter,
    async () => {
      const { idsOf } = await import('../classify/taxonomy/ids.js');
      return idsOf(await ctx.taxonomy());
    },
    async () => (await ctx.database()).orm,
  );
  if (strange === null) return whole;
  if (strange.field === 'source')
    throw new UsageError(`--source ${strange.id}: ${strangeSourceHint(strange)}`);
  throw refuseId(strange);
}
