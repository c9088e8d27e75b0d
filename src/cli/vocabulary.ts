import { loadTaxonomy } from '../classify/load.js';
import { idsOf, type TaxonomyIds } from '../classify/taxonomy/ids.js';

/** The ids that filters can name. */
export type Vocabulary = TaxonomyIds;

/**
 * Ids of the taxonomy in `rulesDir`.
 * @throws FatalError `taxonomy-not-found`, `taxonomy-invalid`
 */
export function readVocabulary(rulesDir: string): Vocabulary {
  return idsOf(loadTaxonomy(rulesDir));
}
