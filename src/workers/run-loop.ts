import { Worker, type IQueueBackend, type Job, type WorkerOptions } from 'bullmq';
import { hostname } from 'node:os';
import { messageOf } from '../domain/errors.js';
import { classifyHandler } from './classify-job.js';
import { retryPolicyOf, type WorkerContext } from './context.js';
import { ingestHandler } from './ingest-job.js';
import { processJob, type JobHandler } from './job-processor.js';
import { CLASSIFY, fileQueueName, INGEST, type JobKind } from './names.js';
import { outcomeOf, UNLIMITED } from './policy.js';
import { startSweeper, type Sweeper } from './sweeper.js';

/** Sources read at the same time. They mostly wait for the network or the disk. */
export const DEFAULT_CONCURRENCY = 4;
/**
 * Classify jobs at the same time, at most: one decides while others wait for Postgres. Deciding is CPU work on one
 * thread, so more only hold more transactions open; more CPUs are used by more processes.
 */
const CLASSIFY_CONCURRENCY_MAX = 3;

export interface RunningWorkers {
  /**
   * Stops taking jobs. Gently (default): the batch under way is finished, an ingest job goes back to the queue.
   * `force`: nothing is waited for; other workers take the jobs over when their locks run out. May be called again
   * with `force` while a gentle stop is under way. The queues and the database stay open: they are the caller's.
   */
  stop(options?: { force?: boolean }): Promise<void>;
}

export interface WorkOptions {
  only?: JobKind;
  concurrency?: number;
}

type JobWorker = Worker<object, void, string, IQueueBackend>;

/** Starts the workers and the sweep of this process; they run until stopped. Queues and database must be open. */
export function startWorkers(ctx: WorkerContext, options: WorkOptions = {}): RunningWorkers {
  const concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
  const stopping = new AbortController();
  const sweeper = startSweeper(ctx);
  const workers: JobWorker[] = [];
  if (options.only !== 'classify') {
    const handler = ingestHandler(ctx);
    for (const name of [INGEST, fileQueueName(ctx.queues.fileHost)]) {
      workers.push(startWorker(ctx, name, handler, concurrency, stopping.signal));
    }
  }
  if (options.only !== 'ingest') {
    const inFlight = Math.min(concurrency, CLASSIFY_CONCURRENCY_MAX);
    const worker = startWorker(ctx, CLASSIFY, classifyHandler(ctx), inFlight, stopping.signal);
    // An empty queue is the moment to look for what it did not have room for.
    worker.on('drained', () => sweeper.soon());
    workers.push(worker);
  }
  ctx.log.debug(`workers started with taxonomy ${ctx.taxonomyVersion}`);
  return { stop: stopper(workers, sweeper, stopping) };
}

/**
 * Milliseconds between two looks for jobs of dead workers. A job must have been seen by one look when the next one
 * finds its lock run out, so looks are more frequent than locks: it is taken over after a lock and one pause at most.
 * Whole: the queue in PostgreSQL takes no fractions.
 */
export function stalledIntervalOf(jobLockMs: number): number {
  return Math.max(500, Math.round(jobLockMs / 3));
}

function startWorker<P>(
  ctx: WorkerContext,
  name: string,
  handler: JobHandler<P>,
  concurrency: number,
  stopping: AbortSignal,
): JobWorker {
  const { backend, jobLockMs } = ctx.queues;
  const policy = retryPolicyOf(ctx);
  const options: WorkerOptions = {
    connection: backend.connection,
    prefix: backend.prefix,
    name: `${hostname()}-${process.pid}`,
    concurrency,
    lockDuration: jobLockMs,
    stalledInterval: stalledIntervalOf(jobLockMs),
    maxStalledCount: UNLIMITED,
    settings: {
      backoffStrategy: (attempts, _type, error) => {
        const outcome = outcomeOf(error, attempts, policy);
        return outcome.kind === 'retry' ? outcome.delayMs : policy.ceilingMs;
      },
    },
  };
  const worker: JobWorker = new Worker(
    backend.queueName(name),
    async (job: Job<object, void>, token?: string, lost?: AbortSignal) => {
      const stop = eitherOf(stopping, lost);
      try {
        await processJob(ctx, handler, job, token, stop.signal);
      } finally {
        stop.release();
      }
    },
    options,
    backend.factory,
  );
  worker.on('lockRenewalFailed', (ids) => {
    for (const id of ids) worker.cancelJob(id, 'the lock of the job is lost');
  });
  worker.on('stalled', (id) =>
    ctx.log.warn(`${name} job ${id} is taken over from a worker that went silent`),
  );
  worker.on('error', (error) => ctx.log.error(`${name} worker: ${messageOf(error)}`));
  return worker;
}

/**
 * A signal that fires with either of two. Not `AbortSignal.any`: on Node 20 each of its signals stays with the
 * long-lived one for good, and here that is one per job.
 */
function eitherOf(
  stopping: AbortSignal,
  lost: AbortSignal | undefined,
): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (stopping.aborted || lost?.aborted === true) abort();
  stopping.addEventListener('abort', abort);
  lost?.addEventListener('abort', abort);
  return { signal: controller.signal, release: () => stopping.removeEventListener('abort', abort) };
}

function stopper(
  workers: readonly JobWorker[],
  sweeper: Sweeper,
  stopping: AbortController,
): RunningWorkers['stop'] {
  let closed: Promise<unknown> | null = null;
  let leave: () => void = () => undefined;
  // Without a connection a gentle stop under way waits for ever: whoever forces frees its callers too.
  const left = new Promise<void>((resolve) => (leave = resolve));
  return async ({ force = false } = {}) => {
    stopping.abort();
    closed ??= Promise.all([sweeper.stop(), ...workers.map((worker) => worker.close(force))]);
    if (force) {
      await Promise.all(workers.map((worker) => worker.disconnect()));
      leave();
    }
    await Promise.race([closed, left]);
  };
}
