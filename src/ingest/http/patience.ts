/** What a site puts off (429, 5xx, a lost connection) is asked again, a few times. */
import { RetryLaterError } from '../../domain/errors.js';
import { throwIfAborted } from '../input/byte-source.js';
import { REAL_TIME, type Time } from './host-gate.js';

/** Tries of one request. A board of a thousand details must not start again for one hiccup; a job that fails does. */
const TRIES = 4;
const FIRST_PAUSE_MS = 1000;
/** A longer wait is the queue's: it holds no worker. */
const LONGEST_PAUSE_MS = 60_000;

/** Waits; rejects or resolves early when the signal fires. */
export type Sleep = Time['sleep'];

/**
 * @param sleep replaces waiting (tests).
 * @throws the last RetryLaterError; any other error at once.
 */
export async function patiently<T>(
  work: () => Promise<T>,
  signal: AbortSignal,
  sleep: Sleep = REAL_TIME.sleep,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RetryLaterError) || attempt === TRIES) throw error;
      throwIfAborted(signal);
      const wait = error.retryAfterMs ?? FIRST_PAUSE_MS * 2 ** (attempt - 1);
      if (wait > LONGEST_PAUSE_MS) throw error;
      await sleep(wait, signal).catch(() => undefined);
      throwIfAborted(signal);
    }
  }
}
