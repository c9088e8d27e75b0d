/**
 * Suites that run once per way of carrying the work.
 *
 *   embedded   PostgreSQL started by Rolemill itself, queue in PostgreSQL
 *   postgres   a given PostgreSQL, queue in PostgreSQL
 *   full       a given PostgreSQL, queue in Redis
 */
import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { type Database, openDatabase } from '../../src/db/database.js';
import { testDatabase } from './test-database.js';

export type BackendMode = 'embedded' | 'postgres' | 'full';

/** A place to run a suite against: a database and a key prefix of its own. */
export interface Backend {
  mode: BackendMode;
  /** Empty database, made before the suite and dropped after it; dropping fails when connections are left open. */
  databaseUrl: string;
  /** Only in `full`. */
  redisUrl: string | null;
  /** Prefix of every queue key; its keys in Redis are deleted after the suite. */
  queuePrefix: string;
}

/**
 * Runs the suite once per available backend; the others are skipped by name, with the reason. The URLs are known
 * when `define` runs; the database exists from `beforeAll` on.
 */
export function describeEachBackend(
  name: string,
  define: (backend: Backend) => void,
  modes: readonly BackendMode[] = ['embedded', 'postgres', 'full'],
): void {
  for (const mode of modes) {
    const found = findServices(mode);
    const note = found.missing === null ? '' : ` ${found.missing}`;
    describe.skipIf(found.missing !== null)(`${name} [${mode}]${note}`, () => {
      const database = testDatabase(found.serverUrl);
      const queuePrefix = `rt${randomBytes(4).toString('hex')}`;
      beforeAll(() => database.create());
      // Registered first, so it runs after the suite's own.
      afterAll(async () => {
        if (found.redisUrl !== null) await deleteKeys(found.redisUrl, queuePrefix);
        await database.drop();
      });
      define({ mode, databaseUrl: database.url, redisUrl: found.redisUrl, queuePrefix });
    });
  }
}

/** Suites that need a migrated database and no queue. The function gives the database once a test runs. */
export function describeEachDatabase(name: string, define: (database: () => Database) => void): void {
  describeEachBackend(
    name,
    (backend) => {
      let opened: Database | null = null;
      beforeAll(async () => {
        opened = await openDatabase({ databaseUrl: backend.databaseUrl, dataDir: 'unused' });
      });
      afterAll(async () => opened?.close());
      define(() => {
        if (opened === null) throw new Error('the database is open in hooks and tests only');
        return opened;
      });
    },
    ['embedded', 'postgres'],
  );
}

function findServices(mode: BackendMode): {
  serverUrl: string;
  redisUrl: string | null;
  missing: string | null;
} {
  const services = inject('services');
  const server = mode === 'embedded' ? services.embedded : services.postgres;
  const needed = mode === 'full' ? [server, services.redis] : [server];
  const missing = needed.flatMap((service) => ('missing' in service ? [service.missing] : []));
  return {
    // A skipped suite is still defined, with URLs that lead nowhere.
    serverUrl: 'url' in server ? server.url : 'postgres://missing.invalid',
    redisUrl: mode === 'full' && 'url' in services.redis ? services.redis.url : null,
    missing: missing.length === 0 ? null : missing.join('; '),
  };
}

async function deleteKeys(redisUrl: string, prefix: string): Promise<void> {
  const redis = new Redis(redisUrl);
  try {
    for await (const keys of redis.scanStream({ match: `${prefix}:*`, count: 1000 })) {
      if (Array.isArray(keys) && keys.length > 0) await redis.del(...(keys as string[]));
    }
  } finally {
    redis.disconnect();
  }
}
