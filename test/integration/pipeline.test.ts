import { expect, test } from 'vitest';
import { Readable } from 'node:stream';
import { join } from 'node:path';
import { makePostings } from '../../bench/postings.js';
import { getRun } from '../../src/db/runs.js';
import { listDeadLetters } from '../../src/db/dead-letters.js';
import { retryDeadLetters } from '../../src/workers/dead-letter.js';
import { listFailedJobs } from '../../src/workers/failed-jobs.js';
import { ingestStdin } from '../../src/workers/ingest-stdin.js';
import { queueStatus } from '../../src/workers/queue-status.js';
import { sharedGate } from '../../src/workers/shared-gate.js';
import { submitSources } from '../../src/workers/submit.js';
import { watchRun } from '../../src/workers/watch-run.js';
import { describeEachBackend } from '../support/backends.js';
import { startSource, type TestSource } from './support/http-source.js';
import { fakeVerdict, sourceOf, submit, until, writeLines } from './support/pipeline.js';
import { useStage } from './support/stage.js';

const COUNT = 600;
const postings = [...makePostings(COUNT, { seed: 1, chars: 300 })];

describeEachBackend('the walk from a source to classified rows', (backend) => {
  const stage = useStage(backend);

  async function server(): Promise<TestSource> {
    const source = await startSource();
    stage.cleanups.push(source.close);
    return source;
  }

  test('a file with bad lines: the good ones are classified, the bad ones reported with their place', async () => {
    const lines: (object | string)[] = [...postings];
    lines.splice(100, 0, '{"title": "cut off');
    lines.splice(400, 0, 'not JSON at all');
    const runId = await stage.submitFile(lines);
    stage.work();
    const seen: number[] = [];
    const outcome = await watchRun(stage.ctx, runId, { onProgress: (p) => seen.push(p.classified) });

    expect(outcome.status).toBe('partial');
    expect(outcome.progress).toMatchObject({
      sourcesDone: 1,
      sourcesTotal: 1,
      found: COUNT,
      added: COUNT,
      changed: 0,
      unchanged: 0,
      repeated: 0,
      skipped: 2,
      pending: 0,
      classified: COUNT,
      failed: 0,
    });
    expect(outcome.progress.bytes).toBe(outcome.progress.totalBytes);
    expect(seen.at(-1)).toBe(COUNT);
    const run = await getRun(stage.ctx.db, runId);
    expect(run).toMatchObject({ status: 'partial', counts: { classified: COUNT, issues: 2 } });
    expect(run?.issues.map(({ at, code }) => [at, code])).toEqual([
      ['line 101', 'invalid-json'],
      ['line 401', 'invalid-json'],
    ]);
    await stage.allClassifiedOnce(COUNT);
  });

  test('the same file again changes nothing but the last sighting; changed text is classified again', async () => {
    const file = await writeLines(join(stage.folder, 'jobs.ndjson'), postings);
    stage.work();
    await watchRun(stage.ctx, await submit(stage.ctx, [sourceOf(file)]));
    const before = await stage.db.one('select min(last_seen)::text from postings');

    const again = await watchRun(stage.ctx, await submit(stage.ctx, [sourceOf(file)]));
    expect(again.status).toBe('done');
    expect(again.progress).toMatchObject({ found: COUNT, added: 0, unchanged: COUNT, classified: 0 });
    expect(
      await stage.db.one(`select count(*)::int from postings where last_seen <= '${String(before)}'`),
    ).toBe(0);
    await stage.allClassifiedOnce(COUNT);

    const [first, ...rest] = postings;
    await writeLines(file, [{ ...first, title: 'Senior Gardener' }, ...rest]);
    const changed = await watchRun(stage.ctx, await submit(stage.ctx, [sourceOf(file)]));
    expect(changed.progress).toMatchObject({ changed: 1, unchanged: COUNT - 1, classified: 1 });
    const twice = [...(await stage.db.writes())].filter(([, times]) => times === 2).map(([id]) => id);
    expect(twice).toEqual(await stage.db.column("select id from postings where title = 'Senior Gardener'"));
  });

  test('a page that did not change costs one 304, and its postings count as seen', async () => {
    const source = await server();
    const posting = { title: 'Weaver', description: 'Weaves wool all day long.' };
    source.answer = { status: 200, body: source.pageWith(posting), headers: { etag: '"v1"' } };
    stage.work();
    await watchRun(stage.ctx, await submit(stage.ctx, [sourceOf(source.url)]));
    const before = await stage.db.one('select min(last_seen)::text from postings');

    source.answer = { status: 304, body: '', headers: { etag: '"v1"' } };
    const again = await watchRun(stage.ctx, await submit(stage.ctx, [sourceOf(source.url)]));
    expect(again).toMatchObject({
      status: 'done',
      progress: { found: 1, unchanged: 1, added: 0, classified: 0 },
    });
    expect(source.asked.at(-1)).toBe('"v1"');
    expect(source.requests).toBe(2);
    expect(
      await stage.db.one(`select count(*)::int from postings where last_seen > '${String(before)}'`),
    ).toBe(1);

    // Read in another way it is another reading, which must not be told by the version of this one.
    const mapped = { ...sourceOf(source.url), map: { title: 'name' } };
    source.answer = { status: 200, body: source.pageWith(posting), headers: { etag: '"v1"' } };
    await watchRun(stage.ctx, await submit(stage.ctx, [mapped]));
    expect(source.asked.at(-1)).toBeUndefined();
  });

  test('a source with a fault in it is read again although its version still stands', async () => {
    const source = await server();
    source.answer = {
      status: 200,
      body: '{"title":"Weaver","description":"Weaves wool."}\nnot json\n{"title":"Dyer","description":"Dyes wool."}',
      headers: { etag: '"v1"', 'content-type': 'application/x-ndjson' },
    };
    stage.work();
    await watchRun(stage.ctx, await submit(stage.ctx, [sourceOf(source.url)]));
    await watchRun(stage.ctx, await submit(stage.ctx, [sourceOf(source.url)]));
    expect(source.asked).toEqual([undefined, undefined]);
  });

  test('workers share the turns at a host', async () => {
    const limits = { concurrency: 1, delayMs: 40 };
    const [one, two] = [sharedGate(stage.ctx.db, limits), sharedGate(stage.ctx.db, limits)];
    const signal = new AbortController().signal;
    const order: string[] = [];
    const first = await one.enter('a.example', 0, signal);
    const second = two.enter('a.example', 0, signal).then((turn) => {
      order.push('second in');
      return turn;
    });
    await (await two.enter('b.example', 0, signal)).end();
    order.push('first out');
    await first.end(60);
    await (await second).end();
    expect(order).toEqual(['first out', 'second in']);
    const free = await stage.db.one('select count(*)::int from host_turns where holder is not null');
    expect(free).toBe(0);
  });

  test('as many turns as allowed at the same time, and not one more', async () => {
    const gate = sharedGate(stage.ctx.db, { concurrency: 2, delayMs: 0 });
    const signal = new AbortController().signal;
    let inside = 0;
    let most = 0;
    const visit = async (): Promise<void> => {
      const turn = await gate.enter('c.example', 0, signal);
      most = Math.max(most, ++inside);
      await stage.db.one('select 1');
      inside--;
      await turn.end();
    };
    await Promise.all(Array.from({ length: 8 }, visit));
    expect(most).toBeLessThanOrEqual(2);
    expect(await stage.db.one("select count(*)::int from host_turns where host = 'c.example'")).toBe(2);
  });

  test('a posting whose text could not be read this time keeps the one it had', async () => {
    const source = await server();
    const answer = (description: string) => ({
      status: 200,
      body: JSON.stringify([{ id: '7', company: 'Brightloom', title: 'Weaver', description }]),
      headers: { 'content-type': 'application/json' },
    });
    stage.work();
    source.answer = answer('Weaves wool all day long.');
    await watchRun(stage.ctx, await submit(stage.ctx, [sourceOf(source.url)]));
    source.answer = answer('');
    const again = await watchRun(stage.ctx, await submit(stage.ctx, [sourceOf(source.url)]));
    expect(again.progress).toMatchObject({ found: 1, unchanged: 1, classified: 0 });
    expect(await stage.db.one('select description from postings')).toBe('Weaves wool all day long.');
    source.answer = answer('Weaves linen.');
    await watchRun(stage.ctx, await submit(stage.ctx, [sourceOf(source.url)]));
    expect(await stage.db.one('select description from postings')).toBe('Weaves linen.');
  });

  test('a source that is not there leaves a dead letter with its reason, and the others go on', async () => {
    const source = await server();
    source.answer = { status: 404, body: 'gone' };
    const file = await writeLines(join(stage.folder, 'jobs.ndjson'), postings.slice(0, 20));
    const runId = await submit(stage.ctx, [sourceOf(source.url), sourceOf(file)]);
    stage.work();
    const outcome = await watchRun(stage.ctx, runId);
    expect(outcome).toMatchObject({ status: 'partial', progress: { sourcesDone: 2, classified: 20 } });
    const [letter, ...more] = await listDeadLetters(stage.ctx.db, { limit: 10 });
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ queue: 'ingest', runId, code: 'http-not-found', attempts: 1 });
    expect(await listFailedJobs(stage.ctx, { limit: 10 })).toMatchObject([
      { id: letter?.id, source: source.url, postings: null, runId, code: 'http-not-found' },
    ]);
    const run = await getRun(stage.ctx.db, runId);
    expect(run?.issues).toMatchObject([{ source: source.url, at: null, code: 'http-not-found' }]);
    expect(run?.sources.map(({ kind, status }) => [kind, status]).toSorted()).toEqual([
      ['file', 'done'],
      ['url', 'failed'],
    ]);
  });

  test('a server that is down is tried again, given up, and read by `retry` once it is back', async () => {
    const source = await server();
    source.answer = { status: 503, body: 'busy' };
    const runId = await submit(stage.ctx, [sourceOf(source.url)]);
    stage.work();
    expect(await watchRun(stage.ctx, runId)).toMatchObject({ status: 'failed' });
    expect(source.requests).toBeGreaterThanOrEqual(2);
    expect(await listDeadLetters(stage.ctx.db, { limit: 10 })).toMatchObject([
      { code: 'http-status', attempts: 2 },
    ]);

    source.answer = {
      status: 200,
      body: source.pageWith({ title: 'Senior Data Engineer', description: 'Spark.' }),
    };
    expect(await retryDeadLetters(stage.ctx, { runId })).toBe(1);
    expect(await getRun(stage.ctx.db, runId)).toMatchObject({ status: 'running' });
    const outcome = await watchRun(stage.ctx, runId);
    expect(outcome).toMatchObject({ status: 'done', progress: { added: 1, classified: 1 } });
    expect(await getRun(stage.ctx.db, runId)).toMatchObject({ status: 'done', issues: [] });
    expect(await listDeadLetters(stage.ctx.db, { limit: 10 })).toEqual([]);
    expect(await retryDeadLetters(stage.ctx)).toBe(0);
  });

  test('a posting that the classifier chokes on costs that posting alone', async () => {
    const broken = await stage.open({
      decide: (posting) => {
        if (posting.title === 'Poison') throw new Error('cannot read this');
        return fakeVerdict(posting);
      },
    });
    const runId = await stage.submitFile([
      ...postings.slice(0, 30),
      { id: 'p', title: 'Poison', description: 'x' },
    ]);
    const workers = stage.work({}, broken);
    expect(await watchRun(broken, runId)).toMatchObject({
      status: 'partial',
      progress: { classified: 30, failed: 1, pending: 0 },
    });
    const letters = await listDeadLetters(stage.ctx.db, { limit: 10 });
    expect(letters).toMatchObject([{ queue: 'classify', code: 'classification-failed' }]);
    expect(await listFailedJobs(stage.ctx, { limit: 10 })).toMatchObject([
      { source: null, postings: 1, runId },
    ]);
    await workers.stop();

    stage.work();
    await retryDeadLetters(stage.ctx);
    await until('the posting is classified', async () => (await stage.db.writes()).size === 31);
    await stage.allClassifiedOnce(31);
  });

  test('a job that nobody can read becomes a dead letter, and `retry` leaves it open', async () => {
    await stage.ctx.queues.classify.add('classify', { of: 'a later version' });
    stage.work();
    await until(
      'it is given up',
      async () => (await listDeadLetters(stage.ctx.db, { limit: 10 })).length === 1,
    );
    expect(await retryDeadLetters(stage.ctx)).toBe(0);
    expect(await listDeadLetters(stage.ctx.db, { limit: 10 })).toMatchObject([
      { queue: 'classify', code: 'internal', payload: { of: 'a later version' } },
    ]);
    expect(await listFailedJobs(stage.ctx, { limit: 10 })).toMatchObject([{ source: null, postings: null }]);
  });

  test('stdin is read by the process that has it', async () => {
    const specs = [{ kind: 'stdin', locator: 'stdin', named: '-', format: 'ndjson', map: null } as const];
    const runId = await submit(stage.ctx, []);
    const source = await submitSources(stage.ctx, runId, specs);
    if (source === null) throw new Error('stdin was queued');
    stage.work();
    const stdin = Readable.from(
      postings.slice(0, 40).map((posting) => `${JSON.stringify(posting)}\n`),
      {
        objectMode: false,
      },
    );
    await ingestStdin(stage.ctx, runId, source, stdin, new AbortController().signal);
    expect(await watchRun(stage.ctx, runId)).toMatchObject({
      status: 'done',
      progress: { added: 40, classified: 40 },
    });
  });

  test('two workers at once share the sources and classify each posting once', async () => {
    const files = await Promise.all(
      [2, 3, 4].map((seed) =>
        writeLines(join(stage.folder, `${seed}.ndjson`), makePostings(500, { seed, chars: 300 })),
      ),
    );
    // The same postings in two more files: two jobs move the same rows while they are being classified.
    files.push(
      await writeLines(join(stage.folder, 'more.ndjson'), makePostings(500, { seed: 2, chars: 300 })),
    );
    const runId = await submit(stage.ctx, files.map(sourceOf));
    stage.work();
    stage.work({}, await stage.open());
    const outcome = await watchRun(stage.ctx, runId);
    expect(outcome).toMatchObject({ status: 'done', progress: { found: 2000, added: 1500, repeated: 500 } });
    await stage.allClassifiedOnce(1500);
  });

  test('a graceful stop finishes the batch under way and leaves the rest for the next worker', async () => {
    const total = 3000;
    const slow = await stage.open({
      decide: (posting) => {
        const end = performance.now() + 0.2;
        while (performance.now() < end);
        return fakeVerdict(posting);
      },
    });
    const runId = await stage.submitFile(makePostings(total, { seed: 5, chars: 300 }));
    const workers = stage.work({}, slow);
    await until('some are classified', async () => (await stage.db.writes()).size > 0);
    await workers.stop();

    const done = (await stage.db.writes()).size;
    expect(done).toBeLessThan(total);
    const status = await queueStatus(stage.ctx);
    expect(status.queues.map(({ active }) => active)).toEqual([0, 0, 0]);
    expect(await stage.db.one("select count(*)::int from postings where state = 'classified'")).toBe(done);

    stage.work();
    expect(await watchRun(stage.ctx, runId)).toMatchObject({
      status: 'done',
      progress: { found: total, added: total, repeated: 0, classified: total },
    });
    await stage.allClassifiedOnce(total);
  });

  test('the status tells of waiting jobs, workers and the backlog', async () => {
    const file = await writeLines(join(stage.folder, 'jobs.ndjson'), postings.slice(0, 10));
    const source = await server();
    await submit(stage.ctx, [sourceOf(file), sourceOf(source.url)]);
    expect(await queueStatus(stage.ctx)).toMatchObject({
      backend: backend.mode === 'full' ? 'redis' : 'postgres',
      queues: [
        { name: 'ingest', waiting: 1, active: 0, delayed: 0, workers: 0 },
        { name: 'ingest@test-host', waiting: 1, workers: 0 },
        { name: 'classify', waiting: 0, workers: 0 },
      ],
      pending: 0,
      oldestPending: null,
      deadLetters: 0,
    });
    stage.work({ only: 'ingest' });
    await until('the postings are stored', async () => (await queueStatus(stage.ctx)).pending === 10);
    await until('the workers are known', async () => {
      const { queues } = await queueStatus(stage.ctx);
      return queues[0]?.workers === 1 && queues[1]?.workers === 1 && queues[2]?.workers === 0;
    });
    // The sweep of a worker that starts may hand over what ingest is about to: twice is harmless, never is not.
    const waiting = async (): Promise<number> => (await queueStatus(stage.ctx)).queues[2]?.waiting ?? 0;
    await until('they are queued', async () => (await waiting()) >= 1);
    expect(await waiting()).toBeLessThanOrEqual(2);
    const status = await queueStatus(stage.ctx);
    expect(Date.parse(status.oldestPending ?? '')).not.toBeNaN();
  });
});
