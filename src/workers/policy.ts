/**
 * What becomes of a job that failed. Order of precedence:
 *
 * 1. The job was taken over too often from workers that died with it -> bury (it may be what kills them).
 * 2. The input will never work (GiveUpError, UsageError) -> bury at once.
 * 3. Attempts are used up -> bury.
 * 4. Everything else -> retry later: what the other side asked for, else exponential backoff.
 *
 * `bury` is a dead letter with the reason, for `rolemill retry`. BullMQ's own limits are set out of reach
 * (`UNLIMITED`), so that this file alone decides and no job vanishes without a dead letter.
 */
import { GiveUpError, RetryLaterError, UsageError } from '../domain/errors.js';

/** For BullMQ's `attempts` and `maxStalledCount`: the limits below are reached long before. */
export const UNLIMITED = 1_000_000;

export interface RetryPolicy {
  /** Calls of the processor that may fail before the job is buried. */
  maxAttempts: number;
  /** Deaths of workers that a job may survive. A restart of a fleet costs a job one, a crash loop all of them. */
  maxStalls: number;
  /** First pause; doubles with each attempt. */
  baseMs: number;
  /** Longest pause, also where a `Retry-After` asks for more: a person waits for the run. */
  ceilingMs: number;
}

/** 2, 4, 8, 16 seconds: a restarted server or a short rate limit is over by then, and a run does not hang for an hour. */
export const RETRY_POLICY: RetryPolicy = {
  maxAttempts: 5,
  maxStalls: 10,
  baseMs: 2000,
  ceilingMs: 15 * 60_000,
};

export type Outcome = { kind: 'retry'; delayMs: number } | { kind: 'bury' };

/**
 * @param attempt 1 for the first call of the processor that failed.
 */
export function outcomeOf(error: unknown, attempt: number, policy: RetryPolicy): Outcome {
  if (error instanceof GiveUpError || error instanceof UsageError) return { kind: 'bury' };
  // Besides RetryLaterError: a FatalError is about this process or its services, an error of a library about
  // anything. The job itself may be fine, so another attempt, maybe by another worker, is worth it.
  if (attempt >= policy.maxAttempts) return { kind: 'bury' };
  return { kind: 'retry', delayMs: pauseBefore(error, attempt, policy) };
}

function pauseBefore(error: unknown, attempt: number, policy: RetryPolicy): number {
  const backoff = policy.baseMs * 2 ** (attempt - 1);
  const asked = error instanceof RetryLaterError ? (error.retryAfterMs ?? 0) : 0;
  return Math.min(Math.max(backoff, asked), policy.ceilingMs);
}
