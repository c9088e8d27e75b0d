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

const settings = v.parse(settingsSchema, JSON.parse(process.argv[2] ?? ''));
const { ctx } = await openPipeline(settings, {
  decide: (posting) => {
    const until = performance.now() + DECIDE_MS;
    while (performance.now() < until);
    return fakeVerdict(posting);
  },
});
startWorkers(ctx, { concurrency: 2 });
