import type { Item } from '../sources/item.js';

/** A file of rows that is no text, opened: what it holds was recognised, its rows come as they are asked for. */
export interface OpenTable {
  /** For people, when something about it was unexpected; else empty. */
  note: string;
  items: AsyncGenerator<Item>;
  /** Bytes taken from the file so far. */
  bytesRead(): number;
}
