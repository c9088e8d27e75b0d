/**
 * Brings a database to the schema of this program. Runs at every start: one query when nothing is to do.
 *
 * Any number of processes may start at once: a session advisory lock lets one migrate while the others wait, and
 * each looks again once it holds the lock.
 */
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { FatalError, RolemillError } from '../domain/errors.js';
import { connect } from './connection.js';

/** Any fixed number, the same for every version ever released: "role" as ASCII, then a serial. */
const LOCK_KEY = 0x726f6c65_01n;

/** In `public`, beside the tables: dropping them and forgetting this would leave a database that looks migrated. */
const TABLE = { migrationsSchema: 'public', migrationsTable: 'rolemill_migrations' };

/** Next to this file both in src/ and in dist/ (the build copies the folder). */
const FOLDER = fileURLToPath(new URL('./migrations/', import.meta.url));

/**
 * Applies what is missing, all of it or nothing.
 * @throws FatalError `migration-failed`: a statement failed, or a newer Rolemill migrated this database.
 */
export async function runMigrations(
  url: string,
  log: (line: string) => void,
  folder = FOLDER,
): Promise<void> {
  const client = connect(url, { max: 1 });
  try {
    const latest = Math.max(...readMigrationFiles({ migrationsFolder: folder }).map((m) => m.folderMillis));
    const pending = async (): Promise<boolean> => {
      const applied = await lastApplied(client);
      if (applied !== null && applied > latest) {
        throw new FatalError(
          'migration-failed',
          'this database was migrated by a newer Rolemill: update this installation, or give it another database',
        );
      }
      return applied !== latest;
    };
    if (!(await pending())) return;
    const [lock] = await client`select pg_try_advisory_lock(${LOCK_KEY.toString()}::bigint) as mine`;
    if (lock?.['mine'] !== true) {
      log('another process is migrating the database: waiting for it');
      await client`select pg_advisory_lock(${LOCK_KEY.toString()}::bigint)`;
    }
    if (await pending()) await migrate(drizzle(client), { migrationsFolder: folder, ...TABLE });
  } catch (cause) {
    if (cause instanceof RolemillError) throw cause;
    throw new FatalError(
      'migration-failed',
      'the database schema could not be brought up to date, nothing was changed: check that the user may create tables in schema "public"',
      { cause },
    );
  } finally {
    // Ends the session and with it the lock.
    await client.end();
  }
}

/** When the last applied migration was written (ms since 1970); null in a database without any. */
async function lastApplied(client: ReturnType<typeof connect>): Promise<number | null> {
  const [exists] = await client`select to_regclass('public.rolemill_migrations') is not null as yes`;
  if (exists?.['yes'] !== true) return null;
  const [row] = await client`select max(created_at)::text as at from public.rolemill_migrations`;
  return typeof row?.['at'] === 'string' ? Number(row['at']) : null;
}
