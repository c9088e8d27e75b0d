import type { BackendFactory, ConnectionOptions } from 'bullmq';
import type { Config } from '../config.js';
import { openPostgresBackend } from './postgres-backend.js';
import { openRedisBackend } from './redis-backend.js';

export type QueueConfig = Pick<Config, 'mode' | 'redisUrl' | 'queuePrefix' | 'fileHost' | 'jobLockMs'>;

/** Where jobs live, reduced to what BullMQ's Queue and Worker constructors need. */
export interface QueueBackend {
  kind: 'redis' | 'postgres';
  /** Host and port for messages, without user or password. */
  address: string;
  factory: BackendFactory;
  /** The ioredis client or the pg.Pool, opaque to everyone but the factory. */
  connection: ConnectionOptions;
  /** BullMQ's `prefix` option: Redis knows it, PostgreSQL ignores it (then it is part of the queue's name). */
  prefix: string;
  queueName(name: string): string;
  close(): Promise<void>;
}

/**
 * Connects to the service that carries the jobs: Redis in full mode, else the database itself.
 * @param databaseUrl URL of the running database, also where it is the embedded one.
 * @param warn takes advice about a service that works but is set up in a risky way.
 * @throws FatalError `queue-unreachable` within seconds when nothing answers.
 */
export async function openQueueBackend(
  config: QueueConfig,
  databaseUrl: string,
  warn: (line: string) => void,
): Promise<QueueBackend> {
  if (config.mode === 'full' && config.redisUrl !== null) {
    return openRedisBackend(config.redisUrl, config.queuePrefix, warn);
  }
  return openPostgresBackend(databaseUrl, config.queuePrefix, warn);
}
