import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { FatalError } from '../../src/domain/errors.js';
import { fileQueueName } from '../../src/workers/names.js';
import { queueConnection } from '../../src/workers/postgres-backend.js';
import { openQueueBackend } from '../../src/workers/queue-backend.js';
import { addressOf } from '../../src/workers/redis-backend.js';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
});

/** A TCP server that answers every connection with `reply` and hangs up. */
async function serverThatSays(reply: string): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(reply, () => socket.destroy());
  });
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  return address.port;
}

async function faultOf(mode: 'postgres' | 'full', url: string): Promise<FatalError> {
  const config = {
    mode,
    redisUrl: mode === 'full' ? url : null,
    queuePrefix: 'rolemill',
    fileHost: 'here',
    jobLockMs: 1000,
  };
  try {
    await openQueueBackend(config, url, () => undefined);
  } catch (error) {
    if (error instanceof FatalError) return error;
    throw error;
  }
  throw new Error('it opened');
}

describe('a queue service that is no use', () => {
  test.each([
    ['Redis', 'full', 'redis'],
    ['PostgreSQL', 'postgres', 'postgres'],
  ] as const)(
    '%s: refused and odd answers are one error, with the place and without the password',
    async (_name, mode, scheme) => {
      const port = await serverThatSays('HTTP/1.1 400 Bad Request\r\n\r\n');
      for (const target of [port, 1]) {
        const error = await faultOf(mode, `${scheme}://someone:secret@127.0.0.1:${target}/0`);
        expect(error.code).toBe('queue-unreachable');
        expect(error.message).toContain(`127.0.0.1:${target}`);
        expect(error.message).not.toContain('secret');
      }
    },
  );
});

describe('queueConnection', () => {
  test.each([
    ['postgres://u:p@db.example/jobs', 'db.example:5432', '-c search_path=bullmq,public'],
    [
      'postgres://u@localhost:6000/jobs?options=-c%20statement_timeout%3D5s',
      'localhost:6000',
      '-c statement_timeout=5s -c search_path=bullmq,public',
    ],
    ['postgres://u@localhost/jobs?host=/run/pg', '/run/pg', '-c search_path=bullmq,public'],
    ['postgres://u@%2Frun%2Fpg:5433/jobs', '/run/pg', '-c search_path=bullmq,public'],
  ])('%s', (url, address, options) => {
    expect(queueConnection(url)).toMatchObject({ address, options });
    expect(queueConnection(url).connectionString).not.toContain('options=');
  });

  test('sslmode keeps the meaning that libpq gives it', () => {
    expect(queueConnection('postgres://db.example/jobs?sslmode=require').connectionString).toContain(
      'uselibpqcompat=true',
    );
    expect(queueConnection('postgres://db.example/jobs').connectionString).not.toContain('uselibpqcompat');
  });
});

test.each([
  ['redis://cache.example', 'cache.example:6379'],
  ['rediss://user:pw@cache.example:7000/2', 'cache.example:7000'],
])('addressOf %s', (url, address) => {
  expect(addressOf(url)).toBe(address);
});

test.each([
  ['laptop', 'ingest@laptop'],
  ['host:with:colons', 'ingest@host-with-colons'],
  ['Über Host/1', 'ingest@-ber-Host-1'],
])('file queue of %s', (host, name) => {
  expect(fileQueueName(host)).toBe(name);
});
