import type { CompiledTaxonomy } from './compiled.js';

/** The ids of a taxonomy that others name: filters, links, messages. */
export interface TaxonomyIds {
  version: string;
  roles: string[];
  families: string[];
  /** Lowest first. */
  levels: string[];
  bands: string[];
  skills: string[];
  /** Levels, lowest first, with their bands. */
  ladder: { id: string; band: string }[];
}

export function idsOf(taxonomy: CompiledTaxonomy): TaxonomyIds {
  const roles = [...taxonomy.roles.values()];
  return {
    version: taxonomy.version,
    roles: roles.map((role) => role.id),
    families: [...new Set(roles.map((role) => role.family))],
    levels: taxonomy.levels.map((level) => level.id),
    bands: [...new Set(taxonomy.levels.map((level) => level.band))],
    skills: taxonomy.skills.map((skill) => skill.id),
    ladder: taxonomy.levels.map(({ id, band }) => ({ id, band })),
  };
}
