import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Value } from 'typebox/value';
import type { TSchema } from 'typebox';
import { idOf, makePosting, makeSkill } from '../support/postings.js';
import { describeEachDatabase } from '../support/backends.js';
import { emptyTables, storeClassified } from '../support/store.js';
import type { App } from '../../src/server/app.js';
import { openApp, TOKEN } from './stage.js';

describeEachDatabase('the API', (database) => {
  let app: App;
  beforeAll(async () => {
    await emptyTables(database());
    app = await openApp(database());
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    await storeClassified(
      database(),
      names.map((name, n) => [
        makePosting(name, {
          title: `Backend Developer <b>${name}</b>`,
          company: n < 5 ? 'Acme, "Rope" & Co' : '=Formula',
          postedAt: `2026-0${1 + (n % 3)}-05T08:00:00Z`,
        }),
        {
          salary: { min: 50_000 + n * 1000, max: 60_000 + n * 1000, currency: 'EUR', period: 'year' },
          years: { min: n, max: null },
          skills: [makeSkill('java', { requirement: 'required' }), makeSkill('sql')],
        },
      ]),
    );
  });
  afterAll(() => app.close());

  const get = (url: string, accept?: string) =>
    app.inject({ url, ...(accept === undefined ? {} : { headers: { accept } }) });

  it('gives postings in pages, each once, with the total', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { rows: { id: string }[]; total: number; nextCursor: string | null } = (
        await get(`/api/postings?role=backend-developer&limit=3${cursor === null ? '' : `&cursor=${cursor}`}`)
      ).json();
      expect(page.total).toBe(7);
      seen.push(...page.rows.map((row) => row.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(idOf).toSorted());
  });

  it('gives one posting with its evidence, by the beginning of its id', async () => {
    const answer = await get(`/api/postings/${idOf('a').slice(0, 10)}`);
    expect(answer.json()).toMatchObject({
      posting: {
        id: idOf('a'),
        evidence: [{ rule: 'r1', quote: 'Backend Developer' }],
        copies: 0,
        closedAt: null,
      },
      copies: [],
    });
  });

  it('gives rows as CSV, formulas defused', async () => {
    const answer = await get('/api/postings?company=Formula', 'text/csv');
    expect(answer.headers['content-type']).toContain('text/csv');
    const lines = answer.body.trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(",'=Formula,");
  });

  it('gives rows as NDJSON', async () => {
    const answer = await get('/api/figures/skills', 'application/x-ndjson');
    const rows = answer.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(rows).toMatchObject([
      { skill: 'java', count: 7, of: 7, share: 1, required: 7 },
      { skill: 'sql', count: 7, of: 7, share: 1, required: 0 },
    ]);
  });

  it('prefers what the caller likes best, and says what it has', async () => {
    expect(
      (await get('/api/postings', 'text/csv;q=0.1, application/json')).headers['content-type'],
    ).toContain('json');
    expect((await get('/api/postings', 'image/png')).statusCode).toBe(406);
  });

  it('answers 304 for what the caller has already', async () => {
    const first = await get('/api/figures/shares?by=role');
    const again = await app.inject({
      url: '/api/figures/shares?by=role',
      headers: { 'if-none-match': String(first.headers['etag']) },
    });
    expect([first.statusCode, again.statusCode, again.body]).toEqual([200, 304, '']);
  });

  it.each([
    ['/api/postings?role=backend-develper', 'did you mean backend-developer'],
    ['/api/postings?limit=10000000', '1000'],
    ['/api/postings?cursor=abc', 'cursor'],
    ['/api/postings?rol=x', 'unknown "rol"'],
    ['/api/postings?since=2026-05-01&until=2026-04-01', 'later than'],
    ['/api/postings?country=Germany', 'two-letter'],
    ['/api/figures/shares?by=colour', 'expected role, family'],
    ['/api/figures/trend?by=day', 'week, month'],
    ['/api/figures/movers?before=2026-01-01..2025-01-01&after=2026-01-01..2026-02-01', 'in order'],
    ['/api/figures/compare?versus=famly%3Dbackend', 'did you mean family'],
    ['/api/postings?source=nd-json', 'source "nd-json": no posting is of it; did you mean ndjson?'],
    ['/api/postings?taxonomy=tax-0', 'no stored verdict is of this version; did you mean'],
    ['/api/figures/skills?source=workday', 'stored are ndjson'],
    ['/api/report?versus=source%3Dworkday', 'stored are ndjson'],
    ['/api/figures/compare?versus=taxonomy%3Dnone', 'no stored verdict is of this version'],
  ])('%s is refused: %s', async (url, said) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ error: { code: 'usage', message: expect.stringContaining(said) } });
  });

  it.each(["'; drop table postings; --", '<script>alert(1)</script>', '%_\\', '🦊'])(
    'takes %j for a text and nothing else',
    async (text) => {
      for (const field of ['company', 'language', ...(/[a-z]/.test(text) ? ['text'] : [])]) {
        const answer = await get(`/api/postings?${field}=${encodeURIComponent(text)}`);
        expect([field, answer.statusCode, answer.json().total]).toEqual([field, 200, 0]);
      }
    },
  );

  it('does not take a text of nothing for a text that everything contains', async () => {
    for (const field of ['company', 'text'])
      expect((await get(`/api/postings?${field}=%00`)).statusCode).toBe(400);
  });

  it('says 404 for what is not there', async () => {
    expect((await get('/api/postings/ffff')).statusCode).toBe(404);
    expect((await get('/api/runs/ffff')).statusCode).toBe(404);
    expect((await get('/api/nothing')).json()).toMatchObject({ error: { code: 'not-found' } });
  });

  it('classifies what is sent, and stores nothing', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/classify?explain=true',
      payload: {
        postings: [
          { id: 'mine', title: 'Senior Java Developer', description: '<p>Spring Boot</p>' },
          { title: 'Nurse' },
        ],
      },
    });
    const { postings } = answer.json<{ postings: { evidence: unknown[] }[] }>();
    expect(postings).toMatchObject([
      { id: 'mine', role: { id: 'backend-developer' }, level: { id: 'senior' } },
      { role: { id: 'non-tech' } },
    ]);
    expect(postings[0]?.evidence.length).toBeGreaterThan(1);
    expect((await get('/api/postings')).json()).toMatchObject({ total: 7 });
  });

  it.each([{}, { title: 5 }, { title: 'x', salery: 3 }, { postings: [] }, [], 'x'])(
    'refuses the body %j',
    async (body) => {
      const answer = await app.inject({ method: 'POST', url: '/api/classify', payload: body as object });
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.statusCode).toBeLessThan(500);
      expect(answer.json()).toHaveProperty('error.message');
    },
  );

  describe('answers keep to their schemas', () => {
    const paths = [
      ['/api/postings', ''],
      ['/api/postings/{id}', ''],
      ['/api/report', '?minCount=1'],
      ['/api/taxonomy', ''],
      ['/api/taxonomy/skills', '?kind=named'],
      ['/api/runs', ''],
      ...[
        'shares',
        'roles-by-levels',
        'skills',
        'skill-pairs',
        'trend',
        'movers',
        'pay',
        'years',
        'time-to-close',
      ].map((name) => [`/api/figures/${name}`, '?minCount=1'] as const),
      ['/api/figures/compare', '?minCount=1&versus=level%3Dsenior'],
    ] as const;
    it.each(paths)('%s', async (path, query) => {
      const document = (await get('/api/openapi.json')).json<OpenApi>();
      const answer = await get(path.replace('{id}', idOf('b')) + query);
      const schema = document.paths[path]?.get?.responses['200']?.content['application/json'].schema;
      expect(answer.statusCode).toBe(200);
      expect(schema).toBeDefined();
      expect([...Value.Errors(schema as TSchema, answer.json())].slice(0, 3)).toEqual([]);
    });
  });

  describe('access', () => {
    it('asks for the token where something is changed', async () => {
      const post = (headers: Record<string, string>) =>
        app.inject({ method: 'POST', url: '/api/sources', headers, payload: { sources: ['ftp://x'] } });
      expect((await post({})).statusCode).toBe(401);
      expect((await post({ authorization: 'Bearer wrong' })).statusCode).toBe(401);
      // With the token the request is read, and refused for what it asks.
      expect((await post({ authorization: `Bearer ${TOKEN}` })).statusCode).toBe(400);
    });

    it('asks for the token where others can reach it, but for what says nothing of the store', async () => {
      const open = await openApp(database(), { loopback: false });
      const ask = (url: string, headers = {}) =>
        open.inject({ url, headers }).then((answer) => answer.statusCode);
      expect(await ask('/api/postings')).toBe(401);
      expect(await ask('/api/postings', { authorization: `Bearer ${TOKEN}` })).toBe(200);
      expect(await ask('/api/health')).toBe(200);
      await open.close();
    });

    it('lets no page of elsewhere read over a name that points here', async () => {
      const answer = await app.inject({ url: '/api/postings', headers: { host: 'evil.example:7376' } });
      expect(answer.statusCode).toBe(403);
    });

    it('reads no file of this machine for others', async () => {
      const answer = await app.inject({
        method: 'POST',
        url: '/api/sources',
        headers: { authorization: `Bearer ${TOKEN}` },
        payload: { sources: ['/etc/passwd'] },
      });
      expect(answer.json()).toMatchObject({ error: { code: 'unsupported-url' } });
    });

    it('slows down who asks too much', async () => {
      const slow = await openApp(database(), { rate: 2 });
      const codes: number[] = [];
      for (let n = 0; n < 3; n++) codes.push((await slow.inject({ url: '/api/health' })).statusCode);
      expect(codes).toEqual([200, 200, 429]);
      await slow.close();
    });
  });
});

interface OpenApi {
  paths: Record<
    string,
    { get?: { responses: Record<string, { content: { 'application/json': { schema: object } } }> } }
  >;
}
