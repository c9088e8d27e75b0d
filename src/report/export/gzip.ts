import { createGzip } from 'node:zlib';
import type { Sink } from './writer.js';

export interface GzipSink {
  write: Sink;
  /** Writes what gzip still holds. */
  end(): Promise<void>;
  /** Gives up what was begun. */
  discard(): void;
}

/** Compresses on the way to `sink`, and waits while that is slow. */
export function gzipTo(sink: Sink): GzipSink {
  const gzip = createGzip();
  const pumped = (async () => {
    for await (const chunk of gzip) if (chunk instanceof Uint8Array) await sink(chunk);
  })();
  // A write under way may never hear that the stream behind it broke: it hears it from here.
  const broken = pumped.then(() => new Promise<never>(() => undefined));
  broken.catch(() => undefined);
  const written = (chunk: string | Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => {
      gzip.write(chunk, (error) => (error ? reject(error) : resolve()));
    });
  return {
    write: async (chunk) => {
      try {
        await Promise.race([broken, written(chunk)]);
      } catch (error) {
        // Where the sink failed, its own error is the cause, not that the stream before it is closed.
        await pumped;
        throw error;
      }
    },
    end: async () => {
      gzip.end();
      await pumped;
    },
    discard: () => gzip.destroy(),
  };
}
