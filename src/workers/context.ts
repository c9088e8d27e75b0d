import type { Database } from '../db/database.js';
import type { Posting } from '../domain/posting.js';
import type { Verdict } from '../domain/verdict.js';
import type { Fetcher } from '../ingest/http/fetcher.js';
import { RETRY_POLICY, type RetryPolicy } from './policy.js';
import type { Queues } from './queues.js';

/** Where workers tell what happens. A pino logger fits. */
export interface Log {
  debug(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

export interface Timing {
  /** Pause between sweeps of a worker that has nothing else to tell it that something is amiss. */
  sweepEveryMs: number;
  /**
   * While the queue has jobs, a posting queued longer ago than this is queued again. A full queue is worked off
   * in about that time; queueing a posting twice costs an empty read, so too early does no harm.
   */
  stallWindowMs: number;
  /**
   * With no job in the queue at all, whatever is still pending was lost with its job. Covers the moment between
   * marking a posting as queued and the job being there.
   */
  idleGraceMs: number;
  /** Pause between two looks at a run's progress. */
  pollMs: number;
}

export const TIMING: Timing = {
  sweepEveryMs: 60_000,
  stallWindowMs: 10 * 60_000,
  idleGraceMs: 5000,
  pollMs: 250,
};

/** What the parts of a working process share. Built once by the command, closed by it after the workers stopped. */
export interface WorkerContext {
  db: Database;
  queues: Queues;
  fetcher: Fetcher;
  /** Pages followed from one list of postings or sitemap; absent: the default. */
  maxPages?: number;
  /** The classifier with its taxonomy: pure and synchronous. */
  decide: (posting: Posting) => Verdict;
  taxonomyVersion: string;
  log: Log;
  /** The caller tells of jobs that were given up (the summary of a run): they are not logged as errors too. */
  tellsGivenUp?: boolean;
  /** Other limits than policy.ts, for tests. */
  retry?: RetryPolicy;
  /** Other periods than `TIMING`, for tests. */
  timing?: Partial<Timing>;
}

/** What producers and readers of queues need: everything but the fetcher and the classifier. */
export type QueueContext = Pick<WorkerContext, 'db' | 'queues' | 'timing'>;

export function retryPolicyOf(ctx: Pick<WorkerContext, 'retry'>): RetryPolicy {
  return ctx.retry ?? RETRY_POLICY;
}

export function timingOf(ctx: Pick<WorkerContext, 'timing'>): Timing {
  return { ...TIMING, ...ctx.timing };
}
