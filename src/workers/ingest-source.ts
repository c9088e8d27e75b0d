/**
 * Reads one source into Postgres and hands what is new to the classify workers. The one piece of code behind
 * ingest jobs and stdin.
 *
 * Reading and writing overlap: while two batches are being stored, the next is being read, and the reader waits
 * when it is full before one of them is done. So three batches are in memory at most, however fast the source is.
 */
import { claimSource, isCurrentAttempt } from '../db/ingest-jobs.js';
import { forgetValidators, storeValidators } from '../db/http-validators.js';
import { addIssues } from '../db/issues.js';
import { markAllSeen } from '../db/mark-seen.js';
import { upsertPostings } from '../db/postings.js';
import { finishReading } from '../db/listings.js';
import { saveRunSource, startRunSource, type SourceCounts } from '../db/run-sources.js';
import type { InputIssue } from '../domain/errors.js';
import type { Posting } from '../domain/posting.js';
import type { Validators } from '../ingest/http/fetcher.js';
import type { IngestEvent } from '../ingest/read.js';
import type { WorkerContext } from './context.js';
import { inFlight } from './in-flight.js';
import { lostRecords } from './lost-records.js';
import { BATCH_POSTINGS, queueClassification } from './queue-classification.js';

/** Characters of text in one batch: long descriptions make a batch of fewer postings. */
const BATCH_CHARS = 1_000_000;
/** Two keep Postgres busy while the next is read (bench/, two busy cores: 10,700 rows/s instead of 6,000). */
const BATCHES_IN_FLIGHT = 2;
/** Issues kept back until they are stored: a file of a million broken lines must not collect them all. */
const BATCH_ISSUES = 250;
/** A key that no posting has. */
const ISSUES = 'issues';
/** Progress is stored four times a second at most: nobody looks more often, and each is a row version. */
const SAVE_EVERY_MS = 250;

export interface SourceTask {
  runId: string;
  sourceId: number;
  /** Under which what the server says of its version is remembered; null for what is not fetched. */
  validatorsKey: string | null;
}

/** The work was stopped from outside (a graceful stop, a lost lock): neither done nor failed, it starts again later. */
export class InterruptedError extends Error {}

/**
 * Runs one attempt at a source: from its first byte to its counts, issues and status (`done`, or `partial` where
 * records were lost) in Postgres.
 * @param open starts reading; a fault of the whole source is thrown from here and left to the caller.
 * @param signal stops after the batch that is being stored.
 * Where the source said that it was read completely, what it lists no more is closed, but for what its lost records
 * may have been.
 * @returns the final counts, or null when the source had come to its end before.
 * @throws InterruptedError when `signal` fired, or another worker has begun a later attempt.
 */
export async function ingestSource(
  ctx: Pick<WorkerContext, 'db' | 'queues' | 'log'>,
  task: SourceTask,
  open: (signal: AbortSignal) => AsyncIterable<IngestEvent>,
  signal: AbortSignal,
): Promise<SourceCounts | null> {
  if (signal.aborted) throw new InterruptedError('stopped before it began');
  const attempt = await claimSource(ctx.db, task.runId, task.sourceId);
  if (attempt === null) return null;
  await startRunSource(ctx.db, task.runId, task.sourceId, attempt, null);
  const writer = createWriter(ctx, task, attempt);
  try {
    for await (const event of open(signal)) {
      await writer.take(event);
      if (signal.aborted) break;
    }
  } catch (error) {
    if (!signal.aborted) {
      // What was read before a file breaks off is good: it is kept, whatever becomes of the rest.
      await writer.keep();
      throw error;
    }
  }
  if (signal.aborted) {
    await writer.settle();
    throw new InterruptedError('stopped');
  }
  return writer.finish();
}

function createWriter(ctx: Pick<WorkerContext, 'db' | 'queues' | 'log'>, task: SourceTask, attempt: number) {
  const { runId, sourceId } = task;
  const reasons: Record<string, number> = {};
  const counts: SourceCounts = {
    found: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    repeated: 0,
    skipped: 0,
    reasons,
    bytes: 0,
    totalBytes: null,
  };
  let adapter: string | undefined;
  let postings: Posting[] = [];
  let chars = 0;
  let issues: InputIssue[] = [];
  let savedAt = 0;
  let validators: Validators | null = null;
  let complete = false;
  const lost = lostRecords();
  const storing = inFlight(BATCHES_IN_FLIGHT);

  async function store(batch: Posting[], faults: InputIssue[]): Promise<void> {
    if (batch.length > 0) {
      const outcome = await upsertPostings(ctx.db, { runId, sourceRef: sourceId, attempt, postings: batch });
      counts.added += outcome.added;
      counts.changed += outcome.changed;
      counts.unchanged += outcome.unchanged;
      counts.repeated += outcome.repeated;
      await queueClassification(ctx, outcome.toClassify);
    }
    if (faults.length > 0) await addIssues(ctx.db, runId, sourceId, faults);
    if (Date.now() - savedAt >= SAVE_EVERY_MS) await save();
  }

  const result = (): SourceCounts & { adapter?: string } => ({
    ...counts,
    ...(adapter === undefined ? {} : { adapter }),
  });
  const takenOver = (): InterruptedError => new InterruptedError('another worker has taken this source over');

  async function save(): Promise<void> {
    savedAt = Date.now();
    if (!(await isCurrentAttempt(ctx.db, runId, sourceId, attempt))) throw takenOver();
    await saveRunSource(ctx.db, runId, sourceId, result());
  }

  async function flush(): Promise<void> {
    const batch = postings;
    const faults = issues;
    postings = [];
    issues = [];
    chars = 0;
    // Issues share a key of their own: people read them in the order of the file.
    const keys = batch.map((posting) => posting.id);
    if (faults.length > 0) keys.push(ISSUES);
    await storing.start(keys, () => store(batch, faults));
  }

  async function drain(): Promise<void> {
    await flush();
    await storing.drain();
  }

  return {
    async take(event: IngestEvent): Promise<void> {
      switch (event.type) {
        case 'detected':
          adapter = event.adapter;
          ctx.log.debug(`source ${sourceId} of run ${runId}: ${event.note}`);
          return;
        case 'posting':
          counts.found += 1;
          postings.push(event.posting);
          chars += event.posting.description.length + (event.posting.descriptionRaw?.length ?? 0);
          for (const note of event.notes) ctx.log.debug(`posting ${event.posting.id}: ${note}`);
          if (postings.length >= BATCH_POSTINGS || chars >= BATCH_CHARS) await flush();
          return;
        case 'issue':
          counts.skipped += 1;
          reasons[event.issue.code] = (reasons[event.issue.code] ?? 0) + 1;
          issues.push(event.issue);
          if (event.lost !== undefined) lost.add(event.lost);
          if (issues.length >= BATCH_ISSUES) await flush();
          return;
        case 'unchanged':
          counts.found = counts.unchanged = await markAllSeen(ctx.db, { sourceId, runId, attempt });
          return;
        case 'validators':
          validators = event.validators;
          return;
        case 'complete':
          complete = true;
          return;
        case 'progress':
          counts.bytes = event.bytes;
          counts.totalBytes = event.totalBytes;
          return;
      }
    },
    /** Waits for the batches under way, whatever becomes of it. */
    async settle(): Promise<void> {
      await storing.settle();
    },
    async keep(): Promise<void> {
      await drain();
      await save();
    },
    async finish(): Promise<SourceCounts> {
      await drain();
      const status = counts.skipped > 0 ? 'partial' : 'done';
      const ended = await finishReading(
        ctx.db,
        { runId, sourceId, attempt },
        { ...result(), status },
        complete ? lost.all() : null,
      );
      if (ended === null) throw takenOver();
      // Only what was stored whole is asked for by its version next time: what was lost now may be readable then.
      if (validators !== null && task.validatorsKey !== null) {
        if (counts.skipped === 0) await storeValidators(ctx.db, task.validatorsKey, validators);
        else await forgetValidators(ctx.db, task.validatorsKey);
      }
      return counts;
    },
  };
}
