import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type * as schema from './schema.js';

export interface Database {
  orm: PostgresJsDatabase<typeof schema>;
  /** postgres:// URL that others (the queue) connect with. A Unix socket folder stands percent-encoded in place of the host, as `pg` and libpq take it. */
  url: string;
  mode: 'embedded' | 'external';
  /** As the server gives it: `18.4`. */
  serverVersion: string;
  /** Ends every connection; embedded: leaves the server, and stops it when nobody else uses it. Safe to call twice. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Null: the embedded server in `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
  /** Run pending migrations (default true). */
  migrate?: boolean;
  log?: (line: string) => void;
}
export async function openDatabase(options: OpenOptions): Promise<Database> {
  throw new Error('not written yet');
}
