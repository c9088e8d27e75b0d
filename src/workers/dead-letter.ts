import {
  addDeadLetter,
  takeDeadLetters,
  type DeadLetter,
  type DeadLetterFilter,
} from '../db/dead-letters.js';
import { giveUpPostings, revivePostings } from '../db/give-up.js';
import { failSource, saveIngestJob } from '../db/ingest-jobs.js';
import { addIssues } from '../db/issues.js';
import { reopenRuns } from '../db/run-progress.js';
import { codeOf, GiveUpError, messageOf, RetryLaterError } from '../domain/errors.js';
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
  const again =
    error instanceof RetryLaterError
      ? ` (given up after ${attempts} attempts, \`rolemill retry\` reads it again)`
      : '';
  const reason = `${messageOf(error)}${again}`;
  await addDeadLetter(ctx.db, { queue: 'ingest', payload: job, runId: job.runId, code, reason, attempts });
  await addIssues(ctx.db, job.runId, job.sourceId, [
    { source: job.spec.named, at: null, code, message: reason },
  ]);
  await failSource(ctx.db, job.runId, job.sourceId);
}

/** Gives a batch of postings up: what is still pending of it is `failed` until `retry`. */
export async function buryClassify(
  ctx: Pick<WorkerContext, 'db'>,
  job: ClassifyPayload,
  error: unknown,
  attempts: number,
): Promise<void> {
  await giveUpPostings(ctx.db, job.ids, { code: codeOf(error), reason: messageOf(error), attempts });
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
 * first, so what a crash leaves is found by the sweep. Letters that this version cannot read stay open.
 * @returns how many letters are being done again.
 */
export async function retryDeadLetters(ctx: QueueContext, filter: DeadLetterFilter = {}): Promise<number> {
  const unreadable: DeadLetter[] = [];
  let retried = 0;
  for (;;) {
    const letters = await takeDeadLetters(ctx.db, { ...filter, limit: TAKE_AT_ONCE });
    if (letters.length === 0) break;
    const work = readLetters(letters);
    unreadable.push(...work.unreadable);
    retried += letters.length - work.unreadable.length;
    const revived = await revivePostings(ctx.db, work.postings);
    await reopenRuns(ctx.db, [...new Set([...revived.runs, ...work.sources.map((job) => job.runId)])]);
    for (const job of work.sources) await saveIngestJob(ctx.db, job.runId, job.sourceId, job);
    await addIngestJobs(ctx, work.sources);
    await addClassifyJobs(ctx, revived.postings);
  }
  // Not before the end: they would be taken again.
  for (const letter of unreadable) await addDeadLetter(ctx.db, letter);
  return retried;
}

function readLetters(letters: readonly DeadLetter[]): {
  sources: IngestPayload[];
  postings: string[];
  unreadable: DeadLetter[];
} {
  const sources: IngestPayload[] = [];
  const postings: string[] = [];
  const unreadable: DeadLetter[] = [];
  for (const letter of letters) {
    try {
      if (letter.queue === 'ingest') sources.push(parseIngestPayload(letter.payload));
      else postings.push(...parseClassifyPayload(letter.payload).ids);
    } catch (error) {
      if (!(error instanceof GiveUpError)) throw error;
      unreadable.push(letter);
    }
  }
  return { sources, postings, unreadable };
}
