import type { Posting } from '../domain/posting.js';
import type { Verdict } from '../domain/verdict.js';
import type { CompiledTaxonomy } from '../classify/taxonomy/compiled.js';
import type { Database } from '../db/database.js';
import type { Queues } from '../workers/queues.js';

/** What the routes work with; made by `rolemill serve`, or by a test. */
export interface ServerContext {
  version: string;
  db: Database;
  /** Only asked for by what queues or counts jobs. */
  queues: () => Promise<Queues>;
  taxonomy: CompiledTaxonomy;
  decide: (posting: Posting) => Verdict;
  mode: string;
  /** Null: nothing that changes the store is allowed. */
  token: string | null;
  /** Only this machine can ask: reading needs no token then. */
  loopback: boolean;
  /** Requests a minute that one address may make. */
  rate: number;
  log: (line: string) => void;
}
