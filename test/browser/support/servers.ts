/** Servers as `rolemill serve` opens them, each listening on a port of its own. */
import { loadConfig } from '../../../src/config.js';
import { openDatabase, type Database } from '../../../src/db/database.js';
import { createApp } from '../../../src/server/app.js';
import type { ServerContext } from '../../../src/server/context.js';
import { openQueues, type Queues } from '../../../src/workers/queues.js';
import { contextOf } from '../../server/stage.js';
import { testDatabase, type TestDatabase } from '../../support/test-database.js';

export const TOKEN = 'a-token-of-the-browser-tests';

/** A database of its own, its queues, and what a server over it needs. */
export interface Store {
  db: Database;
  url: string;
  context: ServerContext;
  close(): Promise<void>;
}

export interface Server {
  /** Without a slash at its end. */
  url: string;
  close(): Promise<void>;
}

export async function openStore(serverUrl: string): Promise<Store> {
  const database: TestDatabase = testDatabase(serverUrl);
  await database.create();
  const db = await openDatabase({ databaseUrl: database.url, dataDir: 'unused' });
  let queues: Promise<Queues> | null = null;
  const context = contextOf(db, {
    queues: () => (queues ??= openQueues(loadConfig({ DATABASE_URL: database.url }, '/'), database.url)),
    token: TOKEN,
  });
  return {
    db,
    url: database.url,
    context,
    close: async () => {
      await (await queues)?.close();
      await db.close();
      await database.drop();
    },
  };
}

/**
 * @param part what differs from an open server on this machine.
 * @param port absent: any that is free.
 */
export async function listen(store: Store, part: Partial<ServerContext> = {}, port = 0): Promise<Server> {
  const app = await createApp({ ...store.context, ...part });
  const url = await app.listen({ host: '127.0.0.1', port });
  return { url, close: () => app.close() };
}
