import { describe, expect, test } from 'vitest';
import { FatalError, GiveUpError, RetryLaterError, UsageError } from '../../src/domain/errors.js';
import { outcomeOf, RETRY_POLICY } from '../../src/workers/policy.js';

const policy = { maxAttempts: 3, maxStalls: 2, baseMs: 100, ceilingMs: 5000 };
const busy = (retryAfterMs: number | null) => new RetryLaterError('http-status', '503', { retryAfterMs });

describe('what becomes of a failed job', () => {
  test.each([
    ['a source that is not there', new GiveUpError('http-not-found', '404')],
    ['a wrong field map', new UsageError('no such field')],
  ])('%s is given up at once', (_name, error) => {
    expect(outcomeOf(error, 1, policy)).toEqual({ kind: 'bury' });
  });

  test.each([
    ['a 503', busy(null)],
    ['a service of ours that is down', new FatalError('database-unreachable', 'no database')],
    ['an error of a library', new Error('connection reset')],
    ['something that is no error', 'odd'],
  ])('%s is tried again, twice as late each time, until the attempts are used up', (_name, error) => {
    expect(outcomeOf(error, 1, policy)).toEqual({ kind: 'retry', delayMs: 100 });
    expect(outcomeOf(error, 2, policy)).toEqual({ kind: 'retry', delayMs: 200 });
    expect(outcomeOf(error, 3, policy)).toEqual({ kind: 'bury' });
  });

  test.each([
    ['longer than the backoff', 900, 900],
    ['shorter than the backoff', 10, 100],
    ['longer than anybody waits', 3_600_000, 5000],
    ['zero', 0, 100],
  ])('Retry-After %s', (_name, asked, expected) => {
    expect(outcomeOf(busy(asked), 1, policy)).toEqual({ kind: 'retry', delayMs: expected });
  });

  test('the shipped policy gives a server half a minute to come back', () => {
    let waited = 0;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = outcomeOf(busy(null), attempt, RETRY_POLICY);
      if (outcome.kind === 'bury') break;
      waited += outcome.delayMs;
    }
    expect(waited).toBe(30_000);
  });
});
