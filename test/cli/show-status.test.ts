import { describe, expect, it } from 'vitest';
import { renderStatus } from '../../src/cli/show-status.js';
import type { FailedJob } from '../../src/workers/failed-jobs.js';
import type { QueueStatus } from '../../src/workers/queue-status.js';

const queue = { name: 'classify', waiting: 0, active: 0, delayed: 0, workers: 0 };
const status = (part: Partial<QueueStatus> = {}): QueueStatus => ({
  backend: 'redis',
  address: 'cache.example',
  queues: [queue],
  pending: 0,
  oldestPending: null,
  deadLetters: 0,
  ...part,
});
const job = (part: Partial<FailedJob> = {}): FailedJob => ({
  id: 1,
  queue: 'ingest',
  source: 'https://jobs.example/board',
  postings: null,
  runId: '5b1e0000-0000-4000-8000-000000000000',
  code: 'http-not-found',
  reason: 'the server answered 404',
  attempts: 1,
  failedAt: '2026-03-01T14:05:10Z',
  ...part,
});
const lines = (s: QueueStatus, failed: FailedJob[] = []): string[] =>
  renderStatus(s, failed, 100).trimEnd().split('\n');

describe('failed jobs', () => {
  const cases: [string, FailedJob, string][] = [
    [
      'a source, by its name',
      job(),
      '  2026-03-01 14:05  ingest of run 5b1e0000, 1 attempt: https://jobs.example/board: the server answered 404 [http-not-found]',
    ],
    [
      'postings, by their number',
      job({ queue: 'classify', source: null, postings: 250, code: 'job-stalled', attempts: 3 }),
      '  2026-03-01 14:05  classify of run 5b1e0000, 3 attempts: 250 postings: the server answered 404 [job-stalled]',
    ],
    [
      'what nobody can read, of no run',
      job({ source: null, runId: null, reason: 'from\nanother\u001b[2J version', code: 'internal' }),
      '  2026-03-01 14:05  ingest, 1 attempt: a job that cannot be read: from another [2J version [internal]',
    ],
  ];
  it.each(cases)('%s', (_, failed, line) => {
    expect(lines(status({ deadLetters: 1 }), [failed])).toContain(line);
  });

  it('the number of those not shown, and what to do', () => {
    expect(lines(status({ deadLetters: 1200 }), [job()]).slice(-4)).toEqual([
      '1,200 failed jobs, newest first (UTC):',
      expect.stringContaining('http-not-found'),
      '  and 1,199 more, which --limit shows',
      expect.stringContaining('`rolemill retry`'),
    ]);
  });

  it('none of them need no advice', () => expect(lines(status()).at(-1)).toBe('0 failed jobs'));
});

describe('no worker', () => {
  const waiting = { pending: 3, oldestPending: '2026-03-01T14:05:10Z' };
  const says = (s: QueueStatus): boolean => lines(s).some((line) => line.includes('`rolemill work`'));
  it('is said where postings wait for one', () => expect(says(status(waiting))).toBe(true));
  it('is said where only jobs wait, or were left by a worker that died', () => {
    expect(says(status({ queues: [{ ...queue, waiting: 1 }] }))).toBe(true);
    expect(says(status({ queues: [{ ...queue, delayed: 1 }] }))).toBe(true);
    expect(says(status({ queues: [{ ...queue, active: 1 }] }))).toBe(true);
  });
  it('is not said where none wait', () => expect(says(status())).toBe(false));
  it('is not said where one works', () => {
    expect(says(status({ ...waiting, queues: [{ ...queue, workers: 1 }] }))).toBe(false);
  });
  it('is not said where the service does not tell', () => {
    expect(says(status({ ...waiting, queues: [{ ...queue, workers: null }] }))).toBe(false);
  });
});
