import { UnrecoverableError, WaitingError } from 'bullmq';
import { describe, expect, test, vi } from 'vitest';
import { GiveUpError, RetryLaterError } from '../../src/domain/errors.js';
import { InterruptedError } from '../../src/workers/ingest-source.js';
import { processJob, type JobHandler } from '../../src/workers/job-processor.js';
import { parseClassifyPayload, parseIngestPayload } from '../../src/workers/payloads.js';

const silent = { debug: () => undefined, warn: () => undefined, error: () => undefined };
const ctx = { log: silent, retry: { maxAttempts: 3, maxStalls: 2, baseMs: 1, ceilingMs: 10 } };
const never = new AbortController().signal;

function handler(run: () => Promise<void>) {
  return {
    parse: parseClassifyPayload,
    run: vi.fn<JobHandler<{ ids: string[] }>['run']>(run),
    bury: vi.fn<JobHandler<{ ids: string[] }>['bury']>(async () => undefined),
    buryUnreadable: vi.fn<JobHandler<{ ids: string[] }>['buryUnreadable']>(async () => undefined),
  };
}

function job(over: { data?: object; attemptsMade?: number; stalledCounter?: number } = {}) {
  return {
    id: '1',
    name: 'classify',
    data: { ids: ['a'] },
    attemptsMade: 0,
    stalledCounter: 0,
    moveToWait: vi.fn<(token?: string) => Promise<number>>(async () => 1),
    ...over,
  };
}

describe('processJob', () => {
  test('done', async () => {
    const h = handler(async () => undefined);
    await processJob(ctx, h, job(), 't', never);
    expect(h.run).toHaveBeenCalledWith({ ids: ['a'] }, never);
    expect(h.bury).not.toHaveBeenCalled();
  });

  test('an error worth another attempt reaches BullMQ as it is, without a dead letter', async () => {
    const error = new RetryLaterError('http-status', '503');
    const h = handler(() => Promise.reject(error));
    await expect(processJob(ctx, h, job(), 't', never)).rejects.toBe(error);
    expect(h.bury).not.toHaveBeenCalled();
  });

  test.each([
    ['the last attempt', new RetryLaterError('http-status', '503'), 2, 3],
    ['input that will never work', new GiveUpError('http-not-found', '404'), 0, 1],
  ])('%s leaves a dead letter and ends the job', async (_name, error, attemptsMade, attempts) => {
    const h = handler(() => Promise.reject(error));
    await expect(processJob(ctx, h, job({ attemptsMade }), 't', never)).rejects.toBeInstanceOf(
      UnrecoverableError,
    );
    expect(h.bury).toHaveBeenCalledWith({ ids: ['a'] }, error, attempts);
  });

  test('a dead letter that cannot be written is no end: the job comes again', async () => {
    const h = handler(() => Promise.reject(new GiveUpError('http-not-found', '404')));
    const lost = new Error('database gone');
    h.bury.mockRejectedValue(lost);
    await expect(processJob(ctx, h, job(), 't', never)).rejects.toBe(lost);
  });

  test('a job that outlived too many workers is given up without being run', async () => {
    const h = handler(async () => undefined);
    await expect(processJob(ctx, h, job({ stalledCounter: 3 }), 't', never)).rejects.toBeInstanceOf(
      UnrecoverableError,
    );
    expect(h.run).not.toHaveBeenCalled();
    expect(h.bury.mock.calls[0]?.[1]).toMatchObject({ code: 'job-stalled' });
    const again = handler(async () => undefined);
    await processJob(ctx, again, job({ stalledCounter: 2 }), 't', never);
    expect(again.run).toHaveBeenCalledOnce();
  });

  test('an interrupted job goes back to the queue, also when another worker has it by now', async () => {
    const h = handler(() => Promise.reject(new InterruptedError('stop')));
    const mine = job();
    await expect(processJob(ctx, h, mine, 'token', never)).rejects.toBeInstanceOf(WaitingError);
    expect(mine.moveToWait).toHaveBeenCalledWith('token');
    const lost = job();
    lost.moveToWait.mockRejectedValue(new Error('missing lock'));
    await expect(processJob(ctx, h, lost, 'token', never)).rejects.toBeInstanceOf(WaitingError);
    expect(h.bury).not.toHaveBeenCalled();
  });

  test('a payload that nobody can read is kept as it is', async () => {
    const h = handler(async () => undefined);
    const odd = job({ data: { idz: [] } });
    await expect(processJob(ctx, h, odd, 't', never)).rejects.toBeInstanceOf(UnrecoverableError);
    expect(h.buryUnreadable.mock.calls[0]?.[0]).toEqual({ idz: [] });
    expect(h.run).not.toHaveBeenCalled();
  });
});

describe('ingest payloads', () => {
  const spec = {
    kind: 'file',
    locator: '/data/a.csv',
    named: 'a.csv',
    format: 'csv',
    map: { title: 'POSITION' },
    ignoreRobots: true,
  };
  const payload = { runId: 'r', sourceId: 1, fileHost: 'h', spec };

  test('travel through JSON unchanged', () => {
    expect(parseIngestPayload(JSON.parse(JSON.stringify(payload)))).toEqual(payload);
  });

  test('what an older version queued asks for robots.txt', () => {
    const { ignoreRobots: _, ...older } = spec;
    expect(parseIngestPayload({ ...payload, spec: older }).spec.ignoreRobots).toBe(false);
  });

  test.each([
    ['no spec', { ...payload, spec: undefined }],
    ['a format of a later version', { ...payload, spec: { ...spec, format: 'clay-tablet' } }],
    ['a field of a later version', { ...payload, spec: { ...spec, map: { mood: 'X' } } }],
    ['a source id that is no number', { ...payload, sourceId: '1' }],
    ['nothing', null],
  ])('%s is refused', (_name, data) => {
    expect(() => parseIngestPayload(data)).toThrowError(expect.objectContaining({ code: 'internal' }));
  });
});
