/** The API over a test database, asked without a socket. */
import { classify } from '../../src/classify/classify.js';
import type { Database } from '../../src/db/database.js';
import { createApp, type App } from '../../src/server/app.js';
import type { ServerContext } from '../../src/server/context.js';
import { taxonomy } from '../support/taxonomy.js';

export const TOKEN = 'a-token-of-the-tests';

/** What a server of this checkout needs. @param part what differs from an open server on this machine. */
export function contextOf(db: Database, part: Partial<ServerContext> = {}): ServerContext {
  return {
    version: '0.0.0-test',
    db,
    queues: () => Promise.reject(new Error('this test has no queues')),
    taxonomy,
    decide: (posting) => classify(posting, taxonomy, { evidence: true }),
    mode: 'postgres',
    token: TOKEN,
    loopback: true,
    rate: 100_000,
    log: () => undefined,
    ...part,
  };
}

/** @param part as of `contextOf`. */
export function openApp(db: Database, part: Partial<ServerContext> = {}): Promise<App> {
  return createApp(contextOf(db, part));
}
