/** Bytes of a source, wherever they come from, counted as they are read and cut short when the signal says so. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { GiveUpError, RetryLaterError } from '../../domain/errors.js';
import { READ_BYTES } from '../limits.js';

export interface ByteSource {
  /** `return()` closes what is behind it; needed wherever reading may stop early. */
  bytes: AsyncGenerator<Buffer>;
  /** Bytes taken from the source so far, before decompression. */
  bytesRead(): number;
  totalBytes: number | null;
}

/** @throws GiveUpError `file-not-found`, `file-unreadable`. */
export async function openFile(path: string, signal: AbortSignal): Promise<ByteSource> {
  const info = await stat(path).catch((error: unknown) => {
    throw fileError(path, error);
  });
  if (info.isDirectory()) {
    throw new GiveUpError(
      'file-unreadable',
      `${path} is a folder: name it without a format, or name files in it`,
    );
  }
  const stream = createReadStream(path, { highWaterMark: READ_BYTES });
  return counted(stream, signal, info.isFile() ? info.size : null, (error) => fileError(path, error));
}

/** A stream that is already open (stdin). */
export function openStream(stream: Readable, signal: AbortSignal): ByteSource {
  return counted(
    stream,
    signal,
    null,
    (error) => new GiveUpError('file-unreadable', 'stdin broke off', { cause: error }),
  );
}

/** What a failed `stat` or read means for the person who named the file. */
export function fileError(path: string, cause: unknown): GiveUpError {
  const code = systemCode(cause);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new GiveUpError('file-not-found', `${path}: no such file, check the path`, { cause });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new GiveUpError('file-unreadable', `${path}: no permission to read it, check its rights`, {
      cause,
    });
  }
  return new GiveUpError('file-unreadable', `${path}: cannot be read`, { cause });
}

/** `ENOENT` and the like, of an error of Node's own; null for any other. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

function counted(
  stream: Readable,
  signal: AbortSignal,
  totalBytes: number | null,
  onError: (error: unknown) => Error,
): ByteSource {
  let count = 0;
  async function* read(): AsyncGenerator<Buffer> {
    // Destroying the stream ends a read that hangs (a pipe nobody writes to); a flag alone would wait for it.
    const stop = (): void => void stream.destroy();
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    try {
      for await (const chunk of stream as AsyncIterable<Buffer | string>) {
        const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
        count += bytes.length;
        yield bytes;
      }
    } catch (error) {
      throwIfAborted(signal);
      throw onError(error);
    } finally {
      signal.removeEventListener('abort', stop);
      stream.destroy();
    }
    throwIfAborted(signal);
  }
  return { bytes: read(), bytesRead: () => count, totalBytes };
}

/** Stopped on request is "later", not "lost": another worker starts the source again. */
export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new RetryLaterError('cancelled', 'reading was stopped', { cause: signal.reason });
}
