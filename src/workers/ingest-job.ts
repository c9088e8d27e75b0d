import { readSource } from '../ingest/read.js';
import type { WorkerContext } from './context.js';
import { buryIngest, buryUnreadable } from './dead-letter.js';
import { ingestSource } from './ingest-source.js';
import type { JobHandler } from './job-processor.js';
import { parseIngestPayload, type IngestPayload } from './payloads.js';

/** Ingest jobs: one file or URL of one run. A retried job starts its source again; storing it again changes nothing. */
export function ingestHandler(ctx: WorkerContext): JobHandler<IngestPayload> {
  return {
    parse: parseIngestPayload,
    run: async ({ runId, sourceId, spec }, signal) => {
      const open = (signal: AbortSignal) => readSource(spec, { fetcher: ctx.fetcher, signal, stdin: null });
      await ingestSource(ctx, { runId, sourceId }, open, signal);
    },
    bury: (payload, error, attempts) => buryIngest(ctx, payload, error, attempts),
    buryUnreadable: (data, error) => buryUnreadable(ctx, 'ingest', data, error),
  };
}
