import { loadTaxonomy } from '../../src/classify/load.js';

/** The shipped taxonomy, compiled once for all the files that a worker of the tests runs. */
export const taxonomy = loadTaxonomy();
