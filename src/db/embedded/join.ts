/**
 * The embedded server as the rest of the program sees it: join and leave.
 *
 *   join    take the folder's lock; if a server answers, use it; else create the cluster if need be and start it
 *   leave   take the folder's lock; if nobody else is present, stop the server
 *
 * A killed process leaves a running server behind, which the next command joins and, being the last one, stops. A
 * killed server is started again by whoever of its users notices first; their connection pools then find it where
 * it was.
 */
import { access, chmod, constants, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FatalError, messageOf } from '../../domain/errors.js';
import { serverAccount } from './account.js';
import { findBinaries } from './binaries.js';
import { createCluster, startServer, stopServer } from './cluster.js';
import { withFolderLock } from './folder-lock.js';
import { findPlace, type Place } from './place.js';
import { ensureDatabase, joinServer, type Presence } from './presence.js';

/** The database that holds Rolemill's tables. */
const DATABASE = 'rolemill';

/** A server that was lost is started again this often before its users are left to their errors. */
const REVIVALS = 5;
const REVIVAL_PAUSE_MS = 200;

export interface EmbeddedServer {
  url: string;
  /** Safe to call twice. */
  leave(): Promise<void>;
}

/**
 * @param options.dataDir absolute; made if it is not there.
 * @throws FatalError `database-embedded-failed`
 */
export async function joinEmbedded(options: {
  dataDir: string;
  log: (line: string) => void;
}): Promise<EmbeddedServer> {
  const { dataDir, log } = options;
  await makeFolder(dataDir);
  let account = await serverAccount(join(dataDir, 'pg'));
  const place = await findPlace(dataDir, account, log);
  account = await serverAccount(place.pgData);
  await requireOwn(place);

  let left = false;
  let revivals = 0;
  let presence: Presence;
  let reviving: Promise<void> | null = null;

  const joinOrStart = async (): Promise<Presence> => {
    const running = await joinServer(place, onLost);
    if (running !== null) return running;
    const binaries = await findBinaries(account, place.home);
    await createCluster(place, binaries, account);
    await startServer(place, binaries, account);
    const started = await joinServer(place, onLost);
    if (started !== null) return started;
    throw new FatalError(
      'database-embedded-failed',
      `the embedded database in ${place.pgData} was started but does not answer: see server.log there`,
    );
  };

  const revive = async (): Promise<void> => {
    for (; revivals < REVIVALS; revivals += 1) {
      await sleep(REVIVAL_PAUSE_MS);
      if (left) return;
      try {
        // The folder may have been deleted on purpose: then there is nothing to go back to.
        await access(join(place.pgData, 'PG_VERSION'), constants.F_OK);
        await withFolderLock(dataDir, log, async () => {
          if (!left) presence = await joinOrStart();
        });
        log('the embedded database server was gone and has been started again');
        revivals += 1;
        return;
      } catch (error) {
        log(`the embedded database server is gone: ${messageOf(error)}`);
      }
    }
  };
  const onLost = (): void => {
    reviving = revive();
  };

  let url = '';
  await withFolderLock(dataDir, log, async () => {
    presence = await joinOrStart();
    url = await ensureDatabase(presence.url, DATABASE);
  });

  const leave = async (): Promise<void> => {
    if (left) return;
    left = true;
    await reviving;
    await withFolderLock(dataDir, log, async () => {
      if (await presence.end()) await stopServer(place, await findBinaries(account, place.home), account);
    });
  };
  return { url, leave };
}

async function makeFolder(dataDir: string): Promise<void> {
  try {
    const made = await mkdir(dataDir, { recursive: true });
    // Root's umask may be 077, and the server runs as somebody else; the data itself stays private to it.
    if (made !== undefined && process.getuid?.() === 0) await chmod(dataDir, 0o755);
    await access(dataDir, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new FatalError(
      'database-embedded-failed',
      `the folder of the embedded database, ${dataDir}, cannot be made or written to: set ROLEMILL_DATA_DIR to one that can, or set DATABASE_URL`,
      { cause },
    );
  }
}

/** Only root may use a cluster that belongs to somebody else. */
async function requireOwn(place: Place): Promise<void> {
  const uid = process.getuid?.() ?? 0;
  const owner = (await stat(place.pgData).catch(() => null))?.uid ?? uid;
  if (uid === 0 || owner === uid) return;
  throw new FatalError(
    'database-embedded-failed',
    `the embedded database in ${place.pgData} belongs to user id ${owner}, not to you (${uid}): run as that user or as root, or set ROLEMILL_DATA_DIR to a folder of your own`,
  );
}
