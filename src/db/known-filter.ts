/** Whether what a filter names exists: the one check behind the terminal, the API and the assistant's tools. */
import { UsageError } from '../domain/errors.js';
import { nearest } from '../domain/nearest.js';
import type { Reader } from './figures/selection.js';
import { findStrangeId, ID_FIELDS, type StrangeId } from './filter-ids.js';
import type { PostingFilter } from './filter.js';
import { idsOfTaxonomy, readSources, resolveTaxonomy } from './taxonomies.js';

/** What the present rules know. */
export type KnownIds = Parameters<typeof findStrangeId>[1];

/** A name that nothing has: it would match nothing and look like an empty market. */
export type StrangeName = StrangeId | (Omit<StrangeId, 'field'> & { field: 'source' });

/**
 * Looks for the first strange name. The rules are asked for only where the filter names ids, the database only where it
 * names a source or a version, and not for what is refused before.
 * @returns the filter with the whole name of its taxonomy, and what is strange in it.
 * @throws UsageError for a version that no stored verdict is of.
 */
export async function checkNames(
  filter: PostingFilter,
  ids: () => KnownIds | Promise<KnownIds>,
  database: () => Reader | Promise<Reader>,
): Promise<{ filter: PostingFilter; strange: StrangeName | null }> {
  const namesIds = ID_FIELDS.some((name) => filter[name] !== undefined);
  if (filter.taxonomy === undefined && namesIds) {
    const strange = findStrangeId(filter, await ids());
    if (strange !== null) return { filter, strange };
  }
  if (filter.taxonomy === undefined && filter.source === undefined) return { filter, strange: null };
  const d = await database();
  const strange = filter.source === undefined ? null : strangeSource(filter.source, await readSources(d));
  if (strange !== null || filter.taxonomy === undefined) return { filter, strange };
  const taxonomy = await resolveTaxonomy(d, filter.taxonomy);
  const whole = { ...filter, taxonomy };
  if (!namesIds) return { filter: whole, strange: null };
  const [known, stored] = [await ids(), await idsOfTaxonomy(d, taxonomy)];
  const both = {
    roles: [...known.roles, ...stored.role],
    levels: [...known.levels, ...stored.level],
    skills: [...known.skills, ...stored.skill],
    families: [...known.families, ...stored.family],
    bands: [...known.bands, ...stored.band],
  };
  return { filter: whole, strange: findStrangeId(filter, both) };
}

/** In an empty store no source is strange: there is nothing that could be meant instead. */
function strangeSource(asked: readonly string[], known: readonly string[]): StrangeName | null {
  const id = asked.find((source) => !known.includes(source));
  if (id === undefined || known.length === 0) return null;
  return { field: 'source', id, near: nearest(id, known), known };
}

/** Why a source is refused. */
export function strangeSourceHint({ near, known }: Pick<StrangeName, 'near' | 'known'>): string {
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : `stored are ${known.join(', ')}`;
  return `no posting is of it; ${hint}`;
}

/**
 * A filter whose names exist, for those who answer with a message alone.
 * @param listed where all ids are told, for a name that is like none of them.
 * @throws UsageError with the nearest names.
 */
export async function knownFilter(
  d: Reader,
  filter: PostingFilter,
  ids: KnownIds,
  listed: string,
): Promise<PostingFilter> {
  const { filter: whole, strange } = await checkNames(
    filter,
    () => ids,
    () => d,
  );
  if (strange === null) return whole;
  const { field, id, near } = strange;
  if (field === 'source') throw new UsageError(`source "${id}": ${strangeSourceHint(strange)}`);
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : listed;
  throw new UsageError(`${field} "${id}": no such ${field}; ${hint}`);
}
