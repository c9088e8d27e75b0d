/** A board on a server of this machine: answers by path, and what was asked in which order. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Lookup } from '../../../src/ingest/http/address-guard.js';
import { boardTarget } from '../../../src/ingest/sources/registry.js';
import { fetcher, readAll, readText, serve, urlSpec, type Outcome } from '../support.js';

/** What a path answers: JSON, or a status without a body, or what a function makes of the request's own JSON. */
export type Answer =
  { status: number; headers?: Record<string, string> } | { json: unknown } | ((asked: unknown) => unknown);

export const json = (value: unknown): Answer => ({ json: value });
export const status = (code: number, headers: Record<string, string> = {}): Answer => ({
  status: code,
  headers,
});

/** Paths without an answer are 404. Returns the port's origin and the requests, as `GET /path`. */
export async function serveBoard(
  routes: Record<string, Answer>,
): Promise<{ origin: string; asked: string[] }> {
  const asked: string[] = [];
  const { origin } = await serve((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    void answer(routes[request.url ?? ''] ?? status(404), request, response);
  });
  return { origin, asked };
}

async function answer(made: Answer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const sent = Buffer.concat(chunks).toString();
  if ('status' in made) return void response.writeHead(made.status, made.headers).end();
  const body = typeof made === 'function' ? made(sent === '' ? null : JSON.parse(sent)) : made.json;
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Every name is this machine: a board whose employer is in the host's name can be read here. */
const everywhere: Lookup = (_, options, done) =>
  options.all === true ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);

/** Reads `https://host/path` from the server at `origin`. */
export async function readAt(origin: string, address: string): Promise<Outcome> {
  const url = new URL(address);
  url.protocol = 'http:';
  url.port = new URL(origin).port;
  return readAll(urlSpec(url.href), { fetcher: fetcher({ lookup: everywhere }) });
}

/** A saved response, under a name that says nothing, as a document and as a line. */
export async function readSaved(document: unknown): Promise<Outcome> {
  return readText('export.json', JSON.stringify(document, null, 1));
}

/** Where an address leads: API, board and posting. */
export function leadsTo(address: string): [apiUrl: string, board: string, postingId: string | null] | null {
  const found = boardTarget(new URL(address));
  return found === null ? null : [found.target.apiUrl, found.target.board, found.target.postingId];
}
