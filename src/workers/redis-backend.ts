import { createRedisBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { FatalError, messageOf } from '../domain/errors.js';
import type { QueueBackend } from './queue-backend.js';

/** A service in the same data centre answers in milliseconds; a person waits at most this long for the bad news. */
const CONNECT_TIMEOUT_MS = 5000;
/** Ceiling of the pause between reconnects, once it has worked: a restarted Redis is found again within this. */
const RECONNECT_CEILING_MS = 5000;

/**
 * Redis as the carrier of jobs. One connection serves every queue; each worker adds a blocking one of its own.
 * @throws FatalError `queue-unreachable` when Redis does not answer, refuses the password or is too old.
 */
export async function openRedisBackend(
  url: string,
  prefix: string,
  warn: (line: string) => void,
): Promise<QueueBackend> {
  const address = addressOf(url);
  // A first connection that fails is a wrong setting or a service that is down: say so at once. A connection
  // that was up and broke comes back by itself: BullMQ's commands wait for it.
  let wasUp = false;
  let lastError: unknown;
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    maxRetriesPerRequest: null, // BullMQ insists: its commands outlive a reconnect
    retryStrategy: (times) => (wasUp ? Math.min(times * 200, RECONNECT_CEILING_MS) : null),
  });
  client.on('error', (error: unknown) => {
    lastError = error;
  });
  try {
    await withTimeout(
      client.connect().then(() => client.ping()),
      CONNECT_TIMEOUT_MS,
    );
    wasUp = true;
    await adviseOnEviction(client, address, warn);
  } catch (error) {
    client.disconnect();
    throw new FatalError(
      'queue-unreachable',
      `Redis at ${address} is not usable (${messageOf(lastError ?? error)}): start it or correct REDIS_URL`,
      { cause: error },
    );
  }
  return {
    kind: 'redis',
    address,
    factory: createRedisBackend,
    connection: client,
    prefix,
    queueName: (name) => name,
    close: async () => {
      // `quit` waits for a server that may be gone; `disconnect` does not, and by now nothing is under way.
      client.disconnect();
      await Promise.resolve();
    },
  };
}

/** `host:port` of a Redis URL, for messages: never the user or the password. */
export function addressOf(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname === '' ? 'localhost' : hostname}:${port === '' ? '6379' : port}`;
}

/**
 * Any policy but `noeviction` lets Redis throw away jobs when memory is short. Nothing is lost for good (the
 * sweep finds the postings), but runs stall, so the operator should know. Hosted Redis often forbids CONFIG.
 */
async function adviseOnEviction(client: Redis, address: string, warn: (line: string) => void): Promise<void> {
  let policy: string | undefined;
  try {
    policy = (await client.config('GET', 'maxmemory-policy'))[1];
  } catch (error) {
    warn(
      `Redis at ${address} does not tell its maxmemory-policy (${messageOf(error)}): it should be noeviction`,
    );
    return;
  }
  if (policy !== undefined && policy !== 'noeviction') {
    warn(`Redis at ${address} has maxmemory-policy ${policy} and may drop jobs: set it to noeviction`);
  }
}

async function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([promise, expired]);
  } finally {
    clearTimeout(timer);
  }
}
