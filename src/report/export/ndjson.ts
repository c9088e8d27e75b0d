import type { PostingWriter, Sink } from './writer.js';

/** One posting a line, as `query --json` has them under `rows`. */
export function ndjsonWriter(sink: Sink): PostingWriter {
  return {
    write: (rows) => sink(rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
    finish: () => Promise.resolve(),
  };
}
