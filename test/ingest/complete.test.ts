/** Which readings say that they saw all there is: what such a one does not list is closed. */
import { describe, expect, it } from 'vitest';
import { fileSpec, folder, readAll, serve, urlSpec } from './support.js';

const job = (id: number): object => ({
  id,
  title: `Engineer ${id}`,
  absolute_url: `https://boards.greenhouse.io/brightloom/jobs/${id}`,
  content: '&lt;p&gt;We build things.&lt;/p&gt;',
  location: { name: 'Leeds' },
});
const BOARD = '/v1/boards/brightloom/jobs';
const LINES = '{"title":"Engineer","company":"Brightloom"}\n{"title":"Nurse","company":"Brightloom"}\n';

const board = async (answer: unknown, path = BOARD) => {
  const body = JSON.stringify(answer);
  const { origin } = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(body);
  });
  return readAll(urlSpec(`${origin}${path}`));
};

describe('a board', () => {
  it('read to its end lists everything', async () => {
    expect(await board({ jobs: [job(1), job(2)] })).toMatchObject({ complete: true, failed: null });
  });
  it('without open positions lists everything too', async () => {
    expect(await board({ jobs: [] })).toMatchObject({ complete: true, postings: [] });
  });
  it.each([
    ['an error instead of a list', { error: 'try later' }],
    ['a list of another name', { message: 'down for maintenance', status: 200 }],
    ['nothing', {}],
    ['null', null],
  ])('that answers with %s does not', async (_, answer) => {
    const { complete, issues, failed } = await board(answer);
    expect(complete).toBe(false);
    expect(issues.length > 0 || failed !== null).toBe(true);
  });
  it('that breaks off does not', async () => {
    const whole = JSON.stringify({ jobs: [job(1), job(2)] });
    const { origin } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(whole.slice(0, -40));
    });
    const { complete, issues, failed } = await readAll(urlSpec(`${origin}${BOARD}`));
    expect(complete && issues.length === 0 && failed === null).toBe(false);
  });
  it.each([
    ['an id', [job(1), { id: 2 }], true],
    ['nothing to tell it by', [job(1), {}], false],
    ['an id, and nothing else is there', [{ id: 2 }], false],
  ])('with a lost record that has %s', async (_, jobs, complete) => {
    expect(await board({ jobs })).toMatchObject({ complete, issues: [{ code: 'empty-posting' }] });
  });
  it.each([
    ['its text broken', '{"id":2,"title":"a" "b"}', true],
    ['a bracket too many', '{"id":2,"title":]', false],
    ['a bracket missing', '{"id":2,"title":[}', false],
  ])('with a record that is no JSON, %s', async (_, broken, complete) => {
    const { origin } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(`{"jobs":[${JSON.stringify(job(1))},${broken},${JSON.stringify(job(3))}]}`);
    });
    const outcome = await readAll(urlSpec(`${origin}${BOARD}`));
    expect(outcome.complete).toBe(complete);
    expect(outcome.issues[0]).toMatchObject({ code: 'invalid-json' });
    expect(outcome.postings[0]?.sourceId).toBe('1');
  });
  it('of which one posting is asked for lists that one only', async () => {
    const path = `${BOARD}/1`;
    expect(await board(job(1), path)).toMatchObject({ complete: false, failed: null });
  });
});

describe('a careers page', () => {
  const pageOf = async (html: (origin: string) => string, jobs: object[]) => {
    const { origin } = await serve((request, response) => {
      const page = request.url === '/careers';
      const type = page ? 'text/html' : 'application/json';
      const known = page || (request.url ?? '').startsWith(BOARD);
      response.writeHead(known ? 200 : 404, { 'content-type': type });
      response.end(page ? html(`http://${request.headers.host ?? ''}`) : JSON.stringify({ jobs }));
    });
    return readAll(urlSpec(`${origin}/careers`));
  };
  const frame = (origin: string): string =>
    `<html><body><h1>Careers</h1><iframe src="${origin}${BOARD}"></iframe></body></html>`;

  it('that is the frame of a board lists what the board lists', async () => {
    const { adapter, complete, postings } = await pageOf(frame, [job(1), job(2)]);
    expect([adapter, complete, postings.length]).toEqual(['greenhouse board brightloom', true, 2]);
  });
  it('that states its postings itself says nothing of others', async () => {
    const posting = { '@type': 'JobPosting', title: 'Weaver', description: 'You weave.' };
    const html = `<script type="application/ld+json">${JSON.stringify(posting)}</script>`;
    expect(await pageOf(() => html, [])).toMatchObject({ complete: false, failed: null });
  });
});

describe('a file', () => {
  it('says nothing of what it does not hold', async () => {
    const path = `${folder({ 'a.ndjson': LINES })}/a.ndjson`;
    expect(await readAll(fileSpec(path))).toMatchObject({ complete: false });
  });
  it('lists everything when the person says so', async () => {
    const path = `${folder({ 'a.ndjson': LINES })}/a.ndjson`;
    expect(await readAll(fileSpec(path, { complete: true }))).toMatchObject({ complete: true });
  });
});
