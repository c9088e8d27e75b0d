/**
 * One process at a time starts, joins, leaves or stops the embedded server of a folder. Held for well under a second,
 * a few seconds when a cluster is created.
 */
import { lock } from 'proper-lockfile';
import { FatalError } from '../../domain/errors.js';

/** A holder that was killed is forgotten after this: the longest a start waits after `kill -9` in the wrong moment. */
const STALE_MS = 5_000;
const RETRY_MS = 50;
/** Longer than a crash recovery of a large cluster should take. */
const MAX_TRIES = 2_400;

/**
 * Runs `work` while holding the lock of `dir` (which must exist).
 * @throws FatalError `database-embedded-failed` when the lock cannot be had.
 */
export async function withFolderLock<T>(
  dir: string,
  log: (line: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  let release: () => Promise<void>;
  let lost = false;
  try {
    release = await lock(dir, {
      lockfilePath: `${dir}/server.lock`,
      realpath: false,
      stale: STALE_MS,
      update: STALE_MS / 5,
      retries: { retries: MAX_TRIES, factor: 1, minTimeout: RETRY_MS, maxTimeout: RETRY_MS },
      // The default throws from a timer. Losing the lock (a blocked event loop, a suspended laptop) is no reason to
      // stop: PostgreSQL's own lock file still keeps two servers off one folder.
      onCompromised: (error) => {
        lost = true;
        log(`lost the lock of ${dir} while working on it: ${error.message}`);
      },
    });
  } catch (cause) {
    throw new FatalError(
      'database-embedded-failed',
      `the folder ${dir} of the embedded database could not be locked: check that it is writable, and remove ${dir}/server.lock if no rolemill runs`,
      { cause },
    );
  }
  try {
    return await work();
  } finally {
    if (!lost) await release();
  }
}
