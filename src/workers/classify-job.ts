import { setTimeout as pause } from 'node:timers/promises';
import { classifyBatch } from '../db/classify-batch.js';
import type { WorkerContext } from './context.js';
import { buryClassify, buryUnreadable } from './dead-letter.js';
import type { JobHandler } from './job-processor.js';
import { parseClassifyPayload, type ClassifyPayload } from './payloads.js';

/** Long enough for the statement that held a row (a few ms) to end, short enough not to matter. */
const LOCKED_PAUSE_MS = 50;

/**
 * Classify jobs: a batch of ids. Claiming, deciding and writing are one transaction (classifyBatch), so a batch
 * is done or untouched. Deciding is synchronous and holds the event loop for one batch, a fraction of a second;
 * the statements around it let timers run, so locks are renewed in time.
 */
export function classifyHandler(ctx: WorkerContext): JobHandler<ClassifyPayload> {
  return {
    parse: parseClassifyPayload,
    run: async ({ ids }) => {
      const first = await classifyBatch(ctx.db, ids, ctx.decide);
      report(ctx, first);
      if (first.gone === 0) return;
      // Gone is mostly a job that came twice. But a claim also skips rows that another statement holds, such as
      // an ingest job moving `last_seen`: those would wait for the sweep.
      await pause(LOCKED_PAUSE_MS);
      report(ctx, await classifyBatch(ctx.db, ids, ctx.decide));
    },
    bury: (payload, error, attempts) => buryClassify(ctx, payload, error, attempts),
    buryUnreadable: (data, error) => buryUnreadable(ctx, 'classify', data, error),
  };
}

function report(ctx: WorkerContext, result: Awaited<ReturnType<typeof classifyBatch>>): void {
  for (const { id, reason } of result.failed)
    ctx.log.error(`posting ${id} could not be classified: ${reason}`);
}
