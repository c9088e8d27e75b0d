import { addDeadLetter, takeDeadLetters, type DeadLetterFilter } from '../db/dead-letters.js';
import { failSource, saveIngestJob } from '../db/ingest-jobs.js';
import { markFailed, markPending } from '../db/lifecycle.js';
import { addIssues } from '../db/run-sources.js';
import { reopenRuns } from '../db/run-progress.js';
import { codeOf, messageOf } from '../domain/errors.js';
import type { QueueContext, WorkerContext } from './context.js';
import {
  parseClassifyPayload,
  parseIngestPayload,
  type ClassifyPayload,
  type IngestPayload,
} from './payloads.js';
import { addClassifyJobs } from './queue-classification.js';
import { addIngestJobs } from './submit.js';

/** Letters taken in one go: a crash right after loses no more than these from sight (`runs` still shows them failed). */
const TAKE_AT_ONCE = 100;

/** Gives a source up: a dead letter for `retry`, the reason among the run's issues, the source at its end. */
export async function buryIngest(
  ctx: Pick<WorkerContext, 'db'>,
  job: IngestPayload,
  error: unknown,
  attempts: number,
): Promise<void> {
  const code = codeOf(error);
  const reason = messageOf(error);
  await addDeadLetter(ctx.db, { queue: 'ingest', payload: job, runId: job.runId, code, reason, attempts });
  await addIssues(ctx.db, job.runId, job.sourceId, [
    { source: job.spec.named, at: null, code, message: reason },
  ]);
  await failSource(ctx.db, job.runId, job.sourceId);
}

/** Gives a batch of postings up: they are `failed` until `retry`. */
export async function buryClassify(
  ctx: Pick<WorkerContext, 'db'>,
  job: ClassifyPayload,
  error: unknown,
  attempts: number,
): Promise<void> {
  await addDeadLetter(ctx.db, {
    queue: 'classify',
    payload: job,
    runId: null,
    code: codeOf(error),
    reason: messageOf(error),
    attempts,
  });
  await markFailed(ctx.db, job.ids);
}

/** A job whose data nobody can read: kept as it is, so that a version that can may retry it. */
export async function buryUnreadable(
  ctx: Pick<WorkerContext, 'db'>,
  queue: 'ingest' | 'classify',
  payload: unknown,
  error: unknown,
): Promise<void> {
  await addDeadLetter(ctx.db, {
    queue,
    payload,
    runId: null,
    code: codeOf(error),
    reason: messageOf(error),
    attempts: 1,
  });
}

/**
 * Does failed work again: marks the open dead letters as retried and queues what they hold. Postgres is told
 * first, so what a crash leaves is found by the sweep.
 * @returns how many letters were taken.
 */
export async function retryDeadLetters(ctx: QueueContext, filter: DeadLetterFilter = {}): Promise<number> {
  let taken = 0;
  for (;;) {
    const letters = await takeDeadLetters(ctx.db, { ...filter, limit: TAKE_AT_ONCE });
    if (letters.length === 0) return taken;
    taken += letters.length;
    const sources: IngestPayload[] = [];
    const postings: string[] = [];
    for (const letter of letters) {
      if (letter.queue === 'ingest') sources.push(parseIngestPayload(letter.payload));
      else postings.push(...parseClassifyPayload(letter.payload).ids);
    }
    const runs = letters.flatMap((letter) => (letter.runId === null ? [] : [letter.runId]));
    await reopenRuns(ctx.db, [...new Set(runs)]);
    for (const job of sources) await saveIngestJob(ctx.db, job.runId, job.sourceId, job);
    await markPending(ctx.db, postings);
    await addIngestJobs(ctx, sources);
    await addClassifyJobs(ctx, postings);
  }
}
