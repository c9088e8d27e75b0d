/** Puts postings and verdicts into a test database. */
import { sql } from 'drizzle-orm';
import { classifyBatch } from '../../src/db/classify-batch.js';
import type { Database } from '../../src/db/database.js';
import { upsertPostings } from '../../src/db/postings.js';
import { addRunSource } from '../../src/db/run-sources.js';
import { createRun } from '../../src/db/runs.js';
import type { Posting } from '../../src/domain/posting.js';
import type { Verdict } from '../../src/domain/verdict.js';
import { makeVerdict } from './postings.js';

/** Removes every row. Deleted, not truncated: that waits for the disk, eight tables of it before each test. */
export async function emptyTables(d: Database): Promise<void> {
  await d.orm.execute(
    sql.raw(`
    delete from dead_letters; delete from postings; delete from run_issues;
    delete from run_sources; delete from runs; delete from sources;
  `),
  );
}

/** A run with one source. */
export async function startRun(
  d: Database,
  locator = '/data/jobs.ndjson',
): Promise<{ runId: string; sourceRef: number }> {
  const runId = await createRun(d, {
    command: 'run',
    request: { sources: [locator] },
    mode: 'postgres',
    taxonomy: 'tax-1',
  });
  return { runId, sourceRef: await addRunSource(d, runId, { locator, kind: 'file' }) };
}

/** Stores postings as pending ones of a new run. */
export async function storePostings(d: Database, postings: Posting[]): Promise<string> {
  const { runId, sourceRef } = await startRun(d);
  await upsertPostings(d, { runId, sourceRef, attempt: 1, postings });
  return runId;
}

/** Stores postings with their verdicts. */
export async function storeClassified(d: Database, entries: [Posting, Partial<Verdict>][]): Promise<string> {
  const runId = await storePostings(
    d,
    entries.map(([posting]) => posting),
  );
  const verdicts = new Map(entries.map(([posting, verdict]) => [posting.id, makeVerdict(verdict)]));
  await classifyBatch(d, [...verdicts.keys()], (posting) => verdicts.get(posting.id) ?? makeVerdict());
  return runId;
}
