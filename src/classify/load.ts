import { compileTaxonomy } from './taxonomy/compile.js';
import type { CompiledTaxonomy } from './taxonomy/compiled.js';
import { compiledAtBuild } from './taxonomy/cache.js';
import { readRuleFiles, SHIPPED_RULES, type RuleFiles } from './taxonomy/files.js';
import { parseRules, readTaxonomy, type ReadTaxonomy, type RuleFault } from './taxonomy/read.js';
import { faultCollector, refuse } from './taxonomy/validate.js';

/** Faults of the rule files below `dir`, all of them; empty when the taxonomy can be used. */
export function checkTaxonomy(dir: string = SHIPPED_RULES): RuleFault[] {
  return compileRules(dir).faults;
}

/**
 * Reads, validates and compiles the rule files below `dir` (default: the shipped ones). Load once and keep:
 * it takes some hundred milliseconds, `classify` with it some microseconds.
 * @throws FatalError `taxonomy-not-found`, or `taxonomy-invalid` naming every fault with file and line.
 */
export function loadTaxonomy(dir: string = SHIPPED_RULES): CompiledTaxonomy {
  const files = readRuleFiles(dir);
  return compiledAtBuild(files.version) ?? compileOrRefuse(files, dir);
}

/**
 * Compiles rule files that were read from `dir`.
 * @throws FatalError `taxonomy-invalid` naming every fault with file and line.
 */
export function compileOrRefuse(files: RuleFiles, dir: string): CompiledTaxonomy {
  const { compiled, faults } = tryLoad(parseRules(files));
  return faults.length > 0 ? refuse(faults, dir) : compiled;
}

/** Compiles the rule files below `dir` whatever the cache knows; with faults the result must not be used. */
export function compileRules(dir: string): ReturnType<typeof tryLoad> {
  return tryLoad(readTaxonomy(dir));
}

function tryLoad({ taxonomy, version, locate, faults }: ReadTaxonomy): {
  compiled: CompiledTaxonomy;
  faults: RuleFault[];
} {
  const complete = faults.length === 0;
  const compiled = compileTaxonomy(taxonomy, version, faultCollector(locate, faults), complete);
  return { compiled, faults };
}
