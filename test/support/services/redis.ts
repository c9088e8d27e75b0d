/** Finds a Redis to test against: REDIS_URL, else one on this machine, else one started from its binary. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { messageOf } from '../../../src/domain/errors.js';
import type { Service } from './services.js';

type Stop = () => Promise<void>;

export async function findRedis(): Promise<{ service: Service; stop: Stop }> {
  const stop: Stop = async () => undefined;
  const declared = process.env['REDIS_URL'];
  if (declared) return { service: await probe(declared), stop };
  const local = await probe('redis://127.0.0.1:6379');
  return 'url' in local ? { service: local, stop } : startOwn();
}

async function probe(url: string): Promise<Service> {
  const place = new URL(url).host;
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    connectTimeout: 5000,
  });
  let reason = '';
  redis.on('error', (error: Error) => {
    reason = messageOf(error);
  });
  try {
    await redis.connect();
    const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? 'of unknown version';
    return { url, about: `Redis ${version} at ${place}` };
  } catch (error) {
    return { missing: `no Redis at ${place} that lets us in (${reason || messageOf(error)})` };
  } finally {
    redis.disconnect();
  }
}

async function startOwn(): Promise<{ service: Service; stop: Stop }> {
  const port = await freePort();
  const dir = await mkdtemp(join(tmpdir(), 'rolemill-redis-'));
  const options = [
    '--bind',
    '127.0.0.1',
    '--port',
    String(port),
    '--dir',
    dir,
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
  ];
  const server = spawn('redis-server', options, { stdio: 'ignore' });
  let ended = false;
  server.on('error', () => {
    ended = true;
  });
  server.on('exit', () => {
    ended = true;
  });
  const stop: Stop = async () => {
    if (!ended) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    await rm(dir, { recursive: true, force: true });
  };
  const url = `redis://127.0.0.1:${port}`;
  let service = await probe(url);
  for (; 'missing' in service; service = await probe(url)) {
    if (ended) break;
    await sleep(50);
  }
  if ('url' in service) return { service, stop };
  await stop();
  const missing = 'REDIS_URL is not set, none answers on localhost:6379 and no redis-server is installed';
  return { service: { missing }, stop: async () => undefined };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
