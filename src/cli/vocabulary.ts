import { loadTaxonomy } from '../classify/load.js';

/** The ids that filters can name. */
export interface Vocabulary {
  version: string;
  roles: string[];
  families: string[];
  /** Lowest first. */
  levels: string[];
  bands: string[];
  skills: string[];
  ladder: { id: string; band: string }[];
}

/**
 * Ids of the taxonomy in `rulesDir`.
 * @throws FatalError `taxonomy-not-found`, `taxonomy-invalid`
 */
export function readVocabulary(rulesDir: string): Vocabulary {
  const taxonomy = loadTaxonomy(rulesDir);
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
