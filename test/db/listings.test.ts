import { sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { classifyBatch } from '../../src/db/classify-batch.js';
import { claimSource } from '../../src/db/ingest-jobs.js';
import { finishReading, type Reading } from '../../src/db/listings.js';
import { markAllSeen } from '../../src/db/mark-seen.js';
import { upsertPostings } from '../../src/db/postings.js';
import { queryPostings } from '../../src/db/query.js';
import { addRunSource, listRunSources, startRunSource } from '../../src/db/run-sources.js';
import { createRun } from '../../src/db/runs.js';
import { describeEachDatabase } from '../support/backends.js';
import { idOf, makePosting, makeVerdict } from '../support/postings.js';
import { emptyTables } from '../support/store.js';

const COUNTS = { found: 0, added: 0, changed: 0, unchanged: 0, repeated: 0, skipped: 0, bytes: 0 };
const BOARD = 'https://boards.example/acme';

describeEachDatabase('listings', (database) => {
  beforeEach(() => emptyTables(database()));

  const newRun = (): Promise<string> =>
    createRun(database(), { command: 'run', request: [], mode: 'postgres', taxonomy: null });
  /** Begins to read a board, in a run of its own or (again) in a given one. */
  const begin = async (locator = BOARD, run?: string): Promise<Reading> => {
    const runId = run ?? (await newRun());
    const sourceId = await addRunSource(database(), runId, { locator, kind: 'url' });
    const attempt = (await claimSource(database(), runId, sourceId)) ?? 0;
    await startRunSource(database(), runId, sourceId, attempt, null);
    return { runId, sourceId, attempt };
  };
  const see = (reading: Reading, ...names: string[]) =>
    upsertPostings(database(), {
      ...reading,
      sourceRef: reading.sourceId,
      postings: names.map((name) => makePosting(name)),
    });
  const finish = (reading: Reading, lost: string[] | null = []) =>
    finishReading(database(), reading, { ...COUNTS, status: 'done' }, lost);
  const read = async (locator: string, ...names: string[]) => {
    const reading = await begin(locator);
    await see(reading, ...names);
    return finish(reading);
  };
  const those = async (state: 'open' | 'closed'): Promise<string[]> => {
    const rows = await database().orm.execute<{ id: string }>(sql`select id from postings`);
    await classifyBatch(
      database(),
      rows.map(({ id }) => id),
      () => makeVerdict(),
    );
    const page = await queryPostings(database(), { state, copies: 'all' }, { limit: 100, cursor: null });
    return page.rows.map((row) => row.title.replace('Backend Developer ', '')).toSorted();
  };

  it('closes what a complete reading lists no more, and reopens what comes back', async () => {
    expect(await read(BOARD, 'a', 'b', 'c')).toEqual({ closed: 0, reopened: 0 });
    expect(await read(BOARD, 'a')).toEqual({ closed: 2, reopened: 0 });
    expect([await those('open'), await those('closed')]).toEqual([['a'], ['b', 'c']]);
    expect(await read(BOARD, 'a', 'b')).toEqual({ closed: 0, reopened: 1 });
    expect([await those('open'), await those('closed')]).toEqual([['a', 'b'], ['c']]);
    expect(await read(BOARD)).toEqual({ closed: 2, reopened: 0 });
    expect(await those('open')).toEqual([]);
  });

  it('keeps the counts with the source of the run', async () => {
    await read(BOARD, 'a', 'b');
    await read(BOARD, 'a');
    const reading = await begin();
    await see(reading, 'b');
    await finish(reading);
    expect(await listRunSources(database(), reading.runId)).toMatchObject([{ closed: 1, reopened: 1 }]);
  });

  it('closes nothing after a reading that is not complete', async () => {
    await read(BOARD, 'a', 'b');
    const reading = await begin();
    await see(reading, 'a');
    expect(await finish(reading, null)).toEqual({ closed: 0, reopened: 0 });
    expect(await those('open')).toEqual(['a', 'b']);
  });

  it.each([
    ['its id', '{"id": "b", "title": "Weaver" "x"}', ['a', 'b']],
    ['its address', 'https://jobs.example/b?x=1', ['a', 'b']],
    ['ids that only hold its own', '{"id": "ab", "title": "b2"}', ['a']],
    ['nothing of it', 'null', ['a']],
  ])('a lost record with %s keeps its own posting only', async (_, words, open) => {
    await read(BOARD, 'a', 'b', 'c.*');
    const reading = await begin();
    await see(reading, 'a');
    await finish(reading, [words]);
    expect(await those('open')).toEqual(open);
  });

  it('a posting without id and address may be any lost record', async () => {
    const reading = await begin();
    const postings = [makePosting('x', { sourceId: null, url: null }), makePosting('y')];
    await upsertPostings(database(), { ...reading, sourceRef: reading.sourceId, postings });
    await finish(reading);
    expect(await finish(await begin(), ['{"title":"z"}'])).toMatchObject({ closed: 1 });
    expect(await those('open')).toEqual(['x']);
    expect(await finish(await begin())).toMatchObject({ closed: 1 });
  });

  it('a posting of two sources is closed when both have closed it', async () => {
    const other = 'https://jobs.example/acme';
    await read(BOARD, 'a');
    await read(other, 'a');
    await read(BOARD);
    expect(await those('open')).toEqual(['a']);
    await read(other);
    expect(await those('closed')).toEqual(['a']);
    await read(BOARD, 'a');
    expect(await those('open')).toEqual(['a']);
  });

  it('says when', async () => {
    await read(BOARD, 'a', 'b');
    await read(BOARD, 'b');
    await those('open');
    const { rows } = await queryPostings(database(), { copies: 'all' }, { limit: 5, cursor: null });
    const [a, b] = ['a', 'b'].map((name) => rows.find((row) => row.id === idOf(name)));
    expect(b).toMatchObject({ closedAt: null, sources: [BOARD] });
    expect(a?.closedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(Date.parse(a?.closedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(a?.firstSeen ?? ''));
    expect(Date.parse(b?.lastSeen ?? '')).toBeGreaterThan(Date.parse(a?.lastSeen ?? ''));
  });

  it('a retried job counts what it closed and reopened once, whichever attempt saw it', async () => {
    await read(BOARD, 'a', 'b', 'gone');
    await read(BOARD, 'a', 'gone');
    const first = await begin();
    await see(first, 'a', 'b');
    const second = await begin(BOARD, first.runId);
    expect(await finish(first)).toBeNull();
    await see(second, 'b', 'a');
    expect(await finish(second)).toEqual({ closed: 1, reopened: 1 });
  });

  it('of two runs at once none closes what the other has seen since it began', async () => {
    await read(BOARD, 'a');
    const early = await begin();
    const late = await begin();
    await see(late, 'a', 'new');
    await finish(late);
    await see(early, 'a');
    expect(await finish(early)).toEqual({ closed: 0, reopened: 0 });
    expect(await those('open')).toEqual(['a', 'new']);
  });

  it('a reading that began before another one closed a posting does not reopen it', async () => {
    await read(BOARD, 'a', 'gone');
    const early = await begin();
    const late = await begin();
    await see(late, 'a');
    expect(await finish(late)).toEqual({ closed: 1, reopened: 0 });
    await see(early, 'a', 'gone');
    expect(await finish(early)).toEqual({ closed: 0, reopened: 0 });
    expect(await those('closed')).toEqual(['gone']);
  });

  it('runs at once on the same board do not get in each other’s way', async () => {
    const names = Array.from({ length: 60 }, (_, i) => `p${i}`);
    await read(BOARD, ...names);
    const readings = await Promise.all([begin(), begin(), begin()]);
    await Promise.all(
      readings.map(async (reading, n) => {
        await see(reading, ...(n % 2 === 0 ? names.slice(0, 40) : names.slice(0, 40).toReversed()));
        await finish(reading);
      }),
    );
    expect((await those('closed')).length).toBe(20);
  });

  it('an unchanged board counts as seen, but for what was closed before', async () => {
    await read(BOARD, 'a', 'b', 'gone');
    await read(BOARD, 'a', 'b');
    const reading = await begin();
    expect(await markAllSeen(database(), reading)).toBe(2);
    expect(await finish(reading)).toEqual({ closed: 0, reopened: 0 });
    expect([await those('open'), await those('closed')]).toEqual([['a', 'b'], ['gone']]);
    const rows = await database().orm.execute(sql`
      select last_outcome, last_attempt from postings
      where last_run_id = ${reading.runId} and last_seen >= (select started_at from runs where id = ${reading.runId})`);
    expect([...rows]).toEqual(Array(2).fill({ last_outcome: 'unchanged', last_attempt: 1 }));
    // What another source of the run saw first stays that source's.
    const { runId } = await begin('https://jobs.example/acme');
    await see({ runId, sourceId: reading.sourceId, attempt: 1 }, 'a');
    expect(await markAllSeen(database(), await begin(BOARD, runId))).toBe(2);
  });
});
