/**
 * Who uses the server: everyone who does holds one advisory lock, shared, on a connection kept for that. The last one
 * to leave is the one who gets it exclusively. The server drops the lock of a killed process by itself, so there are
 * no process ids to keep, none that go stale, and none that now belong to somebody else.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, errorCode, socketUrl, withDatabaseName } from '../connection.js';
import { readPassword, SERVER_USER } from './cluster.js';
import { readPostmaster } from './pidfile.js';
import type { Place } from './place.js';

/** The database that is always there; advisory locks are per database, so all meet in this one. */
const MEETING_PLACE = 'postgres';
const LOCK_KEY = 1;

/** Starting up, shutting down or recovering: the server is there, and answers soon. */
const NOT_READY = '57P03';
const NOT_READY_TRIES = 1_200;
const NOT_READY_PAUSE_MS = 50;

export interface Presence {
  /** URL of the server, with `MEETING_PLACE` as database. */
  url: string;
  /** Ends it. True when nobody else is present: the caller, who holds the folder's lock, may stop the server. */
  end(): Promise<boolean>;
}

/**
 * Joins the server that runs in `place`; null when none answers there.
 * @param onLost called once when the connection breaks before `end()`: the server was stopped or killed.
 */
export async function joinServer(place: Place, onLost: () => void): Promise<Presence | null> {
  const url = await serverUrl(place);
  if (url === null) return null;
  let state: 'joining' | 'present' | 'over' = 'joining';
  const client = connect(url, {
    max: 1,
    // The lock lives as long as this very connection.
    max_lifetime: null,
    idle_timeout: 0,
    connection: { application_name: 'rolemill presence' },
    onclose: () => {
      if (state !== 'present') return;
      state = 'over';
      onLost();
    },
  });
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client`select pg_advisory_lock_shared(${LOCK_KEY})`;
      break;
    } catch (error) {
      if (errorCode(error) === NOT_READY && attempt < NOT_READY_TRIES) {
        await sleep(NOT_READY_PAUSE_MS);
        continue;
      }
      await client.end();
      if (isNobodyThere(error)) return null;
      throw error;
    }
  }
  state = 'present';
  return {
    url,
    end: async () => {
      const wasPresent = state === 'present';
      state = 'over';
      try {
        if (!wasPresent) return false;
        await client`select pg_advisory_unlock_shared(${LOCK_KEY})`;
        const [row] = await client`select pg_try_advisory_lock(${LOCK_KEY}) as alone`;
        return row?.['alone'] === true;
      } catch (error) {
        // The server went away at this moment: there is nothing left to stop.
        if (errorCode(error) === null) throw error;
        return false;
      } finally {
        await client.end();
      }
    },
  };
}

/** Creates a database of the server unless it is there; the caller holds the folder's lock. */
export async function ensureDatabase(url: string, name: string): Promise<string> {
  const client = connect(url, { max: 1 });
  try {
    const found = await client`select from pg_database where datname = ${name}`;
    if (found.length === 0) await client`create database ${client(name)}`;
  } finally {
    await client.end();
  }
  return withDatabaseName(url, name);
}

async function serverUrl(place: Place): Promise<string | null> {
  const listen = (await readPostmaster(place.pgData))?.listen ?? null;
  if (listen === null) return null;
  if ('socketDir' in listen) return socketUrl(SERVER_USER, listen.socketDir, listen.port, MEETING_PLACE);
  return `postgres://${SERVER_USER}:${await readPassword(place)}@${listen.host}:${listen.port}/${MEETING_PLACE}`;
}

/** The socket is missing or nothing listens on it, or the port has another owner by now who does not know us. */
function isNobodyThere(error: unknown): boolean {
  return ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'CONNECTION_CLOSED', 'EPIPE', '28P01', '28000'].includes(
    errorCode(error) ?? '',
  );
}
