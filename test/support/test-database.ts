/** A database of its own for a test file, made on a server that the run found. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, withDatabaseName } from '../../src/db/connection.js';

/** A client that was ended may show up for a moment longer; one that was forgotten stays. */
const LEAK_TRIES = 100;
const LEAK_PAUSE_MS = 50;

export interface TestDatabase {
  url: string;
  create(): Promise<void>;
  /** Fails when connections are still open; the database is gone either way. */
  drop(): Promise<void>;
}

/** The name is known at once, so that suites can be defined with it; the database comes with `create()`. */
export function testDatabase(serverUrl: string): TestDatabase {
  const name = `rolemill_test_${randomBytes(6).toString('hex')}`;
  return {
    url: withDatabaseName(serverUrl, name),
    create: () => asAdmin(serverUrl, async (admin) => void (await admin`create database ${admin(name)}`)),
    drop: () =>
      asAdmin(serverUrl, async (admin) => {
        const open = () => admin`
          select application_name, state, left(query, 200) as query from pg_stat_activity where datname = ${name}
        `;
        let leaked = await open();
        for (let tries = 0; leaked.length > 0 && tries < LEAK_TRIES; tries += 1) {
          await sleep(LEAK_PAUSE_MS);
          leaked = await open();
        }
        await admin`drop database if exists ${admin(name)} with (force)`;
        if (leaked.length > 0) throw new Error(`connections were left open: ${JSON.stringify([...leaked])}`);
      }),
  };
}

async function asAdmin(
  url: string,
  work: (admin: ReturnType<typeof connect>) => Promise<void>,
): Promise<void> {
  const admin = connect(url, { max: 1 });
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
