import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finishRun } from '../../src/db/runs.js';
import type { App } from '../../src/server/app.js';
import { describeEachDatabase } from '../support/backends.js';
import { idOf, makePosting, makeSkill } from '../support/postings.js';
import { emptyTables, storeClassified } from '../support/store.js';
import { openApp, TOKEN } from './stage.js';

const SCRIPT = '<script>alert("title")</script>';
const LONG = 'Long & Sons '.repeat(45).slice(0, 500);
const ARABIC = 'مهندس برمجيات أول';
const PAGES = [
  ...['/', '/explore', '/skills', '/skills/java', '/salaries', '/trends', '/compare', '/taxonomy'],
  ...['/taxonomy/roles/backend-developer', '/classify', '/runs', '/queues', '/sign-in'],
  '/compare?a.level=senior&b.copies=all',
];

describeEachDatabase('the dashboard', (database) => {
  let app: App;
  let run: string;
  const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });
  beforeAll(async () => {
    await emptyTables(database());
    app = await openApp(database());
    const titles = [SCRIPT, ARABIC, 'Backend Developer', 'Backend Developer II', 'Go <b>Developer</b>', 'F'];
    run = await storeClassified(
      database(),
      titles.map((title, n) => [
        makePosting(`p${n}`, {
          title,
          company: n === 0 ? LONG : `Company ${n}`,
          url: n === 1 ? 'javascript:alert(1)' : `https://jobs.example/${n}`,
          postedAt: `2026-0${1 + (n % 3)}-05T08:00:00Z`,
        }),
        {
          salary: { min: 50_000 + n * 1000, max: null, currency: 'EUR', period: 'year' },
          skills: [makeSkill('java', { requirement: 'required' }), makeSkill('sql')],
        },
      ]),
    );
  });
  afterAll(() => app.close());

  it.each(PAGES)('%s is a page that loads nothing from elsewhere', async (url) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['content-security-policy']).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self';",
    );
    // Neither scripts nor styles inside, which the policy would not run.
    expect(answer.body).not.toMatch(/<script>|<style|\sstyle=|\son[a-z]+=/);
    expect(answer.body).not.toMatch(/(?:src|href)="(?:https?:)?\/\/(?!jobs\.example)/);
    expect(answer.body.match(/<h1/g)).toHaveLength(1);
  });

  it('shows what strangers wrote as text', async () => {
    for (const url of ['/explore', `/postings/${idOf('p0')}`]) {
      const { body } = await get(url);
      expect(body).toContain('&lt;script&gt;alert(');
      expect(body).toContain('Long &amp; Sons');
      expect(body).not.toContain(SCRIPT);
    }
    const rtl = (await get(`/postings/${idOf('p1')}`)).body;
    expect(rtl).toContain(`<h1 dir="auto">${ARABIC}</h1>`);
    expect(rtl).not.toContain('href="javascript:');
  });

  it('marks the words that decided, with rule and outcome', async () => {
    const body = flat((await get(`/postings/${idOf('p2').slice(0, 9)}`)).body);
    expect(body).toContain(
      '<mark class="role" title="r1: role backend-developer" data-rule="r1" data-for="backend-developer">Backend Developer<sup>',
    );
    expect(body).toContain('<span id="e1">1</span>');
  });

  it('has the figures of the API', async () => {
    const shares = (await get('/api/figures/shares?by=role')).json<Shares>().shares.role;
    const skills = (await get('/api/figures/skills')).json<Skills>().skills;
    const body = flat((await get('/')).body);
    expect(body).toContain(`shares of ${shares.of} postings`);
    expect(rowOf(body, 'Backend Developer')).toEqual(['6', '100.0%']);
    expect(rowOf(body, 'JAVA').slice(0, 1)).toEqual([String(skills.items[0]?.count)]);
    const pay = (await get('/api/figures/pay')).json<Pay>().pay.overall.items[0];
    expect(flat((await get('/salaries')).body)).toContain(
      `<td class="num">${pay?.quantiles.p50.value.toLocaleString('en-US')}</td>`,
    );
  });

  it('has drawings whose names lead on, and nothing of the server in them', async () => {
    const body = flat((await get('/?level=senior')).body);
    expect(body).toMatch(
      /<svg[^>]*role="group"[^>]*>.*?<a href="\/explore\?level=senior&amp;role=backend-developer"><text[^>]*>Backend Developer<\/text><\/a>/,
    );
    expect(body).toMatch(/<a href="\/skills\/java\?level=senior"><text[^>]*>JAVA<\/text><\/a>/);
    const posting = (await get(`/postings/${idOf('p2')}`)).body;
    expect(posting).toContain('jobs.ndjson');
    expect(posting).not.toContain('/data/');
  });

  it('goes through all postings page by page, and exports what is asked for', async () => {
    const seen: string[] = [];
    let url: string | undefined = '/explore?role=backend-developer&limit=4';
    while (url !== undefined) {
      const { body } = await get(url);
      seen.push(...[...body.matchAll(/href="\/postings\/([0-9a-f]{24})"/g)].map((match) => match[1] ?? ''));
      url = /href="([^"]+)" rel="next"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen.toSorted()).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5'].map(idOf).toSorted());
    const link = /href="(\/api\/postings[^"]+format=csv)"/.exec(
      (await get('/explore?company=Company')).body,
    )?.[1];
    const csv = await get((link ?? '').replaceAll('&amp;', '&'), { accept: 'text/html' });
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.body.trim().split('\r\n')).toHaveLength(6);
  });

  it('leaves empty fields of a form out of the address', async () => {
    const answer = await get('/explore?role=&level=senior&text=+');
    expect([answer.statusCode, answer.headers['location']]).toEqual([302, '/explore?level=senior']);
  });

  it.each([
    ['/explore?role=backend-develper', 400, 'did you mean backend-developer'],
    ['/explore?source=nowhere', 400, 'no posting is of it'],
    ['/compare?a.source=nowhere', 400, 'no posting is of it'],
    ['/explore?taxonomy=ffff', 400, 'no stored verdict is of'],
    ['/explore?since=2026-05-01&until=2026-01-01', 400, 'is later than until'],
    ['/explore?cursor=abc', 400, 'the cursor is not one that a query gave'],
    ['/explore?limit=0', 400, 'expected a whole number from 1 to 1000'],
    ['/explore?nonsense=1', 400, 'no field &quot;nonsense&quot;'],
    ['/trends?by=day', 400, 'expected week or month'],
    ['/compare?level=senior', 400, 'expected a.level or b.level'],
    ['/nowhere?x=<b>', 404, 'no such page: /nowhere'],
    ['/postings/ffff', 404, 'no classified posting'],
    ['/runs/ffff', 404, 'no run has an id'],
    ['/runs/ffff/events', 404, 'no run has the id'],
    ['/skills/no-such', 404, 'no skill has the id'],
    ['/taxonomy/roles/no-such', 404, 'no role has the id'],
  ])('%s is a page of the same look: %i', async (url, status, says) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain(says);
    expect(answer.body).toContain('<nav aria-label="Pages">');
  });

  it.each(['/explore', '/', '/skills', '/salaries', '/trends'])(
    '%s says so when nothing fits',
    async (url) => {
      const answer = await get(`${url}?company=nobody`);
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain('class="empty"');
    },
  );

  it('classifies what is pasted, and stores nothing', async () => {
    const before = (await get('/api/status')).body;
    const answer = await app.inject({
      method: 'POST',
      url: '/classify',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        title: 'Senior Data Engineer </title>',
        description: 'Kafka & Spark',
      }).toString(),
    });
    expect(answer.statusCode).toBe(200);
    expect(flat(answer.body)).toContain('data-for="data-engineer"');
    expect(flat(answer.body)).toMatch(/<mark class="skill"[^>]*data-for="kafka">Kafka/);
    expect((await get('/api/status')).body).toBe(before);
  });

  it('asks for something where nothing was pasted', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/classify',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'title=&description=',
    });
    expect([answer.statusCode, answer.body.includes('nothing to classify')]).toEqual([400, true]);
  });

  it('sends how far a run is, and its end', async () => {
    await finishRun(database(), run, { status: 'done' });
    const { body, headers } = await get(`/runs/${run}/events`);
    expect(headers['content-type']).toContain('text/event-stream');
    expect(body).toMatch(/event: progress\ndata: \{"sourcesDone":/);
    expect(body).toContain('event: end\ndata: {"status":"done"}\n\n');
  });

  it('says so when the server stops while a page watches', async () => {
    const other = await openApp(database());
    const watched = await storeClassified(database(), []);
    const answer = await other.inject({ url: `/runs/${watched}/events`, payloadAsStream: true });
    let said = '';
    for await (const part of answer.stream()) {
      said += String(part);
      if (said.includes('event: progress')) void other.close();
    }
    expect(said).toMatch(/event: bye\ndata: \{\}\n\n$/);
  });

  describe('signing in', () => {
    let open: App;
    beforeAll(async () => {
      open = await openApp(database(), { loopback: false });
    });
    afterAll(() => open.close());
    const send = (token: string, headers: Record<string, string> = {}, next = '/skills?top=5') =>
      open.inject({
        method: 'POST',
        url: '/sign-in',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        payload: new URLSearchParams({ token, next }).toString(),
      });

    it('is asked for by every page, and by no asset', async () => {
      const answer = await open.inject({ url: '/skills?top=5' });
      expect(answer.statusCode).toBe(401);
      expect(answer.body).toContain('name="next" value="/skills?top=5"');
      expect((await open.inject({ url: '/assets/theme.css' })).statusCode).toBe(200);
      expect((await open.inject({ url: `/runs/${run}/events` })).statusCode).toBe(401);
    });

    it('gives a cookie for the token that no script and no other site can use', async () => {
      const answer = await send(TOKEN);
      expect([answer.statusCode, answer.headers['location']]).toEqual([303, '/skills?top=5']);
      const set = String(answer.headers['set-cookie']);
      expect(set).toMatch(/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
      expect(set).not.toContain(TOKEN);
      const cookie = set.split(';')[0] ?? '';
      expect((await open.inject({ url: '/skills?top=5', headers: { cookie } })).statusCode).toBe(200);
      expect((await open.inject({ url: '/api/postings', headers: { cookie } })).statusCode).toBe(200);
      // Changing takes the token itself.
      const post = {
        method: 'POST',
        url: '/api/sources',
        headers: { cookie },
        payload: { sources: [] },
      } as const;
      expect((await open.inject(post)).statusCode).toBe(401);
      const longer = cookie.replace(/=(\d+)\./, (_all, until: string) => `=${Number(until) + 1}.`);
      expect((await open.inject({ url: '/', headers: { cookie: longer } })).statusCode).toBe(401);
      expect(String((await send(TOKEN, { 'x-forwarded-proto': 'https' })).headers['set-cookie'])).toContain(
        '; Secure',
      );
    });

    it('says so where the token is wrong', async () => {
      const answer = await send('wrong');
      expect(answer.statusCode).toBe(401);
      expect(answer.body).toContain('This is not the token.');
      expect(answer.headers['set-cookie']).toBeUndefined();
    });

    it('is not done for a page of another site, and leads nowhere else', async () => {
      expect((await send(TOKEN, { origin: 'https://evil.example' })).statusCode).toBe(403);
      expect((await send(TOKEN, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
      for (const next of ['//evil.example', 'https://evil.example', String.raw`/\evil.example`])
        expect((await send(TOKEN, {}, next)).headers['location']).toBe('/');
    });

    it('stops who guesses', async () => {
      const statuses: number[] = [];
      for (let n = 0; n < 11; n += 1) statuses.push((await send('guess', {}, '/')).statusCode);
      expect(statuses.at(-1)).toBe(429);
    });
  });

  it('keeps Bull Board behind the token, also for this machine', async () => {
    expect((await get('/queues/board')).statusCode).toBe(401);
    expect((await get('/queues/board/api/queues')).statusCode).toBe(401);
    const bare = await openApp(database(), { token: null });
    expect((await bare.inject({ url: '/queues/board' })).statusCode).toBe(403);
    await bare.close();
  });

  it('gives the description of the API what it needs, and no more', async () => {
    const policy = String((await get('/api/docs')).headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'");
  });
});

describeEachDatabase('the dashboard of an empty store', (database) => {
  it.each(['/', '/explore', '/skills', '/skills/java', '/salaries', '/trends', '/runs'])(
    '%s says what to do',
    async (url) => {
      await emptyTables(database());
      const app = await openApp(database());
      const answer = await app.inject({ url });
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain('class="empty"');
      await app.close();
    },
  );
});

/** Without the white space between tags, which means nothing. */
function flat(body: string): string {
  return body.replaceAll(/\s+/g, ' ').replaceAll(/\s*([<>])\s*/g, '$1');
}

/** Cells behind the name of a row, as far as they are numbers and shares. */
function rowOf(body: string, name: string): string[] {
  const row = new RegExp(`>${name}</a></th>(.*?)</tr>`).exec(body)?.[1] ?? '';
  return [...row.matchAll(/<td class="num">([^<]*)<\/td>/g)].map((match) => match[1] ?? '').slice(0, 2);
}

interface Shares {
  shares: { role: { of: number } };
}
interface Skills {
  skills: { items: { count: number }[] };
}
interface Pay {
  pay: { overall: { items: { quantiles: { p50: { value: number } } }[] } };
}
