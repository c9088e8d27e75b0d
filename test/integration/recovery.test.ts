import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { beforeEach, expect, test } from 'vitest';
import { makePostings } from '../../bench/postings.js';
import { claimSource } from '../../src/db/ingest-jobs.js';
import { listDeadLetters } from '../../src/db/dead-letters.js';
import { addRunSource } from '../../src/db/run-sources.js';
import { getRun } from '../../src/db/runs.js';
import type { IngestEvent } from '../../src/ingest/read.js';
import { retryDeadLetters } from '../../src/workers/dead-letter.js';
import { ingestSource, InterruptedError } from '../../src/workers/ingest-source.js';
import { WAITING_JOBS_MAX } from '../../src/workers/queue-classification.js';
import { queueStatus } from '../../src/workers/queue-status.js';
import { startWorkers } from '../../src/workers/run-loop.js';
import { sweep } from '../../src/workers/sweep.js';
import { watchRun } from '../../src/workers/watch-run.js';
import { describeEachBackend } from '../support/backends.js';
import { JOB_LOCK_MS, openPipeline, submit, until } from './support/pipeline.js';
import { useStage } from './support/stage.js';

const QUICK = { pollMs: 20, idleGraceMs: 100, sweepEveryMs: 300 };

// A server of one's own has the queue of the embedded one: what crashes leave in it is the same.
describeEachBackend(
  'what a crash leaves is found and finished',
  (backend) => {
    const stage = useStage(backend, { timing: QUICK });
    const settings = { ...backend, jobLockMs: JOB_LOCK_MS };
    beforeEach(() => loseEveryJob());

    /** Workers that read until the source is done, and go. */
    async function readAll(runId: string): Promise<void> {
      const readers = stage.work({ only: 'ingest' });
      await until(
        'all is stored',
        async () => (await getRun(stage.ctx.db, runId))?.sources[0]?.status === 'done',
      );
      await readers.stop();
    }

    /** What an emptied Redis, or a dropped queue schema, does to the jobs. */
    async function loseEveryJob(): Promise<void> {
      if (backend.redisUrl === null) {
        await stage.db.column(`delete from bullmq.job where queue like '${backend.queuePrefix}.%'`);
        return;
      }
      const redis = new Redis(backend.redisUrl);
      const keys = await redis.keys(`${backend.queuePrefix}:*`);
      if (keys.length > 0) await redis.del(...keys);
      await redis.quit();
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
      stage.cleanups.push(async () => {
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
        const total = 2000;
        const runId = await stage.submitFile(makePostings(total, { seed: 6, chars: 1500 }));
        const child = startChild();
        await until('the worker is in the middle', async () => Number(await stage.db.one(count)) >= 250);
        child.kill('SIGKILL');
        await once(child, 'exit');
        const done = (await stage.db.writes()).size;
        expect(done).toBeLessThan(total);

        stage.work();
        expect(await watchRun(stage.ctx, runId)).toMatchObject({
          status: 'done',
          progress: { found: total, added: total, repeated: 0, classified: total, pending: 0 },
        });
        await stage.allClassifiedOnce(total);
        const status = await queueStatus(stage.ctx);
        expect(status.deadLetters).toBe(0);
      },
    );

    test('a job that outlives too many workers is given up with that reason, and `retry` does it again', async () => {
      const total = 2000;
      const runId = await stage.submitFile(makePostings(total, { seed: 12, chars: 300 }));
      const child = startChild();
      await until('the worker is in the middle', async () => (await stage.db.writes()).size >= 250);
      child.kill('SIGKILL');
      await once(child, 'exit');

      stage.work(
        {},
        await stage.open({ retry: { maxAttempts: 2, maxStalls: 0, baseMs: 20, ceilingMs: 100 } }),
      );
      const outcome = await watchRun(stage.ctx, runId);
      expect(outcome.status).toBe('partial');
      const letters = await listDeadLetters(stage.ctx.db, { limit: 10 });
      expect(new Set(letters.map(({ code }) => code))).toEqual(new Set(['job-stalled']));
      expect(await retryDeadLetters(stage.ctx)).toBe(letters.length);
      await until('all are classified', async () => (await stage.db.writes()).size === total);
      await stage.allClassifiedOnce(total);
    });

    test('a forced stop waits for nothing, and others finish', async () => {
      const total = 1500;
      const runId = await stage.submitFile(makePostings(total, { seed: 13, chars: 1500 }));
      const hasty = await openPipeline(settings, { timing: QUICK });
      const workers = startWorkers(hasty.ctx);
      await until('some are classified', async () => (await stage.db.writes()).size > 0);
      await Promise.all([workers.stop(), workers.stop({ force: true })]);
      await hasty.close();
      stage.work();
      expect(await watchRun(stage.ctx, runId)).toMatchObject({
        status: 'done',
        progress: { classified: total },
      });
      await stage.allClassifiedOnce(total);
    });

    test('every job lost before it began: sources are queued again', async () => {
      const runId = await stage.submitFile(makePostings(100, { seed: 7, chars: 200 }));
      await loseEveryJob();
      stage.work();
      expect(await watchRun(stage.ctx, runId)).toMatchObject({
        status: 'done',
        progress: { added: 100, classified: 100 },
      });
      await stage.allClassifiedOnce(100);
    });

    test('every job lost after the postings were queued: they are queued again', async () => {
      const runId = await stage.submitFile(makePostings(600, { seed: 8, chars: 200 }));
      await readAll(runId);
      await loseEveryJob();
      expect((await queueStatus(stage.ctx)).queues[2]?.waiting).toBe(0);
      stage.work({ only: 'classify' });
      expect(await watchRun(stage.ctx, runId)).toMatchObject({
        status: 'done',
        progress: { classified: 600 },
      });
      await stage.allClassifiedOnce(600);
    });

    test('every job lost while workers are busy', async () => {
      const total = 2000;
      const runId = await stage.submitFile(makePostings(total, { seed: 9, chars: 1500 }));
      stage.work();
      await until('some are classified', async () => (await stage.db.writes()).size > 0);
      await loseEveryJob();
      expect(await watchRun(stage.ctx, runId)).toMatchObject({
        progress: { found: total, added: total, classified: total },
      });
      await stage.allClassifiedOnce(total);
    });

    test('a full queue takes no more, and what it did not take is classified all the same', async () => {
      const nothing = Array.from({ length: WAITING_JOBS_MAX }, () => ({
        name: 'classify',
        data: { ids: [] },
      }));
      await stage.ctx.queues.classify.addBulk(nothing);
      const runId = await stage.submitFile(makePostings(600, { seed: 10, chars: 200 }));
      await readAll(runId);
      expect((await queueStatus(stage.ctx)).queues[2]?.waiting).toBe(WAITING_JOBS_MAX);
      expect(await sweep(stage.ctx, { queuedBefore: new Date() })).toBe(0);
      stage.work({ only: 'classify' });
      expect(await watchRun(stage.ctx, runId)).toMatchObject({
        status: 'done',
        progress: { classified: 600 },
      });
    });

    test('a run that nobody watches is ended by the workers', async () => {
      const runId = await stage.submitFile(makePostings(10, { seed: 11, chars: 200 }));
      stage.work();
      await expect.poll(async () => (await getRun(stage.ctx.db, runId))?.status).toBe('done');
    });

    test('a worker that was taken for dead saves no counts over those of its successor', async () => {
      const runId = await submit(stage.ctx, []);
      const sourceId = await addRunSource(stage.ctx.db, runId, { locator: 'stdin', kind: 'stdin' });
      async function* slow(): AsyncGenerator<IngestEvent> {
        yield { type: 'progress', bytes: 10, totalBytes: 20 };
        await claimSource(stage.ctx.db, runId, sourceId);
        yield { type: 'progress', bytes: 20, totalBytes: 20 };
      }
      const late = ingestSource(
        stage.ctx,
        { runId, sourceId, validatorsKey: null },
        slow,
        new AbortController().signal,
      );
      await expect(late).rejects.toBeInstanceOf(InterruptedError);
      expect((await getRun(stage.ctx.db, runId))?.sources[0]).toMatchObject({
        status: 'running',
        attempts: 2,
        bytes: 0,
      });
    });
  },
  ['embedded', 'full'],
);
