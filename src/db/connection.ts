/**
 * How Rolemill connects: one place that turns a postgres:// URL into a postgres.js client.
 *
 * postgres.js does not take a Unix socket from a URL (`pg` and libpq do: percent-encoded in place of the host, or as
 * `?host=`), so both spellings are translated here.
 */
import postgres from 'postgres';
import { FatalError } from '../domain/errors.js';

/** A server that does not answer within this is reported as unreachable; a local one answers in milliseconds. */
const CONNECT_TIMEOUT_SECONDS = 10;

/** Postgres client over `url`, connected lazily. Times are UTC on every connection: rows come back as written. */
export function connect(url: string, options: postgres.Options<Record<string, never>> = {}): postgres.Sql {
  const target = parse(url);
  return postgres(target.url, {
    ...(target.socketDir === null ? {} : { host: target.socketDir }),
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    onnotice: () => undefined,
    ...options,
    connection: { application_name: 'rolemill', TimeZone: 'UTC', ...options.connection },
  });
}

/** `host:port/database` (or the socket's folder) for messages: never the password, nor any other part of the URL. */
export function describeTarget(url: string): string {
  const target = parse(url);
  const parsed = new URL(target.url);
  const database = decodeURIComponent(parsed.pathname.slice(1));
  const place = target.socketDir ?? `${parsed.hostname || 'localhost'}:${parsed.port || '5432'}`;
  return database === ''
    ? place
    : target.socketDir === null
      ? `${place}/${database}`
      : `${place} (${database})`;
}

/** The same server, another database. */
export function withDatabaseName(url: string, database: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${encodeURIComponent(database)}`;
  return parsed.href;
}

/** URL of a server that listens in a Unix socket folder. */
export function socketUrl(user: string, socketDir: string, port: number, database: string): string {
  return `postgres://${encodeURIComponent(user)}@${encodeURIComponent(socketDir)}:${port}/${encodeURIComponent(database)}`;
}

function parse(url: string): { url: string; socketDir: string | null } {
  const parsed = new URL(url);
  const host = parsed.searchParams.get('host') ?? decodeURIComponent(parsed.hostname);
  if (!host.startsWith('/')) return { url, socketDir: null };
  parsed.searchParams.delete('host');
  parsed.hostname = 'localhost';
  return { url: parsed.href, socketDir: host };
}

/** Says in one line why a connection failed and what to do, by the driver's or the server's code. */
export function unreachable(url: string, cause: unknown): FatalError {
  const code = errorCode(cause);
  const advice =
    (code !== null && ADVICE[code]) || 'check that the server runs and that DATABASE_URL is right';
  // The driver's own message may repeat the host, never the password; an AggregateError has none at all.
  const reason = cause instanceof Error && cause.message !== '' ? cause.message : (code ?? 'no reason given');
  return new FatalError(
    'database-unreachable',
    `PostgreSQL at ${describeTarget(url)} is not usable (${reason}): ${advice}`,
    { cause },
  );
}

/** SQLSTATE or Node's error code. */
export function errorCode(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : null;
}

const ADVICE: Record<string, string> = {
  ECONNREFUSED:
    'nothing listens there: start the server, or unset DATABASE_URL and REDIS_URL to use the embedded one',
  ENOENT: 'there is no such socket: start the server or correct the path in DATABASE_URL',
  ENOTFOUND: 'the host name is unknown: correct it in DATABASE_URL',
  CONNECT_TIMEOUT: 'no answer: check host, port and firewall',
  ETIMEDOUT: 'no answer: check host, port and firewall',
  EACCES: 'this user may not open the socket: run as the user that owns the server',
  '28P01': 'user or password are wrong: correct them in DATABASE_URL',
  '28000': 'the server refuses this user or host: correct DATABASE_URL or the rules in pg_hba.conf',
  '3D000': 'the database does not exist: create it (createdb NAME) or name another in DATABASE_URL',
  '42501': 'this user lacks rights: grant CONNECT and CREATE on the database',
  '53300': 'the server has no connection left: raise max_connections or stop other clients',
  '57P03': 'the server is starting up or shutting down: try again in a moment',
};
