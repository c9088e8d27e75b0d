import { countDeadLetters } from '../db/dead-letters.js';
import { readBacklog } from '../db/run-progress.js';
import type { QueueContext } from './context.js';
import { CLASSIFY, fileQueueName, INGEST } from './names.js';
import type { JobQueue } from './queues.js';

export interface QueueFigures {
  name: string;
  waiting: number;
  active: number;
  /** Waiting for their next attempt. */
  delayed: number;
  /** Workers connected to the queue, or null where the service does not tell. */
  workers: number | null;
}

export interface QueueStatus {
  backend: 'redis' | 'postgres';
  address: string;
  queues: QueueFigures[];
  /** Stored postings without a verdict. */
  pending: number;
  /** When the oldest of them was last seen, ISO 8601; null when there is none. */
  oldestPending: string | null;
  deadLetters: number;
}

/** What the queues hold now. Finished jobs are not among it: they leave the queue, runs and dead letters tell of them. */
export async function queueStatus(ctx: QueueContext): Promise<QueueStatus> {
  const { queues } = ctx;
  const [backlog, deadLetters, ...figures] = await Promise.all([
    readBacklog(ctx.db),
    countDeadLetters(ctx.db),
    figuresOf(INGEST, queues.urls),
    figuresOf(fileQueueName(queues.fileHost), queues.filesOf(queues.fileHost)),
    figuresOf(CLASSIFY, queues.classify),
  ]);
  return {
    backend: queues.backend.kind,
    address: queues.backend.address,
    queues: figures,
    pending: backlog.pending,
    oldestPending: backlog.oldest,
    deadLetters,
  };
}

/** Managed Redis services that forbid CLIENT LIST make BullMQ answer with one entry of this name. */
const NOT_TOLD = /does not support client list/;

async function figuresOf(name: string, queue: JobQueue): Promise<QueueFigures> {
  const [counts, workers] = await Promise.all([
    queue.getJobCounts('waiting', 'active', 'delayed'),
    queue.getWorkers(),
  ]);
  const told = !workers.some((worker) => NOT_TOLD.test(worker['name'] ?? ''));
  return {
    name,
    waiting: counts['waiting'] ?? 0,
    active: counts['active'] ?? 0,
    delayed: counts['delayed'] ?? 0,
    workers: told ? workers.length : null,
  };
}
