import type { Posting } from '../domain/posting.js';
import type { Verdict } from '../domain/verdict.js';
import type { Database } from './database.js';

export interface BatchResult {
  classified: number;
  /** Not pending any more, unknown, or locked by another worker. */
  gone: number;
  /** `decide` threw: marked failed, with a dead letter, in the same transaction. */
  failed: { id: string; reason: string }[];
}
export async function classifyBatch(
  d: Database,
  ids: readonly string[],
  decide: (posting: Posting) => Verdict,
): Promise<BatchResult> {
  throw new Error('not written yet');
}
