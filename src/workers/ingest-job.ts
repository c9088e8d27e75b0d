import type { Database } from '../db/database.js';
import { forgetOldAnswers, recallAnswer, storeAnswer } from '../db/http-answers.js';
import { recallValidators } from '../db/http-validators.js';
import { readSource, type IngestContext } from '../ingest/read.js';
import type { SourceSpec } from '../ingest/source-spec.js';
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
      const validatorsKey = spec.kind === 'url' ? readingKey(spec) : null;
      const open = (signal: AbortSignal) =>
        readSource(spec, {
          fetcher: ctx.fetcher,
          signal,
          stdin: null,
          ...(ctx.maxPages === undefined ? {} : { maxPages: ctx.maxPages }),
          ...(validatorsKey === null ? {} : remembered(ctx.db, validatorsKey)),
        });
      await ingestSource(ctx, { runId, sourceId, validatorsKey }, open, signal);
      if (validatorsKey !== null) await forgetOldAnswers(ctx.db, validatorsKey);
    },
    bury: (payload, error, attempts) => buryIngest(ctx, payload, error, attempts),
    buryUnreadable: (data, error) => buryUnreadable(ctx, 'ingest', data, error),
  };
}

/** What former runs know of a source, to ask only for what has changed. */
function remembered(db: Database, key: string): Pick<IngestContext, 'recall' | 'answers'> {
  return {
    recall: () => recallValidators(db, key),
    answers: {
      recall: (url) => recallAnswer(db, key, url),
      keep: (url, answer) => storeAnswer(db, key, url, answer),
    },
  };
}

/** Another way of reading an address gives other postings: a version that was read in one way says nothing of the other. */
function readingKey({ locator, format, map }: SourceSpec): string {
  return [locator, format ?? '', map === null ? '' : JSON.stringify(map)].join('\n').trimEnd();
}
