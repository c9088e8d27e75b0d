/**
 * Which system account the server runs as. PostgreSQL refuses to run as root, so root starts it as somebody else;
 * everyone else starts it as himself.
 */
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { userInfo } from 'node:os';
import { FatalError } from '../../domain/errors.js';

/** Null: the account of this process. */
export type Account = { uid: number; gid: number } | null;

/** `postgres` shares its files with no other program; `nobody` is there on every system. */
const CANDIDATES = ['postgres', 'nobody'];

const run = promisify(execFile);

/**
 * The account for a cluster in `pgData` (which need not exist). As root, an existing cluster keeps its owner.
 * @throws FatalError `database-embedded-failed` when root finds no account, or this user has no name.
 */
export async function serverAccount(pgData: string): Promise<Account> {
  if (process.getuid?.() !== 0) {
    requireName();
    return null;
  }
  const owner = await stat(pgData).catch(() => null);
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of CANDIDATES) {
    const account = await lookUp(name);
    if (account !== null) return account;
  }
  throw new FatalError(
    'database-embedded-failed',
    `PostgreSQL does not run as root, and this system has no user ${CANDIDATES.join(' or ')} to run it as: start rolemill as another user, add one (useradd --system postgres), or set DATABASE_URL`,
  );
}

/** initdb stops with an obscure message when the user id has no entry in the user database (docker run --user 1234). */
function requireName(): void {
  try {
    userInfo();
  } catch (cause) {
    throw new FatalError(
      'database-embedded-failed',
      `the user id ${process.getuid?.()} of this process has no name on this system, which PostgreSQL needs: run as a user listed in /etc/passwd, or set DATABASE_URL`,
      { cause },
    );
  }
}

async function lookUp(name: string): Promise<Account> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    const account = { uid: Number(uid.stdout), gid: Number(gid.stdout) };
    return account.uid > 0 ? account : null;
  } catch (error) {
    // `id` exits with 1 for an unknown user; without `id` itself there is nobody to find.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
