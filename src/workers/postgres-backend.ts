import { createPostgresBackend, DEFAULT_SCHEMA, runMigrations } from 'bullmq';
import { Pool } from 'pg';
import { FatalError, messageOf } from '../domain/errors.js';
import type { QueueBackend } from './queue-backend.js';

const CONNECT_TIMEOUT_MS = 5000;
/**
 * Three workers (ingest, ingest@host, classify) each keep one connection for LISTEN; the rest serves the short
 * statements of queues and workers. With the pool of the tables a process stays below 25 connections, so four of
 * them fit into PostgreSQL's default of 100.
 */
const POOL_SIZE = 10;

/**
 * PostgreSQL as the carrier of jobs, in schema `bullmq` of the same database. Creates or upgrades that schema;
 * several processes may start at once (BullMQ's migrations hold an advisory lock).
 * @throws FatalError `queue-unreachable` when the database does not answer or the schema cannot be made.
 */
export async function openPostgresBackend(
  databaseUrl: string,
  prefix: string,
  warn: (line: string) => void,
): Promise<QueueBackend> {
  const { connectionString, options, address } = queueConnection(databaseUrl);
  // BullMQ loads `pg` by `require` when it gets settings, which ESM has not: it must get a ready pool. Then the
  // search_path and the migrations are ours to see to.
  const pool = new Pool({
    connectionString,
    options,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true, // a LISTEN connection that died silently is noticed, so workers may block for long
    application_name: `${prefix}.queue`,
  });
  pool.setMaxListeners(0); // every queue and worker listens to the one pool
  pool.on('error', (error) => warn(`queue connection to PostgreSQL at ${address} lost: ${error.message}`));
  try {
    const client = await pool.connect();
    try {
      await runMigrations(client, DEFAULT_SCHEMA);
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end();
    throw new FatalError(
      'queue-unreachable',
      `the queue in PostgreSQL at ${address} is not usable (${messageOf(error)}): check the database and its rights to create schema ${DEFAULT_SCHEMA}`,
      { cause: error },
    );
  }
  return {
    kind: 'postgres',
    address,
    factory: (name, options, extra) => createPostgresBackend(name, { ...options, connection: pool }, extra),
    connection: pool,
    prefix,
    // The schema is one per database and BullMQ's `prefix` means nothing here: the name keeps installations apart.
    queueName: (name) => `${prefix}.${name}`,
    close: () => pool.end(),
  };
}

/**
 * The database URL as node-postgres should see it. `options` of the URL would replace ours, so both are joined;
 * and `sslmode=require` must mean what it means to libpq and to the driver of the tables (encrypt, do not verify).
 */
export function queueConnection(databaseUrl: string): {
  connectionString: string;
  options: string;
  address: string;
} {
  const url = new URL(databaseUrl);
  const own = url.searchParams.get('options');
  url.searchParams.delete('options');
  if (url.searchParams.has('sslmode')) url.searchParams.set('uselibpqcompat', 'true');
  // A Unix socket's folder stands percent-encoded in place of the host, or in `host=`.
  const host = url.searchParams.get('host') ?? decodeURIComponent(url.hostname);
  const port = url.searchParams.get('port') ?? (url.port === '' ? '5432' : url.port);
  return {
    connectionString: url.href,
    options: `${own === null ? '' : `${own} `}-c search_path=${DEFAULT_SCHEMA},public`,
    address: host.startsWith('/') ? host : `${host}:${port}`,
  };
}
