/** Manners towards hosts: robots.txt, turns and rests, and asking by version. */
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { GiveUpError, RetryLaterError } from '../../../src/domain/errors.js';
import type { Fetcher } from '../../../src/ingest/http/fetcher.js';
import { localGate, type HostGate, type Time } from '../../../src/ingest/http/host-gate.js';
import { parseRobots, RobotsCache } from '../../../src/ingest/http/robots.js';
import { fetcher, readAll, serve, urlSpec } from '../support.js';

const signal = new AbortController().signal;

async function read(made: Fetcher, url: string): Promise<string> {
  const answer = await made.get(url, { signal });
  let text = '';
  for await (const chunk of answer.body) text += chunk.toString();
  return text;
}

const robots =
  (text: string | number) =>
  (request: { url?: string | undefined }, response: ServerResponse): void => {
    if (request.url !== '/robots.txt') response.end('page');
    else if (typeof text === 'number') response.writeHead(text).end();
    else response.end(text);
  };

describe('robots.txt', () => {
  it('is obeyed, and the message says what to do for a site of one’s own', async () => {
    const { origin, requests } = await serve(robots('User-agent: *\nDisallow: /jobs'));
    const made = fetcher({ obeyRobots: true });
    await expect(read(made, `${origin}/jobs/1`)).rejects.toThrow(/--ignore-robots/);
    await expect(read(made, `${origin}/jobs/1`)).rejects.toMatchObject({ code: 'robots-disallowed' });
    expect(await read(made, `${origin}/about`)).toBe('page');
    expect(requests.map((request) => request.url)).toEqual(['/robots.txt', '/about']);
  });

  it('speaks to us by name', async () => {
    const { origin } = await serve(robots('User-agent: *\nDisallow:\n\nUser-agent: rolemill\nDisallow: /'));
    await expect(read(fetcher({ obeyRobots: true }), origin)).rejects.toBeInstanceOf(GiveUpError);
  });

  it('is not asked with --ignore-robots', async () => {
    const { origin, requests } = await serve(robots('User-agent: *\nDisallow: /'));
    const { postings } = await readAll(
      { ...urlSpec(`${origin}/a.csv`), ignoreRobots: true, format: 'csv' },
      { fetcher: fetcher({ obeyRobots: true }) },
    );
    expect(postings).toEqual([]);
    expect(requests.map((request) => request.url)).toEqual(['/a.csv']);
  });

  it.each([404, 403])('a site without one (%i) allows everything', async (status) => {
    const { origin } = await serve(robots(status));
    expect(await read(fetcher({ obeyRobots: true }), origin)).toBe('page');
  });

  it('a site that cannot say is asked later', async () => {
    const { origin, requests } = await serve(robots(503));
    const made = fetcher({ obeyRobots: true });
    await expect(read(made, origin)).rejects.toBeInstanceOf(RetryLaterError);
    await expect(read(made, origin)).rejects.toBeInstanceOf(RetryLaterError);
    expect(requests.map((request) => request.url)).toEqual(['/robots.txt', '/robots.txt']);
  });

  it('holds at where a redirect leads', async () => {
    const { origin } = await serve((request, response) => {
      if (request.url === '/robots.txt') response.end('User-agent: *\nDisallow: /private');
      else response.writeHead(302, { location: '/private' }).end();
    });
    await expect(read(fetcher({ obeyRobots: true }), `${origin}/open`)).rejects.toMatchObject({
      code: 'robots-disallowed',
    });
  });

  it.each([
    ['Crawl-delay: 7', 7000],
    ['Crawl-delay: 0.5', 500],
    ['Crawl-delay: 86400', 60_000],
    ['Crawl-delay: soon', null],
    ['', null],
  ])('%s', (line, delay) => {
    expect(parseRobots('https://a.example/robots.txt', `User-agent: *\n${line}\n`).delayMs).toBe(delay);
  });

  it.each([
    ['https://boards-api.greenhouse.io/v1/boards/acme/jobs', false],
    ['https://remotive.com/api/remote-jobs', false],
    ['https://remotive.com/remote-jobs/design', true],
    ['https://api.lever.co.evil.example/v0', true],
  ])('%s is a page to be asked for: %s', async (address, asked) => {
    const fetched: string[] = [];
    const cache = new RobotsCache((url) => {
      fetched.push(url.href);
      return Promise.resolve('User-agent: *\nDisallow: /');
    });
    expect((await cache.rulesOf(new URL(address))).allows(new URL(address))).toBe(!asked);
    expect(fetched).toHaveLength(asked ? 1 : 0);
  });

  it('names sitemaps', async () => {
    const { origin } = await serve(robots('Sitemap: https://a.example/map.xml\nUser-agent: *\nAllow: /'));
    expect(await fetcher({ obeyRobots: true }).sitemapsOf(`${origin}/x`, signal)).toEqual([
      'https://a.example/map.xml',
    ]);
  });
});

/** A clock that moves only when somebody sleeps. */
function fakeTime(): Time & { slept: number[] } {
  let now = 1000;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: (ms) => {
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
}

describe('a gate', () => {
  it('lets one in at a time and makes the next wait behind it', async () => {
    const time = fakeTime();
    const gate = localGate({ concurrency: 1, delayMs: 1000 }, time);
    const first = await gate.enter('a.example', 0, signal);
    const before = time.now();
    await first.end();
    await gate.enter('a.example', 0, signal);
    expect(time.now() - before).toBe(1000);
  });

  it('keeps the longer delay that a site asks for, and hosts apart', async () => {
    const time = fakeTime();
    const gate = localGate({ concurrency: 1, delayMs: 1000 }, time);
    await (await gate.enter('a.example', 5000, signal)).end();
    const before = time.now();
    await gate.enter('b.example', 0, signal);
    expect(time.now()).toBe(before);
    await gate.enter('a.example', 0, signal);
    expect(time.now() - before).toBe(5000);
  });

  it('a host that asks for rest is left alone by all', async () => {
    const time = fakeTime();
    const gate = localGate({ concurrency: 3, delayMs: 0 }, time);
    const before = time.now();
    await (await gate.enter('a.example', 0, signal)).end(20_000);
    await gate.enter('a.example', 0, signal);
    expect(time.now() - before).toBe(20_000);
  });

  it('waiting ends when the work is stopped', async () => {
    const stop = new AbortController();
    const time = { ...fakeTime(), sleep: () => Promise.resolve(stop.abort()) };
    const gate = localGate({ concurrency: 1, delayMs: 1000 }, time);
    await gate.enter('a.example', 0, stop.signal);
    await expect(gate.enter('a.example', 0, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
  });
});

/** Counts how many are in at a time. */
function countingGate(): HostGate & { inside: number; most: number; ended: number; rests: number[] } {
  const gate = {
    inside: 0,
    most: 0,
    ended: 0,
    rests: [] as number[],
    enter: () => {
      gate.most = Math.max(gate.most, ++gate.inside);
      return Promise.resolve({
        end: (restMs = 0) => {
          gate.inside--;
          gate.ended++;
          if (restMs > 0) gate.rests.push(restMs);
          return Promise.resolve();
        },
      });
    },
  };
  return gate;
}

describe('a turn', () => {
  it('lasts until the body is read', async () => {
    const { origin } = await serve(robots(404));
    const gate = countingGate();
    const answer = await fetcher({ gate }).get(origin, { signal });
    expect(gate.inside).toBe(1);
    for await (const chunk of answer.body) expect(chunk.toString()).toBe('page');
    expect(gate.inside).toBe(0);
  });

  it.each(['before the first byte', 'in the middle'])('ends when the reader breaks off %s', async (when) => {
    const { origin } = await serve((_, response) => void response.end('x'.repeat(1_000_000)));
    const gate = countingGate();
    const answer = await fetcher({ gate }).get(origin, { signal });
    if (when === 'in the middle') await answer.body.next();
    await answer.body.return(undefined);
    expect(gate).toMatchObject({ inside: 0, ended: 1 });
  });

  it('ends with an error, and hands on how long the host wants to be left alone', async () => {
    const { origin } = await serve(
      (_, response) => void response.writeHead(429, { 'retry-after': '9' }).end(),
    );
    const gate = countingGate();
    await expect(read(fetcher({ gate }), origin)).rejects.toBeInstanceOf(RetryLaterError);
    expect(gate).toMatchObject({ inside: 0, ended: 1, rests: [9000] });
  });

  it('is taken for each hop of a redirect', async () => {
    const { origin } = await serve((request, response) => {
      if (request.url === '/') response.writeHead(302, { location: '/there' }).end();
      else response.end('there');
    });
    const gate = countingGate();
    expect(await read(fetcher({ gate }), origin)).toBe('there');
    expect(gate).toMatchObject({ inside: 0, most: 1, ended: 2 });
  });
});

describe('asking by version', () => {
  const csv = 'title,description\nWeaver,Weaves wool all day long\n';

  it('what was read whole is asked for by its version, and a 304 means unchanged', async () => {
    const asked: (string | undefined)[] = [];
    const { origin } = await serve((request, response) => {
      asked.push(request.headers['if-none-match']);
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
      else
        response
          .writeHead(200, { 'content-type': 'text/csv', etag: '"v1"', 'last-modified': 'Mon, 02 Nov 2026' })
          .end(csv);
    });
    const url = `${origin}/jobs.csv`;
    const first = await readAll(urlSpec(url));
    expect(first.postings).toHaveLength(1);
    expect(first.validators).toEqual({ etag: '"v1"', lastModified: 'Mon, 02 Nov 2026' });
    const again = await readAll(urlSpec(url), { recall: () => Promise.resolve(first.validators) });
    expect(again).toMatchObject({ unchanged: true, postings: [], failed: null });
    expect(asked).toEqual([undefined, '"v1"']);
  });

  it('a source that broke off is not remembered', async () => {
    const { origin } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/csv', etag: '"v1"', 'content-length': '9999' });
      response.write(csv, () => response.destroy());
    });
    const { failed, validators } = await readAll(urlSpec(`${origin}/jobs.csv`));
    expect(failed).toBe('http-connection');
    expect(validators).toBeNull();
  });
});
