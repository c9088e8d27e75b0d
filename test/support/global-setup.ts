/** Once per run: brings up what the suites run against, and takes it down again. */
import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { connect } from '../../src/db/connection.js';
import { joinEmbedded } from '../../src/db/embedded/join.js';
import { findPostgres } from './services/postgres.js';
import { findRedis } from './services/redis.js';
import { declaredButMissing, type Service } from './services/services.js';
import { makeTempFolder } from './temp-folder.js';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stops: (() => Promise<void>)[] = [];
  const teardown = async (): Promise<void> => {
    for (const stop of stops.toReversed()) await stop();
  };
  const begun = [startEmbedded(), findPostgres(), findRedis()] as const;
  try {
    // All of them, also when one fails: what the others started must be stopped.
    for (const found of await Promise.allSettled(begun)) {
      if (found.status === 'fulfilled') stops.push(found.value.stop);
    }
    const [embedded, postgres, redis] = await Promise.all(begun);
    const faults = [
      declaredButMissing('DATABASE_URL', postgres.service),
      declaredButMissing('REDIS_URL', redis.service),
    ];
    for (const fault of faults) if (fault !== null) throw new Error(fault);
    project.provide('services', {
      embedded: embedded.service,
      postgres: postgres.service,
      redis: redis.service,
    });
    return teardown;
  } catch (error) {
    await teardown();
    throw error;
  }
}

async function startEmbedded(): Promise<{ service: Service; stop: () => Promise<void> }> {
  const dataDir = await makeTempFolder();
  const server = await joinEmbedded({ dataDir, log: (line) => process.stderr.write(`embedded: ${line}\n`) });
  const client = connect(server.url, { max: 1 });
  const [row] = await client`select current_setting('server_version') as version`;
  await client.end();
  return {
    service: { url: server.url, about: `embedded PostgreSQL ${row?.['version']}` },
    stop: async () => {
      await server.leave();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
