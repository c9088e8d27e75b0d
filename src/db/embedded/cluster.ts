/** Creates, starts and stops the cluster of a folder. The caller holds the folder's lock. */
import { randomBytes } from 'node:crypto';
import {
  appendFile,
  chown,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FatalError } from '../../domain/errors.js';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';
import { chooseListen, SOCKET_DIR_PREFIX } from './listen.js';
import { readPostmaster, removeStalePidfile } from './pidfile.js';
import type { Place } from './place.js';
import { serverSettings } from './settings.js';
import { runTool } from './tool.js';

/** The only database user; it owns everything. */
export const SERVER_USER = 'rolemill';

const SETTINGS_FILE = 'rolemill.conf';
const LOG_FILE = 'server.log';
const LOG_KEPT_BYTES = 1024 * 1024;
/** Recovery after a crash replays up to 2 GB of WAL before the server answers. */
const START_SECONDS = 300;
const STOP_SECONDS = 60;
/** Processes of a server killed with -9 see that it is gone within a second or two, and hold its memory until then. */
const ORPHAN_TRIES = 50;
const ORPHAN_PAUSE_MS = 200;

/** Password of a server on TCP. Beside the data, readable to its owner alone, like the data. */
export async function readPassword(place: Place): Promise<string> {
  return (await readFile(join(place.pgData, 'password'), 'utf8')).trim();
}

/**
 * Creates the cluster unless it is there. A draft that is renamed when complete: killed midway, it is started over.
 * @throws FatalError `database-embedded-failed`
 */
export async function createCluster(place: Place, binaries: Binaries, account: Account): Promise<void> {
  const existing = await readFile(join(place.pgData, 'PG_VERSION'), 'utf8').catch(() => null);
  if (existing !== null) {
    requireMajor(existing.trim(), binaries, place);
    return;
  }
  await removeDrafts(place);
  const draft = await mkdtemp(`${place.pgData}.new-`);
  try {
    if (account !== null) await chown(draft, account.uid, account.gid);
    const secret = await mkdtemp(`${place.pgData}.key-`);
    const password = join(secret, 'password');
    await writeOwned(password, `${randomBytes(24).toString('base64url')}\n`, account);
    if (account !== null) await chown(secret, account.uid, account.gid);
    const result = await runTool(
      binaries.initdb,
      [
        ...['--pgdata', draft, '--username', SERVER_USER, '--pwfile', password],
        ...['--auth-local', 'trust', '--auth-host', 'scram-sha-256', '--no-instructions'],
        // Sorts by bytes like C, the same on every system, and still knows upper and lower case beyond ASCII.
        ...[
          '--encoding',
          'UTF8',
          '--locale',
          'C',
          '--locale-provider',
          'builtin',
          '--builtin-locale',
          'C.UTF-8',
        ],
      ],
      { account, cwd: draft },
    );
    if (result.ok) {
      await rename(password, join(draft, 'password'));
      await appendFile(join(draft, 'postgresql.conf'), `include '${SETTINGS_FILE}'\n`);
      await rename(draft, place.pgData);
    }
    await rm(secret, { recursive: true, force: true });
    if (!result.ok) throw new Error(result.output);
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    throw new FatalError(
      'database-embedded-failed',
      `the embedded database could not be created in ${place.pgData}: check the free space and the rights of the folder, or set DATABASE_URL`,
      { cause },
    );
  }
}

/** What a process left that was killed while it created the cluster. */
async function removeDrafts(place: Place): Promise<void> {
  for (const name of await readdir(place.home)) {
    if (/^pg\.(new|key)-/.test(name)) await rm(join(place.home, name), { recursive: true, force: true });
  }
}

function requireMajor(existing: string, binaries: Binaries, place: Place): void {
  if (existing === binaries.major) return;
  throw new FatalError(
    'database-embedded-failed',
    `${place.pgData} was made by PostgreSQL ${existing}, this installation brings ${binaries.major}: export with the version of rolemill that made it, then set ROLEMILL_DATA_DIR to a new folder and ingest there`,
  );
}

/**
 * Starts the server in a session of its own: it outlives this process, and Ctrl-C in our terminal does not reach it.
 * @throws FatalError `database-embedded-failed` with the end of its log.
 */
export async function startServer(place: Place, binaries: Binaries, account: Account): Promise<void> {
  const { pgData } = place;
  const before = await readPostmaster(pgData);
  await removeStalePidfile(pgData);
  const lastPort = before?.listen && 'host' in before.listen ? before.listen.port : null;
  const listen = await chooseListen(pgData, account, lastPort);
  await writeOwned(join(pgData, SETTINGS_FILE), serverSettings(listen), account);
  const log = join(pgData, LOG_FILE);
  const size = (await stat(log).catch(() => null))?.size ?? 0;
  if (size > LOG_KEPT_BYTES) await truncate(log, 0);
  for (let attempt = 1; ; attempt += 1) {
    const from = (await stat(log).catch(() => null))?.size ?? 0;
    // The log's name is relative to the folder, and the folder comes by PGDATA: pg_ctl hands its command line to a
    // shell, where a quote or a dollar sign in the path would be read as the shell reads it.
    const started = await runTool(
      binaries.pgCtl,
      ['start', '--wait', '--silent', '--timeout', String(START_SECONDS), '--log', LOG_FILE],
      { account, cwd: pgData, env: { PGDATA: pgData } },
    );
    if (started.ok) return;
    const said = (await readFile(log, 'utf8').catch(() => '')).slice(from).trim();
    if (attempt < ORPHAN_TRIES && /pre-existing shared memory block|lock file "postmaster.pid"/.test(said)) {
      await new Promise((resolve) => setTimeout(resolve, ORPHAN_PAUSE_MS));
      continue;
    }
    throw new FatalError(
      'database-embedded-failed',
      `the embedded database in ${pgData} does not start: ${said === '' ? started.output : said.slice(-2000)}`,
    );
  }
}

/**
 * Stops the server, disconnecting whoever is still there, and waits until it is gone.
 * @throws FatalError `database-embedded-failed` when it does not stop.
 */
export async function stopServer(place: Place, binaries: Binaries, account: Account): Promise<void> {
  const postmaster = await readPostmaster(place.pgData);
  if (postmaster === null) return;
  const stopped = await runTool(
    binaries.pgCtl,
    ['stop', '--wait', '--silent', '--mode', 'fast', '--timeout', String(STOP_SECONDS)],
    { account, cwd: place.pgData, env: { PGDATA: place.pgData } },
  );
  if (!stopped.ok && (await readPostmaster(place.pgData)) !== null) {
    throw new FatalError(
      'database-embedded-failed',
      `the embedded database in ${place.pgData} (process ${postmaster.pid}) does not stop: ${stopped.output}`,
    );
  }
  const socketDir =
    postmaster.listen && 'socketDir' in postmaster.listen ? postmaster.listen.socketDir : null;
  if (
    socketDir !== null &&
    dirname(socketDir) !== socketDir &&
    basename(socketDir).startsWith(SOCKET_DIR_PREFIX)
  ) {
    // Ours, made for the socket alone. Not empty means that it is not what it seems: it stays.
    await rmdir(socketDir).catch(() => undefined);
  }
}

/** A file of the server, readable to nobody else. */
async function writeOwned(path: string, content: string, account: Account): Promise<void> {
  await writeFile(path, content, { mode: 0o600 });
  if (account !== null) await chown(path, account.uid, account.gid);
}
