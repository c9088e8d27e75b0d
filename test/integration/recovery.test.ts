import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makePostings } from '../../bench/postings.js';
import { claimSource } from '../../src/db/ingest-jobs.js';
import { listDeadLetters } from '../../src/db/dead-letters.js';
import { addRunSource } from '../../src/db/run-sources.js';
import { getRun } from '../../src/db/runs.js';
import type { IngestEvent } from '../../src/ingest/read.js';
import type { WorkerContext } from '../../src/workers/context.js';
import { retryDeadLetters } from '../../src/workers/dead-letter.js';
import { ingestSource, InterruptedError } from '../../src/workers/ingest-source.js';
import { WAITING_JOBS_MAX } from '../../src/workers/queue-classification.js';
import { queueStatus } from '../../src/workers/queue-status.js';
import { startWorkers, type RunningWorkers, type WorkOptions } from '../../src/workers/run-loop.js';
import { sweep } from '../../src/workers/sweep.js';
import { watchRun } from '../../src/workers/watch-run.js';
import { describeEachBackend } from '../support/backends.js';
import {
  JOB_LOCK_MS,
  observe,
  openPipeline,
  scratchFolder,
  sourceOf,
  submit,
  until,
  writeLines,
  type Observer,
  type Overrides,
} from './support/pipeline.js';

const QUICK = { pollMs: 20, idleGraceMs: 100, sweepEveryMs: 300 };

describeEachBackend('what a crash leaves is found and finished', (backend) => {
  const cleanups: (() => Promise<unknown>)[] = [];
  let ctx: WorkerContext;
  let db: Observer;
  let folder: string;
  const settings = { ...backend, jobLockMs: JOB_LOCK_MS };

  beforeEach(async () => {
    ctx = await open();
    db = await observe(ctx.db);
    await loseEveryJob();
    const scratch = await scratchFolder();
    folder = scratch.path;
    cleanups.push(() => db.close(), scratch.remove);
  });

  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
  });

  async function open(overrides: Overrides = {}): Promise<WorkerContext> {
    const opened = await openPipeline(
      { ...backend, jobLockMs: JOB_LOCK_MS },
      { timing: QUICK, ...overrides },
    );
    cleanups.push(opened.close);
    return opened.ctx;
  }

  function work(options: WorkOptions = {}, on: WorkerContext = ctx): RunningWorkers {
    const workers = startWorkers(on, options);
    cleanups.push(() => workers.stop());
    return workers;
  }

  /** What an emptied Redis, or a dropped queue schema, does to the jobs. */
  async function loseEveryJob(): Promise<void> {
    if (backend.redisUrl === null) {
      await db.column(`delete from bullmq.job where queue like '${backend.queuePrefix}.%'`);
      return;
    }
    const redis = new Redis(backend.redisUrl);
    const keys = await redis.keys(`${backend.queuePrefix}:*`);
    if (keys.length > 0) await redis.del(...keys);
    await redis.quit();
  }

  async function allClassifiedOnce(count: number): Promise<void> {
    expect(await db.one("select count(*)::int from postings where state = 'classified'")).toBe(count);
    expect(await db.one('select count(*)::int from classifications')).toBe(count);
    const writes = await db.writes();
    expect(writes.size).toBe(count);
    expect([...writes.values()].filter((times) => times !== 1)).toEqual([]);
  }

  function startChild(): ChildProcess {
    const child = spawn(
      process.execPath,
      [
        '--import',
        'tsx',
        fileURLToPath(new URL('support/worker-process.ts', import.meta.url)),
        JSON.stringify(settings),
      ],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    cleanups.push(async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
    });
    return child;
  }

  test.each([
    ['reading', 'select count(*)::int from postings'],
    ['classifying', 'select count(*)::int from verdict_log'],
  ])(
    'kill -9 in the middle of %s: the next worker finishes, each posting classified once',
    async (_name, count) => {
      const total = 4000;
      const file = await writeLines(
        join(folder, 'jobs.ndjson'),
        makePostings(total, { seed: 6, chars: 1500 }),
      );
      const runId = await submit(ctx, [sourceOf(file)]);
      const child = startChild();
      await until('the worker is in the middle', async () => Number(await db.one(count)) >= 500);
      child.kill('SIGKILL');
      await once(child, 'exit');
      const done = (await db.writes()).size;
      expect(done).toBeLessThan(total);

      work();
      expect(await watchRun(ctx, runId)).toMatchObject({
        status: 'done',
        progress: { found: total, added: total, repeated: 0, classified: total, pending: 0 },
      });
      await allClassifiedOnce(total);
      const status = await queueStatus(ctx);
      expect(status.deadLetters).toBe(0);
    },
  );

  test('a job that outlives too many workers is given up with that reason, and `retry` does it again', async () => {
    const total = 2000;
    const file = await writeLines(join(folder, 'jobs.ndjson'), makePostings(total, { seed: 12, chars: 300 }));
    const runId = await submit(ctx, [sourceOf(file)]);
    const child = startChild();
    await until('the worker is in the middle', async () => (await db.writes()).size >= 250);
    child.kill('SIGKILL');
    await once(child, 'exit');

    work({}, await open({ retry: { maxAttempts: 2, maxStalls: 0, baseMs: 20, ceilingMs: 100 } }));
    const outcome = await watchRun(ctx, runId);
    expect(outcome.status).toBe('partial');
    const letters = await listDeadLetters(ctx.db, { limit: 10 });
    expect(new Set(letters.map(({ code }) => code))).toEqual(new Set(['job-stalled']));
    expect(await retryDeadLetters(ctx)).toBe(letters.length);
    await until('all are classified', async () => (await db.writes()).size === total);
    await allClassifiedOnce(total);
  });

  test('a forced stop waits for nothing, and others finish', async () => {
    const total = 3000;
    const file = await writeLines(
      join(folder, 'jobs.ndjson'),
      makePostings(total, { seed: 13, chars: 1500 }),
    );
    const runId = await submit(ctx, [sourceOf(file)]);
    const hasty = await openPipeline(settings, { timing: QUICK });
    const workers = startWorkers(hasty.ctx);
    await until('some are classified', async () => (await db.writes()).size > 0);
    await Promise.all([workers.stop(), workers.stop({ force: true })]);
    await hasty.close();
    work();
    expect(await watchRun(ctx, runId)).toMatchObject({ status: 'done', progress: { classified: total } });
    await allClassifiedOnce(total);
  });

  test('every job lost before it began: sources are queued again', async () => {
    const file = await writeLines(join(folder, 'jobs.ndjson'), makePostings(100, { seed: 7, chars: 200 }));
    const runId = await submit(ctx, [sourceOf(file)]);
    await loseEveryJob();
    work();
    expect(await watchRun(ctx, runId)).toMatchObject({
      status: 'done',
      progress: { added: 100, classified: 100 },
    });
    await allClassifiedOnce(100);
  });

  test('every job lost after the postings were queued: they are queued again', async () => {
    const file = await writeLines(join(folder, 'jobs.ndjson'), makePostings(600, { seed: 8, chars: 200 }));
    const runId = await submit(ctx, [sourceOf(file)]);
    const readers = work({ only: 'ingest' });
    await until('all is stored', async () => (await getRun(ctx.db, runId))?.sources[0]?.status === 'done');
    await readers.stop();
    await loseEveryJob();
    expect((await queueStatus(ctx)).queues[2]?.waiting).toBe(0);
    work({ only: 'classify' });
    expect(await watchRun(ctx, runId)).toMatchObject({ status: 'done', progress: { classified: 600 } });
    await allClassifiedOnce(600);
  });

  test('every job lost while workers are busy', async () => {
    const total = 4000;
    const file = await writeLines(join(folder, 'jobs.ndjson'), makePostings(total, { seed: 9, chars: 1500 }));
    const runId = await submit(ctx, [sourceOf(file)]);
    work();
    await until('some are classified', async () => (await db.writes()).size > 0);
    await loseEveryJob();
    expect(await watchRun(ctx, runId)).toMatchObject({
      progress: { found: total, added: total, classified: total },
    });
    await allClassifiedOnce(total);
  });

  test('a full queue takes no more, and what it did not take is classified all the same', async () => {
    const nothing = Array.from({ length: WAITING_JOBS_MAX }, () => ({ name: 'classify', data: { ids: [] } }));
    await ctx.queues.classify.addBulk(nothing);
    const file = await writeLines(join(folder, 'jobs.ndjson'), makePostings(600, { seed: 10, chars: 200 }));
    const runId = await submit(ctx, [sourceOf(file)]);
    const readers = work({ only: 'ingest' });
    await until('all is stored', async () => (await getRun(ctx.db, runId))?.sources[0]?.status === 'done');
    await readers.stop();
    expect((await queueStatus(ctx)).queues[2]?.waiting).toBe(WAITING_JOBS_MAX);
    expect(await sweep(ctx, { queuedBefore: new Date() })).toBe(0);
    work({ only: 'classify' });
    expect(await watchRun(ctx, runId)).toMatchObject({ status: 'done', progress: { classified: 600 } });
  });

  test('a run that nobody watches is ended by the workers', async () => {
    const file = await writeLines(join(folder, 'jobs.ndjson'), makePostings(10, { seed: 11, chars: 200 }));
    const runId = await submit(ctx, [sourceOf(file)]);
    work();
    await expect.poll(async () => (await getRun(ctx.db, runId))?.status, { timeout: 30_000 }).toBe('done');
  });

  test('a worker that was taken for dead saves no counts over those of its successor', async () => {
    const runId = await submit(ctx, []);
    const sourceId = await addRunSource(ctx.db, runId, { locator: 'stdin', kind: 'stdin' });
    async function* slow(): AsyncGenerator<IngestEvent> {
      yield { type: 'progress', bytes: 10, totalBytes: 20 };
      await claimSource(ctx.db, runId, sourceId);
      yield { type: 'progress', bytes: 20, totalBytes: 20 };
    }
    const late = ingestSource(ctx, { runId, sourceId }, slow, new AbortController().signal);
    await expect(late).rejects.toBeInstanceOf(InterruptedError);
    expect((await getRun(ctx.db, runId))?.sources[0]).toMatchObject({
      status: 'running',
      attempts: 2,
      bytes: 0,
    });
  });
});
