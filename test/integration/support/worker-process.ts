/** A worker in a process of its own, to be killed. Argument: the pipeline's settings as JSON. */
import * as v from 'valibot';
import { startWorkers } from '../../../src/workers/run-loop.js';
import { fakeVerdict, openPipeline } from './pipeline.js';

const settingsSchema = v.object({
  mode: v.picklist(['embedded', 'postgres', 'full']),
  databaseUrl: v.string(),
  redisUrl: v.nullable(v.string()),
  queuePrefix: v.string(),
  jobLockMs: v.number(),
});
/** Deciding takes this long here, so that thousands of postings keep the worker busy long enough to be hit. */
const DECIDE_MS = 0.5;

export async function main([settings = '']: string[]): Promise<void> {
  const { ctx } = await openPipeline(v.parse(settingsSchema, JSON.parse(settings)), {
    decide: (posting) => {
      const until = performance.now() + DECIDE_MS;
      while (performance.now() < until);
      return fakeVerdict(posting);
    },
  });
  startWorkers(ctx, { concurrency: 2 });
  await new Promise(() => undefined);
}
