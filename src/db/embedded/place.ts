/**
 * Where a cluster lives: `<dataDir>/pg`, unless root starts the server as another account that cannot get there (a
 * checkout below /root, mode 700). Then it lives in /var/lib/rolemill, in a folder named after `dataDir`, and a note
 * in `dataDir` says so: deleting `dataDir` alone would leave it there.
 */
import { createHash } from 'node:crypto';
import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FatalError } from '../../domain/errors.js';
import type { Account } from './account.js';
import { runTool } from './tool.js';

export interface Place {
  /** Folder that the account can pass through; `pgData` and copies of the programs stand in it. */
  home: string;
  pgData: string;
}

/** Survives reboots, unlike a temporary folder. */
const SYSTEM_HOME = '/var/lib/rolemill';
const NOTE = 'data-is-elsewhere.txt';

/**
 * @param dataDir exists.
 * @throws FatalError `database-embedded-failed` when the account reaches neither place.
 */
export async function findPlace(
  dataDir: string,
  account: Account,
  log: (line: string) => void,
  systemHome = SYSTEM_HOME,
): Promise<Place> {
  // Once chosen, a place stays: rights that change later must not make the data seem gone.
  const moved = await exists(join(dataDir, NOTE));
  if (account === null) {
    if (moved) throw belongsToRoot(dataDir);
    return at(dataDir);
  }
  if (!moved) {
    if ((await canPass(dataDir, account)) || (await openUp(dataDir, account))) return at(dataDir);
    if (await exists(join(dataDir, 'pg'))) throw unreachable(dataDir, account);
  }
  const home = join(systemHome, createHash('sha256').update(dataDir).digest('hex').slice(0, 12));
  try {
    for (const folder of [systemHome, home]) {
      await mkdir(folder, { recursive: true });
      await chmod(folder, 0o755);
    }
  } catch (cause) {
    throw unreachable(dataDir, account, cause);
  }
  if (!(await canPass(home, account))) throw unreachable(dataDir, account);
  await writeFile(join(dataDir, NOTE), `The data of this folder is in ${home}.\nDelete both together.\n`);
  log(
    `the database server runs as user id ${account.uid}, which cannot reach ${dataDir}: its data is in ${home}`,
  );
  return at(home);
}

function at(home: string): Place {
  return { home, pgData: join(home, 'pg') };
}

/**
 * Lets everybody pass through `dataDir` itself (not read it), where that is all that is missing: it is there for the
 * server, and `pg` in it stays closed. The folders above are not ours to change.
 */
async function openUp(dataDir: string, account: Account): Promise<boolean> {
  const { mode } = await stat(dataDir);
  try {
    await chmod(dataDir, (mode & 0o7777) | 0o111);
    if (await canPass(dataDir, account)) return true;
    await chmod(dataDir, mode & 0o7777);
  } catch (error) {
    // A file system that knows no modes, or a read-only one: there is the other place.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
  return false;
}

/** Asked of the system itself, as that account: mode bits alone would miss ACLs and read-only mounts. */
async function canPass(dir: string, account: Account): Promise<boolean> {
  return (await runTool('/bin/sh', ['-c', 'cd "$1"', 'sh', dir], { account, cwd: '/' })).ok;
}

function belongsToRoot(dataDir: string): FatalError {
  return new FatalError(
    'database-embedded-failed',
    `the database of ${dataDir} was made by root and is elsewhere (see ${NOTE} there): run as root, or set ROLEMILL_DATA_DIR to a folder of your own`,
  );
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

function unreachable(dataDir: string, account: Account, cause?: unknown): FatalError {
  return new FatalError(
    'database-embedded-failed',
    `PostgreSQL does not run as root but as user id ${account?.uid}, which cannot reach ${dataDir}: set ROLEMILL_DATA_DIR to a folder that everybody can pass through (chmod a+x on it and the folders above), or run rolemill as another user`,
    { cause },
  );
}
