import { markQueued } from '../db/lifecycle.js';
import type { QueueContext } from './context.js';
import { CLASSIFY } from './names.js';
import type { ClassifyPayload } from './payloads.js';

/** Postings in one job, and in one transaction: what a kill throws away, and what a graceful stop waits for. */
export const BATCH_POSTINGS = 250;

/**
 * Jobs that may wait for classification. A reader is faster than the classifier; what is above this stays in
 * Postgres alone, and the sweep queues it when the queue has run dry. So the queue is bounded (200 jobs are 50,000
 * postings and about 2 MB of ids), and an ingest worker never waits for a classify worker that may not exist.
 */
export const WAITING_JOBS_MAX = 200;

/** How many more jobs the classify queue takes before it counts as full. */
export async function roomInQueue(ctx: QueueContext): Promise<number> {
  return Math.max(0, WAITING_JOBS_MAX - (await ctx.queues.classify.getWaitingCount()));
}

/**
 * Hands pending postings to the classify workers.
 * @returns false when the queue is full: the postings stay for the sweep.
 */
export async function queueClassification(ctx: QueueContext, ids: readonly string[]): Promise<boolean> {
  if ((await roomInQueue(ctx)) === 0) return false;
  await addClassifyJobs(ctx, ids);
  return true;
}

/**
 * Queues these postings whether the queue is full or not. They are marked before the job exists: marking them
 * after would lock rows that the job is about to claim, and a claim skips locked rows. A crash in between leaves
 * them marked without a job, which the sweep finds.
 */
export async function addClassifyJobs(ctx: QueueContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await markQueued(ctx.db, ids);
  const jobs: { name: string; data: ClassifyPayload }[] = [];
  for (let at = 0; at < ids.length; at += BATCH_POSTINGS) {
    jobs.push({ name: CLASSIFY, data: { ids: ids.slice(at, at + BATCH_POSTINGS) } });
  }
  await ctx.queues.classify.addBulk(jobs);
}
