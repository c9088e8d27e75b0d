import { saveIngestJob } from '../db/ingest-jobs.js';
import { addRunSource } from '../db/run-sources.js';
import type { SourceSpec } from '../ingest/source-spec.js';
import type { QueueContext } from './context.js';
import { INGEST } from './names.js';
import type { IngestPayload } from './payloads.js';
import type { JobQueue } from './queues.js';

/** A source of a run with the id it is counted under. */
export interface RegisteredSource {
  sourceId: number;
  spec: SourceSpec;
}

/** Jobs added in one call, so that a list of 100,000 sources is neither one giant statement nor one each. */
const ADD_AT_ONCE = 500;

/**
 * Enters the sources of a run and queues an ingest job for each file and URL. All are entered before the first is
 * queued, so that the run cannot look finished in between.
 * @returns the `stdin` source, if there is one: only this process can read it (`ingestStdin`).
 */
export async function submitSources(
  ctx: QueueContext,
  runId: string,
  specs: readonly SourceSpec[],
): Promise<RegisteredSource | null> {
  let stdin: RegisteredSource | null = null;
  const jobs: IngestPayload[] = [];
  for (const spec of specs) {
    const sourceId = await addRunSource(ctx.db, runId, { locator: spec.locator, kind: spec.kind });
    if (spec.kind === 'stdin') {
      stdin = { sourceId, spec };
      continue;
    }
    const job: IngestPayload = {
      runId,
      sourceId,
      fileHost: spec.kind === 'file' ? ctx.queues.fileHost : null,
      spec,
    };
    await saveIngestJob(ctx.db, runId, sourceId, job);
    jobs.push(job);
  }
  await addIngestJobs(ctx, jobs);
  return stdin;
}

/**
 * Queues ingest jobs. A job that is in the queue already stays as it is (its id is the run's and the source's).
 * Jobs of other file systems than this process's go to their own queue.
 */
export async function addIngestJobs(ctx: QueueContext, payloads: readonly IngestPayload[]): Promise<void> {
  const perQueue = new Map<JobQueue, IngestPayload[]>();
  for (const payload of payloads) {
    const queue = payload.fileHost === null ? ctx.queues.urls : ctx.queues.filesOf(payload.fileHost);
    const group = perQueue.get(queue);
    if (group === undefined) perQueue.set(queue, [payload]);
    else group.push(payload);
  }
  for (const [queue, group] of perQueue) {
    for (let at = 0; at < group.length; at += ADD_AT_ONCE) {
      await queue.addBulk(
        group.slice(at, at + ADD_AT_ONCE).map((data) => ({
          name: INGEST,
          data,
          opts: { jobId: `${data.runId}-${data.sourceId}` },
        })),
      );
    }
  }
}
