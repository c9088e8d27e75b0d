import type { ServerResponse } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { codeOf, GiveUpError, RetryLaterError } from '../../../src/domain/errors.js';
import { isPublicAddress, type Lookup } from '../../../src/ingest/http/address-guard.js';
import type { Fetcher } from '../../../src/ingest/http/fetcher.js';
import { parseRetryAfter } from '../../../src/ingest/http/retry-after.js';
import { fetcher, serve } from '../support.js';

const signal = new AbortController().signal;

async function body(made: Fetcher, url: string): Promise<string> {
  const answer = await made.get(url, { signal });
  const parts: Buffer[] = [];
  for await (const chunk of answer.body) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

async function failure(made: Fetcher, url: string): Promise<unknown> {
  try {
    await body(made, url);
  } catch (error) {
    return error;
  }
  throw new Error('expected a failure');
}

const status =
  (code: number, headers = {}) =>
  (_: unknown, response: ServerResponse) =>
    void response.writeHead(code, headers).end('x');

describe('answers', () => {
  it.each([
    [404, 'http-not-found', GiveUpError],
    [410, 'http-not-found', GiveUpError],
    [400, 'http-status', GiveUpError],
    [403, 'http-status', GiveUpError],
    [204, 'http-status', GiveUpError],
    [429, 'http-status', RetryLaterError],
    [500, 'http-status', RetryLaterError],
    [503, 'http-status', RetryLaterError],
  ] as const)('%i', async (code, expected, type) => {
    const { origin } = await serve(status(code));
    const error = await failure(fetcher(), `${origin}/jobs`);
    expect(error).toBeInstanceOf(type);
    expect(codeOf(error)).toBe(expected);
    expect(String(error)).toContain(`${origin}/jobs`);
  });

  it('hands on how long to wait', async () => {
    const { origin } = await serve(status(429, { 'retry-after': '7' }));
    expect(await failure(fetcher(), origin)).toMatchObject({ retryAfterMs: 7000 });
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('decompresses %s and counts what came over the wire', async (coding, pack) => {
    const packed = pack('job '.repeat(10_000));
    const { origin, requests } = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': coding, 'content-length': packed.length }).end(packed);
    });
    const answer = await fetcher({ contact: 'ops@brightloom.example' }).get(origin, { signal });
    let size = 0;
    for await (const chunk of answer.body) size += chunk.length;
    expect([size, answer.bytesRead(), answer.totalBytes]).toEqual([40_000, packed.length, packed.length]);
    expect(requests[0]?.headers['user-agent']).toMatch(
      /^Rolemill\/\d+\.\d+\.\d+ \(\+ops@brightloom\.example\)$/,
    );
  });
});

describe('caps', () => {
  const giveUp = async (answer: Parameters<typeof serve>[0], options = {}): Promise<string> => {
    const { origin } = await serve(answer);
    return codeOf(await failure(fetcher(options), origin));
  };

  it('a body over the cap: announced, streamed, and packed', async () => {
    const big = Buffer.alloc(50_000, 'x');
    const options = { maxBytes: 10_000 };
    expect(
      await giveUp((_, r) => void r.writeHead(200, { 'content-length': 50_000 }).end(big), options),
    ).toBe('http-body-too-large');
    expect(await giveUp((_, r) => void r.writeHead(200).end(big), options)).toBe('http-body-too-large');
    const packed = { 'content-encoding': 'gzip' };
    expect(await giveUp((_, r) => void r.writeHead(200, packed).end(gzipSync(big)), options)).toBe(
      'http-body-too-large',
    );
  });

  it('no answer at all, and a body that stops coming', async () => {
    const options = { timeoutMs: 60 };
    expect(await giveUp(() => undefined, options)).toBe('http-timeout');
    expect(await giveUp((_, r) => void r.writeHead(200).write('some'), options)).toBe('http-timeout');
  });

  it('a connection that is refused, a body that breaks off', async () => {
    expect(codeOf(await failure(fetcher(), 'http://127.0.0.1:1/'))).toBe('http-connection');
    expect(
      await giveUp((_, r) => void r.writeHead(200, { 'content-length': 100 }).write('x', () => r.destroy())),
    ).toBe('http-connection');
  });

  it('stops when asked', async () => {
    const { origin } = await serve((_, response) => void response.writeHead(200).write('some'));
    const controller = new AbortController();
    const answer = await fetcher().get(origin, { signal: controller.signal });
    const reading = (async () => {
      for await (const chunk of answer.body) if (chunk.length > 0) controller.abort();
    })();
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('redirects', () => {
  it('follows up to five and says where it ended', async () => {
    const { origin } = await serve((request, response) => {
      const n = Number(request.url?.slice(1));
      if (n === 5) response.end('there');
      else response.writeHead(302, { location: `/${n + 1}` }).end();
    });
    expect((await fetcher().get(`${origin}/0`, { signal })).url).toBe(`${origin}/5`);
  });

  it('refuses a circle, an endless chain, and another protocol', async () => {
    let n = 0;
    const chain = await serve((_, response) => void response.writeHead(301, { location: `/${n++}` }).end());
    expect(codeOf(await failure(fetcher(), chain.origin))).toBe('http-redirect-loop');
    const circle = await serve((_, response) => void response.writeHead(302, { location: '/' }).end());
    expect(codeOf(await failure(fetcher(), `${circle.origin}/`))).toBe('http-redirect-loop');
    expect(circle.requests).toHaveLength(1);
    const file = await serve(
      (_, response) => void response.writeHead(302, { location: 'file:///etc/hosts' }).end(),
    );
    expect(codeOf(await failure(fetcher(), file.origin))).toBe('unsupported-url');
  });
});

describe('private hosts', () => {
  it.each([
    ['8.8.8.8', true],
    ['2606:4700::1111', true],
    ['10.1.2.3', false],
    ['127.0.0.1', false],
    ['169.254.169.254', false],
    ['192.168.0.1', false],
    ['172.16.5.5', false],
    ['100.64.0.1', false],
    ['224.0.0.1', false],
    ['0.0.0.0', false],
    ['255.255.255.255', false],
    ['::1', false],
    ['::', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['ff02::1', false],
    ['::ffff:10.0.0.1', false],
    ['64:ff9b::a00:1', false],
    ['2002:a00:1::', false],
    ['nonsense', false],
  ])('%s public: %s', (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });

  it.each([
    'http://127.0.0.1:1/',
    'http://[::1]:1/',
    'http://0x7f000001:1/',
    'http://2130706433/',
    'http://localhost:1/',
  ])('refuses %s', async (url) => {
    expect(codeOf(await failure(fetcher({ allowPrivateHosts: false }), url))).toBe('host-refused');
  });

  it('refuses a name that resolves to a private address, and connects to the address it checked', async () => {
    const { origin, requests } = await serve((_, response) => void response.end('inside'));
    const port = new URL(origin).port;
    const asked: string[] = [];
    const answers =
      (address: string): Lookup =>
      (host, _options, done) => {
        asked.push(host);
        done(null, [{ address, family: 4 }]);
      };
    const refused = fetcher({ allowPrivateHosts: false, lookup: answers('127.0.0.1') });
    expect(codeOf(await failure(refused, `http://jobs.example:${port}/`))).toBe('host-refused');
    expect(requests).toHaveLength(0);
    const allowed = fetcher({ allowPrivateHosts: true, lookup: answers('127.0.0.1') });
    expect(await body(allowed, `http://jobs.example:${port}/`)).toBe('inside');
    expect(asked).toEqual(['jobs.example', 'jobs.example']);
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 0, 1, 12, 0, 0);
  it.each([
    ['120', 120_000],
    ['Thu, 01 Jan 2026 12:00:30 GMT', 30_000],
    ['Thu, 01 Jan 2026 11:00:00 GMT', 0],
    ['99999999', 86_400_000],
    ['soon', null],
    ['-5', null],
    [null, null],
  ])('%s', (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });
});
