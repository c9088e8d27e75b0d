import { listDeadLetters, type DeadLetter, type DeadLetterQueue } from '../db/dead-letters.js';
import { GiveUpError, type ErrorCode } from '../domain/errors.js';
import type { QueueContext } from './context.js';
import { parseClassifyPayload, parseIngestPayload } from './payloads.js';

/** A job that was given up and waits for `retry`, as a person wants to see it: what it was about and why it failed. */
export interface FailedJob {
  id: number;
  queue: DeadLetterQueue;
  /** The source as it was named; null for classify jobs and for jobs that this version cannot read. */
  source: string | null;
  /** Postings that the job held; null for ingest jobs and for jobs that this version cannot read. */
  postings: number | null;
  runId: string | null;
  code: ErrorCode;
  reason: string;
  attempts: number;
  /** ISO 8601, UTC. */
  failedAt: string;
}

/** Failed jobs that nobody has retried yet, newest first. */
export async function listFailedJobs(
  ctx: Pick<QueueContext, 'db'>,
  options: { limit: number },
): Promise<FailedJob[]> {
  return (await listDeadLetters(ctx.db, options)).map((letter) => ({
    id: letter.id,
    queue: letter.queue,
    ...contentOf(letter),
    runId: letter.runId,
    code: letter.code,
    reason: letter.reason,
    attempts: letter.attempts,
    failedAt: letter.failedAt,
  }));
}

function contentOf({ queue, payload }: DeadLetter): Pick<FailedJob, 'source' | 'postings'> {
  try {
    return queue === 'ingest'
      ? { source: parseIngestPayload(payload).spec.named, postings: null }
      : { source: null, postings: parseClassifyPayload(payload).ids.length };
  } catch (error) {
    if (!(error instanceof GiveUpError)) throw error;
    return { source: null, postings: null };
  }
}
