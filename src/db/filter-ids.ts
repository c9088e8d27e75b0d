import { nearest } from '../domain/nearest.js';
import type { PostingFilter } from './filter.js';

/** Fields of a filter that name things of the taxonomy. */
export const ID_FIELDS = ['role', 'level', 'skill', 'family', 'band'] as const;
export type IdField = (typeof ID_FIELDS)[number];

/** An id that the taxonomy does not have: it would match nothing and look like an empty market. */
export interface StrangeId {
  field: IdField;
  id: string;
  /** Known ids that look like it, best first. */
  near: string[];
  /** All that are known. */
  known: readonly string[];
}

/** The first strange id of a filter, or null. */
export function findStrangeId(
  filter: PostingFilter,
  ids: Readonly<Record<'roles' | 'levels' | 'skills' | 'families' | 'bands', readonly string[]>>,
): StrangeId | null {
  const byField: Record<IdField, readonly string[]> = {
    role: ids.roles,
    level: ids.levels,
    skill: ids.skills,
    family: ids.families,
    band: ids.bands,
  };
  for (const field of ID_FIELDS) {
    const known = byField[field];
    const id = filter[field]?.find((value) => !known.includes(value));
    if (id !== undefined) return { field, id, near: nearest(id, known), known };
  }
  return null;
}
