import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline as pipe } from 'node:stream/promises';
import { connect } from '../../../src/db/connection.js';
import { openDatabase, type Database } from '../../../src/db/database.js';
import { createRun } from '../../../src/db/runs.js';
import type { Posting } from '../../../src/domain/posting.js';
import type { Verdict } from '../../../src/domain/verdict.js';
import { createFetcher } from '../../../src/ingest/http/fetcher.js';
import type { SourceSpec } from '../../../src/ingest/source-spec.js';
import type { WorkerContext } from '../../../src/workers/context.js';
import { openQueues } from '../../../src/workers/queues.js';
import { submitSources } from '../../../src/workers/submit.js';
import type { Backend } from '../../support/backends.js';

/** What a process needs to work on a test's backend; plain data, so that it can be handed to a child process. */
export interface PipelineSettings {
  mode: Backend['mode'];
  databaseUrl: string;
  redisUrl: string | null;
  queuePrefix: string;
  jobLockMs: number;
}

/** Locks short enough that a killed worker's jobs come back within seconds. */
export const JOB_LOCK_MS = 2000;
export const FILE_HOST = 'test-host';

export type Overrides = Partial<Pick<WorkerContext, 'decide' | 'retry' | 'timing' | 'log'>>;

/** A process's share of the pipeline: database, queues, fetcher, and a classifier that knows nothing. */
export async function openPipeline(
  settings: PipelineSettings,
  overrides: Overrides = {},
): Promise<{ ctx: WorkerContext; close: () => Promise<void> }> {
  const db = await openDatabase({ databaseUrl: settings.databaseUrl, dataDir: 'unused' });
  const queues = await openQueues({ ...settings, fileHost: FILE_HOST }, db.url);
  const fetcher = createFetcher({
    timeoutMs: 5000,
    maxBytes: 1_000_000,
    allowPrivateHosts: true,
    contact: null,
  });
  const ctx: WorkerContext = {
    db,
    queues,
    fetcher,
    decide: fakeVerdict,
    taxonomyVersion: 'test',
    log: { debug: () => undefined, warn: () => undefined, error: () => undefined },
    retry: { maxAttempts: 2, maxStalls: 5, baseMs: 20, ceilingMs: 100 },
    timing: { pollMs: 20 },
    ...overrides,
  };
  return {
    ctx,
    close: async () => {
      await queues.close();
      await db.close();
    },
  };
}

/** A verdict that depends on nothing but the title. */
export function fakeVerdict(posting: Posting): Verdict {
  const senior = /senior|sr\./i.test(posting.title);
  return {
    role: {
      id: 'other-tech',
      label: 'Other',
      family: 'other',
      confidence: 0.5,
      uncertain: true,
      soc: null,
      isco: null,
    },
    level: {
      id: senior ? 'senior' : 'mid',
      label: senior ? 'Senior' : 'Mid',
      band: senior ? 'senior' : 'mid',
      confidence: 0.5,
      basis: 'title',
    },
    years: null,
    skills: [],
    place: { country: null, region: null, city: null },
    remote: null,
    employmentType: null,
    salary: null,
    language: null,
    taxonomy: 'test',
    evidence: [],
  };
}

/** Opens a run over these sources and queues them. */
export async function submit(ctx: WorkerContext, specs: readonly SourceSpec[]): Promise<string> {
  const runId = await createRun(ctx.db, { command: 'run', request: {}, mode: ctx.db.mode, taxonomy: 'test' });
  await submitSources(ctx, runId, specs);
  return runId;
}

export function sourceOf(locator: string): SourceSpec {
  return {
    kind: locator.startsWith('http') ? 'url' : 'file',
    locator,
    named: locator,
    format: null,
    map: null,
  };
}

/** Writes one JSON document (or a string as it is) per line. */
export async function writeLines(path: string, lines: Iterable<object | string>): Promise<string> {
  function* text(): Generator<string> {
    for (const line of lines) yield `${typeof line === 'string' ? line : JSON.stringify(line)}\n`;
  }
  await pipe(Readable.from(text()), createWriteStream(path));
  return path;
}

/**
 * Waits until `condition` holds, looking every few milliseconds.
 * @throws Error naming `what` after half a minute: something is broken then, not slow.
 */
export async function until(what: string, condition: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`gave up waiting until ${what}`);
    await new Promise((next) => setTimeout(next, 10));
  }
}

/** Questions to a test's database, on a connection of its own, and a log of every verdict ever written to it. */
export interface Observer {
  /** First column of every row. */
  column: (query: string) => Promise<unknown[]>;
  /** First column of the first row. */
  one: (query: string) => Promise<unknown>;
  /** Ids of postings with the number of times a verdict was committed for them. */
  writes: () => Promise<Map<string, number>>;
  close: () => Promise<void>;
}

/** Empties the tables and starts counting verdicts: a trigger logs each in the transaction that writes it. */
export async function observe(db: Database): Promise<Observer> {
  const client = connect(db.url, { max: 2 });
  await client.unsafe(`
    truncate runs, sources, postings, dead_letters, host_turns, http_validators, http_answers cascade;
    create table if not exists verdict_log (posting_id text not null);
    truncate verdict_log;
    create or replace function log_verdict() returns trigger language plpgsql as $$
      begin insert into verdict_log values (new.posting_id); return null; end $$;
    drop trigger if exists log_verdict on classifications;
    create trigger log_verdict after insert or update of content_hash on classifications
      for each row when (new.current) execute function log_verdict();
  `);
  const column = async (query: string): Promise<unknown[]> => {
    const rows: Record<string, unknown>[] = await client.unsafe(query);
    return rows.map((row) => Object.values(row)[0]);
  };
  return {
    column,
    one: async (query) => (await column(query))[0],
    writes: async () => {
      const rows = await client<{ id: string; times: number }[]>`
        select posting_id as id, count(*)::int as times from verdict_log group by posting_id`;
      return new Map(rows.map((row) => [row.id, row.times]));
    },
    close: () => client.end(),
  };
}
