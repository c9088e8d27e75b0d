import type { Posting } from '../domain/posting.js';
import type { Database } from './database.js';

export interface UpsertBatch {
  runId: string;
  /** `sources.id`. */
  sourceRef: number;
  /** Which start of the ingest job this is, from 1: the same posting again in the same attempt is `repeated`, in a later one it is counted as in the first. */
  attempt: number;
  postings: readonly Posting[];
}
export interface UpsertOutcome {
  added: number;
  changed: number;
  unchanged: number;
  repeated: number;
  /** Ids of this batch that are pending now, whoever made them so. */
  toClassify: string[];
}
export async function upsertPostings(d: Database, batch: UpsertBatch): Promise<UpsertOutcome> {
  throw new Error('not written yet');
}
