import { beforeEach, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import { giveUpPostings } from '../../src/db/give-up.js';
import { addIssues, ISSUES_KEPT } from '../../src/db/issues.js';
import { upsertPostings } from '../../src/db/postings.js';
import { addRunSource, saveRunSource, startRunSource } from '../../src/db/run-sources.js';
import { createRun, finishRun, getRun, listRuns } from '../../src/db/runs.js';
import type { InputIssue } from '../../src/domain/errors.js';
import { describeEachDatabase } from '../support/backends.js';
import { idOf, makePosting } from '../support/postings.js';
import { emptyTables, startRun, storeClassified } from '../support/store.js';

const issue = (at: string): InputIssue => ({
  source: 'jobs.ndjson',
  at,
  code: 'invalid-json',
  message: `bad ${at}`,
});
const COUNTS = {
  found: 9,
  added: 4,
  changed: 3,
  unchanged: 1,
  repeated: 1,
  skipped: 2,
  reasons: { 'invalid-json': 2 },
  bytes: 5_000_000_000,
};

describeEachDatabase('runs', (database) => {
  beforeEach(() => emptyTables(database()));

  it('keeps what was asked and how it ended', async () => {
    const request = { sources: ['a.ndjson', '-'], note: 'nul \0 \ud83d' };
    const id = await createRun(database(), { command: 'run', request, mode: 'full', taxonomy: 'abc' });
    const running = await getRun(database(), id);
    expect(running).toMatchObject({
      id,
      command: 'run',
      mode: 'full',
      status: 'running',
      finishedAt: null,
      taxonomy: 'abc',
    });
    expect(running?.request).toEqual({ sources: ['a.ndjson', '-'], note: 'nul  \uFFFD' });
    expect(running?.startedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    await finishRun(database(), id, { status: 'failed', error: 'it broke' });
    expect(await getRun(database(), id)).toMatchObject({
      status: 'failed',
      error: 'it broke',
      finishedAt: expect.any(String),
    });
  });

  it('finds a run by the beginning of its id, when that fits one only', async () => {
    const twins = ['aaaaaaaa-0000-4000-8000-000000000001', 'aaaaaaaa-0000-4000-8000-000000000002'];
    for (const id of [...twins, 'bbbbbbbb-0000-4000-8000-000000000003']) {
      await database().orm.execute(
        sql`insert into runs (id, command, request, mode) values (${id}, 'run', '{}', 'full')`,
      );
    }
    expect((await getRun(database(), 'BBBB'))?.id).toBe('bbbbbbbb-0000-4000-8000-000000000003');
    expect((await getRun(database(), twins[1] ?? ''))?.id).toBe(twins[1]);
    await expect(getRun(database(), 'aaaa')).rejects.toMatchObject({ code: 'usage' });
    for (const unknown of ['cccc', '', 'nothex', "a' or true --", '%', '_']) {
      expect(await getRun(database(), unknown)).toBeNull();
    }
  });

  it('lists the newest first', async () => {
    const ids = [];
    for (const command of ['one', 'two', 'three']) {
      ids.push(await createRun(database(), { command, request: null, mode: 'full', taxonomy: null }));
    }
    const listed = await listRuns(database(), { limit: 2 });
    expect(listed.map((run) => run.id)).toEqual([ids[2], ids[1]]);
  });

  it('sums up its sources and what became of its postings', async () => {
    const runId = await storeClassified(database(), [
      [makePosting('a'), {}],
      [makePosting('b'), {}],
    ]);
    const second = await addRunSource(database(), runId, {
      locator: 'https://jobs.example/board',
      kind: 'url',
    });
    await upsertPostings(database(), {
      runId,
      sourceRef: second,
      attempt: 1,
      postings: [makePosting('c'), makePosting('d')],
    });
    await giveUpPostings(database(), [idOf('d')], { code: 'internal', reason: 'x', attempts: 1 });
    await saveRunSource(database(), runId, second, { ...COUNTS, status: 'partial', adapter: 'greenhouse' });
    await addIssues(database(), runId, second, [issue('line 1')]);
    await addIssues(database(), runId, null, [issue('the argument')]);
    const run = await getRun(database(), runId);
    const { bytes: _bytes, reasons: _reasons, ...sums } = COUNTS;
    expect(run?.counts).toEqual({
      sources: 2,
      ...sums,
      closed: 0,
      reopened: 0,
      issues: 2,
      classified: 2,
      pending: 1,
      failed: 1,
    });
    expect(run?.sources).toMatchObject([
      { locator: '/data/jobs.ndjson', status: 'queued', finishedAt: null, bytes: 0 },
      { ...COUNTS, status: 'partial', adapter: 'greenhouse', issues: 1, finishedAt: expect.any(String) },
    ]);
    expect(run?.issues).toEqual([issue('the argument'), issue('line 1')]);
    expect((await listRuns(database(), { limit: 1 }))[0]?.counts).toEqual(run?.counts);
  });

  it('knows a source again in another run', async () => {
    const first = await startRun(database(), '/data/x.ndjson');
    const again = await startRun(database(), '/data/x.ndjson');
    const other = await startRun(database(), '/data/y.ndjson');
    expect(again.sourceRef).toBe(first.sourceRef);
    expect(other.sourceRef).not.toBe(first.sourceRef);
  });

  it('sets counts, so that a job that starts again counts once', async () => {
    const { runId, sourceRef } = await startRun(database());
    await startRunSource(database(), runId, sourceRef, 1, 100);
    await saveRunSource(database(), runId, sourceRef, COUNTS);
    await saveRunSource(database(), runId, sourceRef, COUNTS);
    await addIssues(database(), runId, sourceRef, [issue('line 1'), issue('line 2')]);
    expect((await getRun(database(), runId))?.sources).toMatchObject([
      { found: 9, totalBytes: 100, issues: 2 },
    ]);
    await startRunSource(database(), runId, sourceRef, 2, null);
    const run = await getRun(database(), runId);
    expect(run?.sources).toMatchObject([
      { attempts: 2, status: 'running', found: 0, issues: 0, totalBytes: null },
    ]);
    expect(run?.issues).toEqual([]);
  });

  it('keeps the first thousand issues of a source and counts the others', async () => {
    const { runId, sourceRef } = await startRun(database());
    const many = Array.from({ length: ISSUES_KEPT - 1 }, (_, i) => issue(`line ${i}`));
    await addIssues(database(), runId, sourceRef, many);
    await addIssues(database(), runId, sourceRef, [issue('line last'), issue('line beyond')]);
    await addIssues(database(), runId, sourceRef, many);
    const run = await getRun(database(), runId);
    expect(run?.issues).toHaveLength(ISSUES_KEPT);
    expect(run?.issues.at(-1)?.at).toBe('line last');
    expect(run?.counts.issues).toBe(2 * ISSUES_KEPT);
  });
});
