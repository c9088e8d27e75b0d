import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { getRun } from '../../src/db/runs.js';
import { watchRun } from '../../src/workers/watch-run.js';
import { describeEachBackend } from '../support/backends.js';
import { sourceOf, submit, writeLines } from './support/pipeline.js';
import { useStage } from './support/stage.js';

const TEXT = Array.from({ length: 120 }, (_, n) => `word${n}`).join(' ');

interface Board {
  url: string;
  /** Numbers of the postings on it; a string is sent as it is. */
  listed: readonly number[] | string;
  status: number;
}

const jobOf = (id: number) => ({
  id,
  title: `Engineer ${id}`,
  company_name: 'Brightloom',
  absolute_url: `https://boards.greenhouse.io/brightloom/jobs/${id}`,
  content: `&lt;p&gt;We look for number ${id}.&lt;/p&gt;`,
  location: { name: 'Leeds' },
});

describeEachBackend(
  'the life of postings',
  (backend) => {
    const stage = useStage(backend);

    async function startBoard(name = 'brightloom'): Promise<Board> {
      const server = createServer((request, response) => {
        const one = /\/jobs\/(\d+)$/.exec(request.url ?? '')?.[1];
        const body =
          one !== undefined
            ? JSON.stringify(jobOf(Number(one)))
            : typeof board.listed === 'string'
              ? board.listed
              : JSON.stringify({ jobs: board.listed.map(jobOf) });
        response.writeHead(board.status, { 'content-type': 'application/json' });
        response.end(body);
      });
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('no TCP port');
      stage.cleanups.push(async () => {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      });
      const url = `http://127.0.0.1:${address.port}/v1/boards/${name}/jobs`;
      const board: Board = { url, listed: [], status: 200 };
      return board;
    }

    const read = async (...locators: string[]) => {
      const runId = await submit(stage.ctx, locators.map(sourceOf));
      await watchRun(stage.ctx, runId);
      const run = await getRun(stage.ctx.db, runId);
      if (run === null) throw new Error('the run is gone');
      return run;
    };
    /** Numbers of the postings that some source lists. */
    const open = () =>
      stage.db.column(`
        select source_id::int from postings p
        where exists (select from posting_sources l where l.posting_id = p.id and l.closed_at is null) order by 1`);

    test('what a board lists no more is closed, what returns is reopened', async () => {
      const board = await startBoard();
      stage.work();
      board.listed = [1, 2, 3];
      expect(await read(board.url)).toMatchObject({ status: 'done', counts: { added: 3, closed: 0 } });
      board.listed = [1];
      expect((await read(board.url)).counts).toMatchObject({ unchanged: 1, closed: 2, reopened: 0 });
      expect(await open()).toEqual([1]);
      board.listed = [1, 3, 4];
      const run = await read(board.url);
      expect(run.counts).toMatchObject({ added: 1, unchanged: 2, closed: 0, reopened: 1 });
      expect(run.sources).toMatchObject([{ closed: 0, reopened: 1, reasons: {} }]);
      board.listed = [];
      expect((await read(board.url)).counts).toMatchObject({ found: 0, closed: 3 });
      expect(await open()).toEqual([]);
    });

    test.each<[string, Partial<Board>, string]>([
      ['failed', { status: 500 }, ''],
      ['is gone', { status: 404 }, ''],
      ['broke off', { listed: JSON.stringify({ jobs: [jobOf(1), jobOf(2)] }).slice(0, -50) }, ''],
      ['gave an error for a list', { listed: '{"error":"try later"}' }, ''],
      ['could not be read in part', { listed: JSON.stringify({ jobs: [jobOf(1), { id: 2 }] }) }, ''],
      ['was of one posting', { listed: [] }, '/1'],
    ])('a reading that %s closes nothing', async (_, next, path) => {
      const board = await startBoard();
      stage.work();
      board.listed = [1, 2];
      await read(board.url);
      Object.assign(board, next);
      expect((await read(`${board.url}${path}`)).counts.closed).toBe(0);
      expect(await open()).toEqual([1, 2]);
    });

    test.each<[string, string]>([
      ['is no JSON', '{"id":2,"title":"Engineer" "2"}'],
      ['says nothing', '{"id":2,"absolute_url":"https://boards.greenhouse.io/brightloom/jobs/2"}'],
    ])('a record that %s keeps its own posting from being closed, not the board', async (_, broken) => {
      const board = await startBoard();
      stage.work();
      board.listed = [1, 2, 3];
      await read(board.url);
      board.listed = `{"jobs":[${JSON.stringify(jobOf(1))},${broken}]}`;
      const run = await read(board.url);
      expect(run.counts).toMatchObject({ closed: 1, skipped: 1 });
      expect(await open()).toEqual([1, 2]);
    });

    test('files close nothing, unless they are said to list everything; reasons are counted', async () => {
      stage.work();
      const file = join(stage.folder, 'jobs.ndjson');
      const line = (id: number) => ({ id, company: 'Brightloom', title: `Nurse ${id}` });
      await writeLines(file, [line(1), line(2), 'no JSON', 'neither', { id: 5 }]);
      expect((await read(file)).sources).toMatchObject([
        { skipped: 3, reasons: { 'invalid-json': 2, 'empty-posting': 1 } },
      ]);
      await writeLines(file, [line(1)]);
      expect((await read(file)).counts.closed).toBe(0);
      const runId = await submit(stage.ctx, [{ ...sourceOf(file), complete: true }]);
      await watchRun(stage.ctx, runId);
      expect((await getRun(stage.ctx.db, runId))?.counts).toMatchObject({ unchanged: 1, closed: 1 });
      expect(await open()).toEqual([1]);
    });

    test('one job in many cities is one posting, whoever of several workers classifies which', async () => {
      const postings = Array.from({ length: 600 }, (_, n) => ({
        id: n,
        company: n % 2 === 0 ? 'Brightloom Ltd' : 'BRIGHTLOOM',
        title: `Weaver ${n % 3} - Town ${n}`,
        location: `Town ${n}`,
        description: `${TEXT} of kind ${n % 3}. You work in Town ${n}.`,
      }));
      const files = await Promise.all(
        [0, 1].map((part) =>
          writeLines(join(stage.folder, `${part}.ndjson`), postings.slice(part * 300, part * 300 + 300)),
        ),
      );
      stage.work();
      stage.work({}, await stage.open());
      await read(...files);
      expect(await stage.db.one('select count(*)::int from posting_copies where canonical_id is null')).toBe(
        3,
      );
      const wrong = await stage.db.one(`
        select count(*)::int from posting_copies k join postings p on p.id = k.posting_id
          join postings q on q.id = coalesce(k.canonical_id, k.posting_id)
        where (p.first_seen, p.id) < (q.first_seen, q.id) or left(p.title, 8) <> left(q.title, 8)`);
      expect(wrong).toBe(0);
    });
  },
  ['embedded', 'postgres', 'full'],
);
