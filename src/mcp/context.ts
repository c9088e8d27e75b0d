import type { CompiledTaxonomy } from '../classify/taxonomy/compiled.js';
import type { Database } from '../db/database.js';
import type { Posting } from '../domain/posting.js';
import type { Verdict } from '../domain/verdict.js';

/** What the tools work with; made by `rolemill mcp`, or by a test. */
export interface McpContext {
  version: string;
  /** Opened by the first tool that reads what is stored. */
  database: () => Promise<Database>;
  taxonomy: CompiledTaxonomy;
  decide: (posting: Posting) => Verdict;
  /** Never stdout: that carries the protocol. */
  log: (line: string) => void;
}
