/** Bytes of a format that is read from its end (Parquet, ZIP): the file itself, or a copy for what comes as a stream. */
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GiveUpError } from '../../domain/errors.js';
import { MAX_COPY_BYTES } from '../limits.js';
import { fileError } from './byte-source.js';

export interface SeekableFile {
  handle: FileHandle;
  size: number;
  close(): Promise<void>;
}

/** @throws GiveUpError `file-not-found`, `file-unreadable`. */
export async function openSeekable(path: string): Promise<SeekableFile> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw fileError(path, error);
  });
  const { size } = await handle.stat();
  return { handle, size, close: () => handle.close() };
}

/**
 * A temporary copy of a stream (a download, stdin, what was compressed), which goes with `close`.
 * @throws GiveUpError `format-mismatch` when it is larger than any export; as the stream says.
 */
export async function copyToSeekable(bytes: AsyncIterable<Buffer>): Promise<SeekableFile> {
  const folder = await mkdtemp(join(tmpdir(), 'rolemill-'));
  let handle: FileHandle | null = null;
  const close = async (): Promise<void> => {
    await handle?.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    handle = await open(join(folder, 'copy'), 'wx+', 0o600);
    let size = 0;
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > MAX_COPY_BYTES) {
        const gb = MAX_COPY_BYTES / 1024 ** 3;
        throw new GiveUpError(
          'format-mismatch',
          `unpacked it is larger than ${gb} GB: split it, or save it as CSV`,
        );
      }
      await handle.write(chunk);
    }
    return { handle, size, close };
  } catch (error) {
    await close();
    throw error;
  }
}
