import type { CompiledTaxonomy } from './taxonomy/compiled.js';
import { compiledAtBuild } from './taxonomy/cache.js';
import { readRuleFiles, SHIPPED_RULES } from './taxonomy/files.js';

/**
 * As `loadTaxonomy`, for a command that a person waits for: the compiler's own files are read only when the rules
 * below `dir` are not those that the build compiled.
 * @throws FatalError `taxonomy-not-found`, or `taxonomy-invalid` naming every fault with file and line.
 */
export async function openTaxonomy(dir: string = SHIPPED_RULES): Promise<CompiledTaxonomy> {
  const files = readRuleFiles(dir);
  const known = compiledAtBuild(files.version);
  if (known !== null) return known;
  const { compileOrRefuse } = await import('./load.js');
  return compileOrRefuse(files, dir);
}
