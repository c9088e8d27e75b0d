/** Two workers' fetchers and 200 hosts that delay, redirect, refuse and break: nothing is lost, nobody is crowded. */
import { expect, test } from 'vitest';
import { getRun } from '../../src/db/runs.js';
import { createFetcher } from '../../src/ingest/http/fetcher.js';
import type { WorkerContext } from '../../src/workers/context.js';
import { sharedGate } from '../../src/workers/shared-gate.js';
import { watchRun } from '../../src/workers/watch-run.js';
import { describeEachBackend } from '../support/backends.js';
import { oddityOf, POSTINGS_PER_HOST, startHosts, type ManyHosts } from './support/many-hosts.js';
import { sourceOf, submit } from './support/pipeline.js';
import { useStage } from './support/stage.js';

/** The same hosts again would say nothing new of the readers: with Redis fewer see to it that its queue serves them too. */
const HOSTS = { embedded: 200, withRedis: 60 };
const DELAY_MS = 10;

describeEachBackend(
  'many hosts',
  (backend) => {
    const hostCount = backend.redisUrl === null ? HOSTS.embedded : HOSTS.withRedis;
    const stage = useStage(backend, { retry: { maxAttempts: 4, maxStalls: 5, baseMs: 20, ceilingMs: 100 } });

    /** One more worker, as another machine would have it. */
    async function worker(hosts: ManyHosts): Promise<WorkerContext> {
      const ctx = await stage.open();
      const fetcher = createFetcher({
        timeoutMs: 20_000,
        maxBytes: 1_000_000,
        allowPrivateHosts: true,
        contact: null,
        lookup: hosts.lookup,
        gate: sharedGate(ctx.db, { concurrency: 1, delayMs: DELAY_MS }),
        obeyRobots: false,
      });
      stage.cleanups.push(() => fetcher.close());
      return { ...ctx, fetcher };
    }

    test('every posting arrives once, and each host is asked once at a time with a rest between', async () => {
      const hosts = await startHosts(DELAY_MS);
      stage.cleanups.push(() => hosts.close());
      for (const ctx of [await worker(hosts), await worker(hosts)]) stage.work({}, ctx);
      const all = Array.from({ length: hostCount }, (_, host) => host);
      const runId = await submit(
        stage.ctx,
        all.map((host) => sourceOf(hosts.urlOf(host))),
      );
      const outcome = await watchRun(stage.ctx, runId);

      const broken = all.filter((host) => oddityOf(host) === 'a broken line').length;
      expect(outcome.progress).toMatchObject({
        sourcesDone: hostCount,
        sourcesTotal: hostCount,
        skipped: broken,
        classified: hostCount * POSTINGS_PER_HOST,
        failed: 0,
      });
      await stage.allClassifiedOnce(hostCount * POSTINGS_PER_HOST);
      const run = await getRun(stage.ctx.db, runId);
      expect(run?.issues.map(({ at, code }) => `${at} ${code}`)).toEqual(
        Array<string>(broken).fill('line 2 invalid-json'),
      );
      expect(run?.sources.filter(({ status }) => status === 'failed')).toEqual([]);
      expect(hosts.most).toBe(1);
      expect(hosts.hasty).toBe(0);
      expect(hosts.requests).toBeGreaterThan(hostCount);
    });
  },
  ['embedded', 'full'],
);
