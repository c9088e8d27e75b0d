import type { Readable } from 'node:stream';
import { failSource } from '../db/ingest-jobs.js';
import { addIssues } from '../db/issues.js';
import { codeOf, messageOf } from '../domain/errors.js';
import { readSource } from '../ingest/read.js';
import type { WorkerContext } from './context.js';
import { ingestSource, InterruptedError } from './ingest-source.js';
import type { RegisteredSource } from './submit.js';

/**
 * Reads stdin in the process that has it, the same way a job reads a file. It cannot be read twice, so there is
 * no retry and no dead letter: a fault ends the source, with its reason among the run's issues.
 * @returns when the source is at its end, well or badly. Only a stop (`signal`) or a lost database throws.
 */
export async function ingestStdin(
  ctx: Pick<WorkerContext, 'db' | 'queues' | 'fetcher' | 'log'>,
  runId: string,
  source: RegisteredSource,
  stdin: Readable,
  signal: AbortSignal,
): Promise<void> {
  const { sourceId, spec } = source;
  const open = (signal: AbortSignal) => readSource(spec, { fetcher: ctx.fetcher, signal, stdin });
  try {
    await ingestSource(ctx, { runId, sourceId, validatorsKey: null }, open, signal);
  } catch (error) {
    const reason = error instanceof InterruptedError ? 'stopped before its end' : messageOf(error);
    const code = error instanceof InterruptedError ? 'cancelled' : codeOf(error);
    await addIssues(ctx.db, runId, sourceId, [{ source: spec.named, at: null, code, message: reason }]);
    await failSource(ctx.db, runId, sourceId);
    if (error instanceof InterruptedError) throw error;
  }
}
