/**
 * Decompression that gives out everything it could read before it fails.
 *
 * Node's own pipeline drops what is buffered when a zlib stream errors, so a file cut off in the middle would
 * lose its last good postings. Here every piece of input is written alone and its output taken before the next.
 */
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { GiveUpError } from '../../domain/errors.js';
import { systemCode } from './byte-source.js';

export type Compression = 'gzip' | 'br';

/** Input per step: zlib expands at most 1,030 times, so that a bomb holds at most 16 MB before a cap can act. */
const STEP_BYTES = 16 * 1024;

/** Whether the bytes start a gzip member. */
export function isGzip(head: Buffer): boolean {
  return head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * @throws GiveUpError `gzip-damaged` after the last readable byte was given out.
 */
export async function* inflate(source: AsyncIterable<Buffer>, kind: Compression): AsyncGenerator<Buffer> {
  const zlib = kind === 'br' ? createBrotliDecompress() : createGunzip();
  let output: Buffer[] = [];
  let failure: Error | null = null;
  zlib.on('data', (chunk: Buffer) => output.push(chunk));
  zlib.on('error', (error) => (failure = error));
  /** Resolves when the step was taken, or when the stream failed. */
  const step = (write: (done: () => void) => void): Promise<void> =>
    new Promise((resolve) => {
      const settle = (): void => {
        zlib.off('close', settle);
        resolve();
      };
      zlib.on('close', settle);
      write(settle);
    });
  const take = (): Buffer[] => {
    const taken = output;
    output = [];
    return taken;
  };
  const check = (): void => {
    if (failure === null) return;
    const cut = systemCode(failure) === 'Z_BUF_ERROR';
    throw new GiveUpError(
      'gzip-damaged',
      `the compressed data ${cut ? 'ends in the middle' : 'is damaged'}; what came before was read. Fetch the file again`,
      { cause: failure },
    );
  };
  try {
    for await (const chunk of source) {
      for (let at = 0; at < chunk.length; at += STEP_BYTES) {
        await step((done) => zlib.write(chunk.subarray(at, at + STEP_BYTES), done));
        yield* take();
        check();
      }
    }
    await step((done) => {
      zlib.once('end', done);
      zlib.end();
    });
    yield* take();
    check();
  } finally {
    zlib.destroy();
  }
}
