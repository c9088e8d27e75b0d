/**
 * Postings per second through the whole pipeline (file -> ingest -> queue -> classify -> rows), against the ceiling
 * measured on the same server in the same run.
 *
 *   npm run bench:pipeline -- [--count=20000] [--chars=4000] [--modes=embedded,postgres,full] [--runs=3]
 *
 * Services: DATABASE_URL and REDIS_URL, else those on localhost; modes without a service are left out by name.
 */
import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline as pipe } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import { classify } from '../src/classify/classify.js';
import { loadTaxonomy } from '../src/classify/load.js';
import type { Mode } from '../src/config.js';
import { connect, withDatabaseName } from '../src/db/connection.js';
import { openDatabase } from '../src/db/database.js';
import { createRun } from '../src/db/runs.js';
import { messageOf } from '../src/domain/errors.js';
import { createFetcher } from '../src/ingest/http/fetcher.js';
import type { WorkerContext } from '../src/workers/context.js';
import { openQueues } from '../src/workers/queues.js';
import { startWorkers } from '../src/workers/run-loop.js';
import { submitSources } from '../src/workers/submit.js';
import { watchRun } from '../src/workers/watch-run.js';
import { measureCeiling, type Ceiling } from './ceiling.js';
import { makePostings, type MadePosting } from './postings.js';

const LOCAL_POSTGRES = 'postgres://postgres@127.0.0.1:5432/postgres';
const LOCAL_REDIS = 'redis://127.0.0.1:6379';
const DATABASE = `rolemill_bench_${process.pid}`;
const PREFIX = `rolemill-bench-${process.pid}`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      count: { type: 'string', default: '20000' },
      chars: { type: 'string', default: '4000' },
      modes: { type: 'string', default: 'embedded,postgres,full' },
      runs: { type: 'string', default: '3' },
    },
  });
  const rows = [...makePostings(Number(values.count), { seed: 1, chars: Number(values.chars) })];
  const folder = await mkdtemp(join(tmpdir(), 'rolemill-bench-'));
  try {
    // As root the embedded server runs as another user, and would put its data where nobody removes it.
    await chmod(folder, 0o711);
    const file = join(folder, 'postings.ndjson');
    await pipe(Readable.from(rows.map((row) => `${JSON.stringify(row)}\n`)), createWriteStream(file));
    say(`${cpus().length} x ${cpus()[0]?.model ?? 'unknown CPU'}, Node ${process.versions.node}`);
    say(`${rate(rows.length)} postings of ${values.chars} characters; best of ${values.runs}`);
    for (const mode of ['embedded', 'postgres', 'full'] as const) {
      if (!values.modes.split(',').includes(mode)) continue;
      try {
        await benchMode(mode, { folder, file, rows, runs: Number(values.runs) });
      } catch (error) {
        say(`${mode}: left out (${messageOf(error)})`);
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Material {
  folder: string;
  file: string;
  rows: MadePosting[];
  runs: number;
}

async function benchMode(mode: Mode, { folder, file, rows, runs }: Material): Promise<void> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const redisUrl = mode === 'full' ? (process.env['REDIS_URL'] ?? LOCAL_REDIS) : null;
    const databaseUrl = mode === 'embedded' ? null : await makeDatabase(undo);
    const db = await openDatabase({ databaseUrl, dataDir: join(folder, 'embedded') });
    undo.push(() => db.close());
    const sql = connect(db.url, { max: 4 });
    undo.push(() => sql.end());
    const settings = { mode, redisUrl, queuePrefix: PREFIX, fileHost: 'bench', jobLockMs: 30_000 };
    const queues = await openQueues(settings, db.url);
    undo.push(() => queues.close());
    if (redisUrl !== null) undo.push(() => dropKeys(redisUrl));
    const limits = { timeoutMs: 1000, maxBytes: 1, allowPrivateHosts: false, contact: null };
    const fetcher = createFetcher(limits);
    undo.push(() => fetcher.close());
    const log = { debug: () => undefined, warn: say, error: say };
    const share: Omit<WorkerContext, 'decide'> = { db, queues, fetcher, taxonomyVersion: 'bench', log };

    let ceiling: Ceiling | null = null;
    const best = new Map<string, number>();
    for (let run = 0; run < runs; run += 1) {
      const measured = await measureCeiling(sql, rows);
      if (measured.rowsPerSecond > (ceiling?.rowsPerSecond ?? 0)) ceiling = measured;
      for (const [name, decide] of deciders()) {
        await sql`truncate runs, sources, postings, dead_letters cascade`;
        const seconds = await secondsForRun({ ...share, decide }, file, rows.length);
        best.set(name, Math.max(best.get(name) ?? 0, rows.length / seconds));
      }
    }
    if (ceiling === null) return;
    say(
      `${mode} (PostgreSQL ${db.serverVersion}): ceiling ${rate(ceiling.rowsPerSecond)} rows/s ` +
        `(insert ${rate(ceiling.insertedPerSecond)}, read and update ${rate(ceiling.updatedPerSecond)})`,
    );
    for (const [name, postingsPerSecond] of best) {
      const share = ((100 * postingsPerSecond) / ceiling.rowsPerSecond).toFixed(1);
      say(`${mode}: pipeline ${name} ${rate(postingsPerSecond)} postings/s, ${share} % of the ceiling`);
    }
  } finally {
    for (const step of undo.toReversed()) await step();
  }
}

/** A database of the bench's own on the given server; its URL. */
async function makeDatabase(undo: (() => Promise<unknown>)[]): Promise<string> {
  const server = process.env['DATABASE_URL'] ?? LOCAL_POSTGRES;
  await onServer(server, `create database ${DATABASE}`);
  undo.push(() => onServer(server, `drop database ${DATABASE} with (force)`));
  return withDatabaseName(server, DATABASE);
}

/** The pipeline as it is, and without the work of deciding: the difference is what classification costs. */
function deciders(): [string, WorkerContext['decide']][] {
  const taxonomy = loadTaxonomy();
  const shared = classify({ title: 'Backend Developer', description: '' }, taxonomy);
  return [
    ['with classification', (posting) => classify(posting, taxonomy, { evidence: true })],
    ['without (one verdict for all)', () => shared],
  ];
}

async function secondsForRun(ctx: WorkerContext, file: string, count: number): Promise<number> {
  const runId = await createRun(ctx.db, { command: 'bench', request: {}, mode: ctx.db.mode, taxonomy: null });
  const started = performance.now();
  await submitSources(ctx, runId, [{ kind: 'file', locator: file, named: file, format: null, map: null }]);
  const workers = startWorkers(ctx);
  const outcome = await watchRun(ctx, runId);
  const seconds = (performance.now() - started) / 1000;
  await workers.stop();
  if (outcome.status !== 'done' || outcome.progress.classified !== count) {
    throw new Error(`the run ended ${outcome.status}: ${JSON.stringify(outcome.progress)}`);
  }
  return seconds;
}

function rate(perSecond: number): string {
  return Math.round(perSecond).toLocaleString('en-US');
}

async function onServer(url: string, statement: string): Promise<void> {
  const sql = connect(url, { max: 1, connect_timeout: 3 });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

async function dropKeys(redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl);
  try {
    const keys = await redis.keys(`${PREFIX}:*`);
    if (keys.length > 0) await redis.del(...keys);
  } finally {
    redis.disconnect();
  }
}

await main(process.argv.slice(2));
