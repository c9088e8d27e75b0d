import type { StoredPosting } from '../../db/query.js';

/** Where the bytes go; waits while the reader is slow. */
export type Sink = (chunk: string | Uint8Array) => Promise<void>;

/** Postings to one file format, a batch at a time: holds a bounded part of them, whatever their number. */
export interface PostingWriter {
  write(rows: readonly StoredPosting[]): Promise<void>;
  /** What stands behind the last row. To be called once, also when there was no row. */
  finish(): Promise<void>;
}
