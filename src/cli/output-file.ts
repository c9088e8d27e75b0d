/** A file that appears when it is complete, and not before. */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { link, lstat, open, realpath, rename, stat, unlink, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { GiveUpError, UsageError } from '../domain/errors.js';

export interface OutputFile {
  write(chunk: string | Uint8Array): Promise<void>;
  /** Puts it in its place, complete and on the disk. */
  commit(): Promise<void>;
  /** Leaves nothing behind; after `commit` it does nothing. */
  discard(): Promise<void>;
}

/**
 * Opens a file beside `path` that takes its place on `commit`. A pipe or a device is written straight to.
 * @param path relative to `cwd`.
 * @throws UsageError where the place cannot be written to, or something stands there and `force` is not given.
 */
export async function openOutputFile(
  path: string,
  { cwd, force }: { cwd: string; force: boolean },
): Promise<OutputFile> {
  const asked = resolve(cwd, path);
  const there = await stat(asked).catch(() => null);
  if (there?.isDirectory()) throw new UsageError(`${path} is a folder: name a file in it`);
  if (there !== null && !there.isFile()) return plainFile(await openToWrite(asked, path, 'w'), path);
  if (there !== null && !force) throw standsThere(path);
  // A link stays a link: what it leads to is replaced.
  const target = there === null ? asked : await realpath(asked);
  if (!(await stat(dirname(target)).catch(() => null))?.isDirectory())
    throw new UsageError(`${path}: the folder ${dirname(path)} does not exist: make it first`);
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}.part`);
  const file = await openToWrite(temporary, path, 'wx');
  // A second Ctrl-C ends the process at once.
  const atExit = (): void => rmSync(temporary, { force: true });
  process.once('exit', atExit);
  let open = true;
  const end = (): void => {
    open = false;
    process.off('exit', atExit);
  };
  return {
    write: writing(file, path),
    commit: async () => {
      try {
        await file.sync();
        await file.close();
        await (force ? rename(temporary, target) : putIfFree(temporary, target, path));
        end();
      } catch (cause) {
        throw cause instanceof UsageError ? cause : unwritable(path, cause);
      }
    },
    discard: async () => {
      if (!open) return;
      await file.close().catch(() => undefined);
      await unlink(temporary).catch(() => undefined);
      end();
    },
  };
}

/** Not a rename: that would replace what another process put there meanwhile. */
async function putIfFree(temporary: string, target: string, path: string): Promise<void> {
  try {
    await link(temporary, target);
    await unlink(temporary);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw standsThere(path);
    // File systems without hard links.
    if ((await lstat(target).catch(() => null)) !== null) throw standsThere(path);
    await rename(temporary, target);
  }
}

function plainFile(file: FileHandle, path: string): OutputFile {
  return {
    write: writing(file, path),
    commit: () => file.close(),
    discard: () => file.close().catch(() => undefined),
  };
}

function writing(file: FileHandle, path: string): OutputFile['write'] {
  return async (chunk) => {
    try {
      await file.writeFile(chunk);
    } catch (cause) {
      throw unwritable(path, cause);
    }
  };
}

async function openToWrite(full: string, path: string, flags: string): Promise<FileHandle> {
  try {
    return await open(full, flags);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

function standsThere(path: string): UsageError {
  return new UsageError(`${path} exists: --force replaces it, or name another file`);
}

function unwritable(path: string, cause: unknown): GiveUpError {
  return new GiveUpError('file-unwritable', `${path} could not be written; nothing of it was kept`, {
    cause,
  });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
