import type { ErrorCode } from '../domain/errors.js';
import type { Database } from './database.js';

export interface NewDeadLetter {
  queue: 'ingest' | 'classify';
  /** The job's data; `{ ids: string[] }` for `classify`. */
  payload: unknown;
  runId: string | null;
  code: ErrorCode;
  reason: string;
  attempts: number;
}
export interface DeadLetter extends NewDeadLetter {
  id: number;
  failedAt: string;
  retriedAt: string | null;
}
export interface DeadLetterFilter {
  queue?: 'ingest' | 'classify';
  runId?: string;
  ids?: readonly number[];
}
export async function addDeadLetter(d: Database, letter: NewDeadLetter): Promise<number> {
  throw new Error('not written yet');
}
/** Newest first. `open`: only those not retried yet (default true). */
export async function listDeadLetters(
  d: Database,
  options: DeadLetterFilter & { open?: boolean; limit: number },
): Promise<DeadLetter[]> {
  throw new Error('not written yet');
}
export async function countDeadLetters(d: Database, filter?: DeadLetterFilter): Promise<number> {
  throw new Error('not written yet');
}
/** Marks open letters as retried and returns them, oldest first; two callers never get the same one. */
export async function takeDeadLetters(
  d: Database,
  options: DeadLetterFilter & { limit: number },
): Promise<DeadLetter[]> {
  throw new Error('not written yet');
}
