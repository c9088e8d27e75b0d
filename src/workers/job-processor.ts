import { UnrecoverableError, WaitingError, type Job } from 'bullmq';
import { GiveUpError, messageOf } from '../domain/errors.js';
import { retryPolicyOf, type WorkerContext } from './context.js';
import { InterruptedError } from './ingest-source.js';
import { outcomeOf } from './policy.js';

/** What a kind of job does, and what is left of it when it is given up. */
export interface JobHandler<P> {
  parse(data: unknown): P;
  run(payload: P, signal: AbortSignal): Promise<void>;
  bury(payload: P, error: unknown, attempts: number): Promise<void>;
  buryUnreadable(data: unknown, error: unknown): Promise<void>;
}

type QueuedJob = Pick<
  Job<object, void>,
  'id' | 'name' | 'data' | 'attemptsMade' | 'stalledCounter' | 'moveToWait'
>;

/**
 * Runs one job and turns what became of it into what BullMQ understands: return (done), an error to retry later,
 * UnrecoverableError (given up, the dead letter is written before), or back to the queue untouched (interrupted).
 *
 * The dead letter is written before BullMQ learns of the end: should writing it fail, the job is retried.
 * @param signal fires on a stop and when the job's lock is lost.
 */
export async function processJob<P>(
  ctx: Pick<WorkerContext, 'log' | 'retry' | 'tellsGivenUp'>,
  handler: JobHandler<P>,
  job: QueuedJob,
  token: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  let payload: P;
  try {
    payload = handler.parse(job.data);
  } catch (error) {
    await handler.buryUnreadable(job.data, error);
    throw new UnrecoverableError(messageOf(error));
  }
  const policy = retryPolicyOf(ctx);
  const attempt = job.attemptsMade + 1;
  if (job.stalledCounter > policy.maxStalls) {
    const error = new GiveUpError(
      'job-stalled',
      `${job.stalledCounter} workers died or hung with this job: look at their logs before it is retried`,
    );
    await handler.bury(payload, error, attempt);
    throw new UnrecoverableError(error.message);
  }
  try {
    await handler.run(payload, signal);
  } catch (error) {
    if (error instanceof InterruptedError) {
      await giveBack(ctx, job, token);
      throw new WaitingError(); // tells BullMQ that the job has been moved
    }
    const outcome = outcomeOf(error, attempt, policy);
    switch (outcome.kind) {
      case 'retry':
        ctx.log.warn(
          `${job.name} job ${job.id}, attempt ${attempt}: ${messageOf(error)}; again in ${outcome.delayMs / 1000} s`,
        );
        throw error;
      case 'bury':
        const line = `${job.name} job ${job.id} given up: ${messageOf(error)}`;
        if (ctx.tellsGivenUp === true) ctx.log.debug(line);
        else ctx.log.error(line);
        await handler.bury(payload, error, attempt);
        throw new UnrecoverableError(messageOf(error));
    }
  }
}

/** Puts an interrupted job back for the next worker. Where the lock is lost, another worker has it: nothing to do. */
async function giveBack(
  ctx: Pick<WorkerContext, 'log'>,
  job: QueuedJob,
  token: string | undefined,
): Promise<void> {
  try {
    await job.moveToWait(token);
  } catch (error) {
    ctx.log.debug(`${job.name} job ${job.id} is not ours any more: ${messageOf(error)}`);
  }
}
