/**
 * Postgres is the truth and the queue only transport: the sweep puts into the queue what should be in it. It finds
 *
 * - sources whose job is gone (Redis was emptied, a process died between writing and queueing),
 * - pending postings that were never queued (the queue was full) or whose job is gone,
 * - runs that nobody watches any more and that have nothing left to do.
 *
 * Any number of processes may sweep at the same time: a job that is there already is not added twice, and a
 * posting queued twice is classified once.
 */
import { findUnfinishedIngestJobs } from '../db/ingest-jobs.js';
import { findUnclassified } from '../db/lifecycle.js';
import { findSettledRuns } from '../db/run-progress.js';
import { timingOf, type QueueContext } from './context.js';
import { parseIngestPayload } from './payloads.js';
import { addClassifyJobs, BATCH_POSTINGS, roomInQueue } from './queue-classification.js';
import type { JobQueue } from './queues.js';
import { settleRun } from './settle-run.js';
import { addIngestJobs } from './submit.js';

/**
 * The whole sweep.
 * @param queuedBefore postings marked as queued before this moment are taken to be lost.
 * @returns postings queued; no more than the queue has room for.
 */
export async function sweep(ctx: QueueContext, options: { queuedBefore: Date }): Promise<number> {
  await sweepSources(ctx);
  const queued = await sweepPostings(ctx, options);
  await sweepRuns(ctx);
  return queued;
}

/** Queues the sources of open runs that have no job any more. */
async function sweepSources(ctx: QueueContext): Promise<void> {
  const { urls, filesOf, fileHost } = ctx.queues;
  const expected = (await findUnfinishedIngestJobs(ctx.db))
    .map(parseIngestPayload)
    .filter((job) => job.fileHost === null || job.fileHost === fileHost);
  if (expected.length === 0) return;
  // Mostly every job is where it should be, and a run may have 100,000 of them: they are counted before they are
  // added again. Queues may hold more than this (jobs of closed runs); then a loss shows up once those are done.
  const present = (await countJobs(urls)) + (await countJobs(filesOf(fileHost)));
  if (present < expected.length) await addIngestJobs(ctx, expected);
}

/** Queues pending postings that have no job, as many as the queue has room for. */
export async function sweepPostings(ctx: QueueContext, options: { queuedBefore: Date }): Promise<number> {
  let queued = 0;
  let afterId: string | null = null;
  for (let room = await roomInQueue(ctx); room > 0; room -= 1) {
    const ids: string[] = await findUnclassified(ctx.db, { limit: BATCH_POSTINGS, afterId, ...options });
    if (ids.length === 0) break;
    await addClassifyJobs(ctx, ids);
    queued += ids.length;
    afterId = ids.at(-1) ?? null;
  }
  return queued;
}

/** Ends runs that have nothing left to do. */
export async function sweepRuns(ctx: Pick<QueueContext, 'db'>): Promise<void> {
  for (const runId of await findSettledRuns(ctx.db)) await settleRun(ctx.db, runId);
}

/** The moment before which a mark `queued` counts as lost, seen from the state of the queue now. */
export async function lostBefore(ctx: QueueContext, now: Date): Promise<Date> {
  const { stallWindowMs, idleGraceMs } = timingOf(ctx);
  const idle = (await countJobs(ctx.queues.classify)) === 0;
  return new Date(now.getTime() - (idle ? idleGraceMs : stallWindowMs));
}

async function countJobs(queue: JobQueue): Promise<number> {
  const counts = await queue.getJobCounts('waiting', 'active', 'delayed', 'prioritized');
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
