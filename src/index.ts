/** The library: classify postings in your own program, without database or queue. */
export { classify, type ClassifierInput } from './classify/classify.js';
export { checkTaxonomy, loadTaxonomy } from './classify/load.js';
export type { CompiledTaxonomy } from './classify/taxonomy/compiled.js';
export type { RuleFault } from './classify/taxonomy/read.js';
export { RolemillError } from './domain/errors.js';
export type * from './domain/posting.js';
export type * from './domain/verdict.js';
