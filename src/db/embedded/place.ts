/**
 * Where a cluster lives: `<dataDir>/pg`, unless root starts the server as another account that cannot get there (a
 * checkout below /root, mode 700). Then it lives in /var/lib/rolemill, in a folder named after `dataDir`.
 */
import { createHash } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
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
  if (account === null || (await canPass(dataDir, account))) return at(dataDir);
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
  log(
    `the database server runs as user id ${account.uid}, which cannot reach ${dataDir}: its data is in ${home}`,
  );
  return at(home);
}

function at(home: string): Place {
  return { home, pgData: join(home, 'pg') };
}

/** Asked of the system itself, as that account: mode bits alone would miss ACLs and read-only mounts. */
async function canPass(dir: string, account: Account): Promise<boolean> {
  return (await runTool('/bin/sh', ['-c', 'cd "$1"', 'sh', dir], { account, cwd: '/' })).ok;
}

function unreachable(dataDir: string, account: Account, cause?: unknown): FatalError {
  return new FatalError(
    'database-embedded-failed',
    `PostgreSQL does not run as root but as user id ${account?.uid}, which cannot reach ${dataDir}: set ROLEMILL_DATA_DIR to a folder that everybody can pass through (chmod a+x on it and the folders above), or run rolemill as another user`,
    { cause },
  );
}
