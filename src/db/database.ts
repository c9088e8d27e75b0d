/** Opens the database, given or embedded: one code path from here on. */
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { FatalError } from '../domain/errors.js';
import { connect, describeTarget, unreachable } from './connection.js';
import { joinEmbedded } from './embedded/join.js';
import { runMigrations } from './migrate.js';
import { fillWords } from './words.js';

export interface Database {
  orm: PostgresJsDatabase;
  /**
   * postgres:// URL that others (the queue) connect with. A Unix socket's folder stands percent-encoded in place of
   * the host, as `pg` and libpq take it.
   */
  url: string;
  mode: 'embedded' | 'external';
  /** As the server gives it: `18.4`. */
  serverVersion: string;
  /** Ends every connection; embedded: leaves the server and stops it when nobody else uses it. Safe to call twice. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Null: the embedded server in `dataDir`. */
  databaseUrl: string | null;
  /** Absolute. */
  dataDir: string;
  /** Bring the schema up to date first (default true). */
  migrate?: boolean;
  log?: (line: string) => void;
}

/** Oldest PostgreSQL that is tested for; 14 is what the SQL of this folder keeps to. */
const MIN_VERSION = 14;

/** Two batches in flight per worker kind, the poll of a run and some air; far below the 100 a server allows. */
const POOL_SIZE = 10;

/** Queries still running when `close()` is called get this long. */
const CLOSE_SECONDS = 5;

/**
 * Connects, checks the server's version, migrates.
 * @throws FatalError `database-unreachable`, `database-too-old`, `database-embedded-failed` or `migration-failed`;
 *   nothing stays open then.
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const log = options.log ?? (() => undefined);
  const embedded =
    options.databaseUrl === null ? await joinEmbedded({ dataDir: options.dataDir, log }) : null;
  const url = options.databaseUrl ?? embedded?.url ?? '';
  const client = connect(url, { max: POOL_SIZE });
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await client.end({ timeout: CLOSE_SECONDS });
    await embedded?.leave();
  };
  try {
    const serverVersion = await checkServer(client, url);
    const orm = drizzle(client);
    if (options.migrate !== false) {
      await runMigrations(url, log);
      await fillWords(orm, log);
    }
    return {
      orm,
      url,
      mode: embedded === null ? 'external' : 'embedded',
      serverVersion,
      close: () => (closing ??= close()),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function checkServer(client: ReturnType<typeof connect>, url: string): Promise<string> {
  const rows = await client<{ number: string; name: string }[]>`
    select current_setting('server_version_num') as number, current_setting('server_version') as name
  `.catch((cause: unknown) => {
    throw unreachable(url, cause);
  });
  const { number, name } = rows[0] ?? { number: '0', name: 'unknown' };
  requireVersion(Number(number), name, url);
  // Distributions add their package's name behind the number.
  return name.split(' ')[0] ?? name;
}

/**
 * @param number as in `server_version_num`: 140000 for 14.0.
 * @throws FatalError `database-too-old`
 */
export function requireVersion(number: number, name: string, url: string): void {
  if (number >= MIN_VERSION * 10_000) return;
  throw new FatalError(
    'database-too-old',
    `PostgreSQL at ${describeTarget(url)} is version ${name}: Rolemill needs ${MIN_VERSION} or newer`,
  );
}
