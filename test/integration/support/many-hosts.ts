import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Lookup } from '../../../src/ingest/http/address-guard.js';

/** What is odd about a host; of every twenty, one each, so that a twentieth of the answers is broken. */
const ODDITIES = [
  'busy once',
  'moved',
  'moved to another host',
  'slow',
  'a broken line',
  'cut off once',
] as const;
type Oddity = (typeof ODDITIES)[number] | null;

export const POSTINGS_PER_HOST = 3;

export function oddityOf(host: number): Oddity {
  return ODDITIES[host % 20] ?? null;
}

/** Many hosts on one port of this machine, and what they saw of those who asked them. */
export interface ManyHosts {
  urlOf(host: number): string;
  /** Every name leads here. */
  lookup: Lookup;
  /** Most requests that one host had at the same time. */
  most: number;
  /** Requests that came sooner after the one before, at the same host, than `delayMs`. */
  hasty: number;
  requests: number;
  close(): Promise<void>;
}

export async function startHosts(delayMs: number): Promise<ManyHosts> {
  const inside = new Map<string, number>();
  const endedAt = new Map<string, number>();
  const visits = new Map<string, number>();
  const server = createServer((request, response) => {
    const name = (request.headers.host ?? '').split(':')[0] ?? '';
    const now = inside.get(name) ?? 0;
    inside.set(name, now + 1);
    hosts.requests++;
    hosts.most = Math.max(hosts.most, now + 1);
    const before = endedAt.get(name);
    if (before !== undefined && performance.now() - before < delayMs) hosts.hasty++;
    response.once('close', () => {
      inside.set(name, (inside.get(name) ?? 1) - 1);
      endedAt.set(name, performance.now());
    });
    const path = request.url ?? '';
    const key = name + path;
    visits.set(key, (visits.get(key) ?? 0) + 1);
    answer(response, Number(name.slice(1).split('.')[0]), path, visits.get(key) ?? 1);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const urlOf = (host: number, path = '/jobs.ndjson'): string => `http://h${host}.example:${port}${path}`;

  function answer(response: ServerResponse, host: number, path: string, visit: number): void {
    const own = path === '/jobs.ndjson';
    const oddity = own ? oddityOf(host) : null;
    if (oddity === 'busy once' && visit === 1)
      return void response.writeHead(429, { 'retry-after': '0' }).end();
    if (oddity === 'moved') return void response.writeHead(302, { location: `/of/${host}` }).end();
    if (oddity === 'moved to another host')
      return void response.writeHead(307, { location: urlOf(host + 1, `/of/${host}`) }).end();
    const of = own ? host : Number(path.slice('/of/'.length));
    const lines = Array.from({ length: POSTINGS_PER_HOST }, (_, n) =>
      JSON.stringify({ id: `${of}-${n}`, company: `Company ${of}`, title: `Weaver ${n} of ${of}` }),
    );
    if (oddity === 'a broken line') lines.splice(1, 0, '{"id": "lost", "title');
    const body = `${lines.join('\n')}\n`;
    response.writeHead(200, {
      'content-type': 'application/x-ndjson',
      'content-length': Buffer.byteLength(body),
    });
    if (oddity === 'cut off once' && visit === 1)
      return void response.write(body.slice(0, body.length / 2), () => response.destroy());
    if (oddity === 'slow') return slowly(response, body.match(/[\s\S]{1,20}/g) ?? []);
    response.end(body);
  }

  const hosts: ManyHosts = {
    urlOf,
    lookup: (_name, options, done) => {
      if (options.all === true) done(null, [{ address: '127.0.0.1', family: 4 }]);
      else done(null, '127.0.0.1', 4);
    },
    most: 0,
    hasty: 0,
    requests: 0,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return hosts;
}

function slowly(response: ServerResponse, pieces: string[]): void {
  const [piece, ...rest] = pieces;
  if (piece === undefined) response.end();
  else response.write(piece, () => setImmediate(() => slowly(response, rest)));
}
