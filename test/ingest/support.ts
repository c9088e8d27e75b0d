/** What the ingest tests share: files in a folder of their own, a local web server, and reading a source to its end. */
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { codeOf, type ErrorCode, type InputIssue } from '../../src/domain/errors.js';
import type { Posting } from '../../src/domain/posting.js';
import type { AnswerMemory } from '../../src/ingest/http/answer-memory.js';
import {
  createFetcher,
  type Fetcher,
  type FetcherOptions,
  type Validators,
} from '../../src/ingest/http/fetcher.js';
import { readSource, type IngestEvent } from '../../src/ingest/read.js';
import type { SourceSpec } from '../../src/ingest/source-spec.js';

/** Writes files into a folder that goes when the test is over; returns the folder. */
export function folder(files: Record<string, string | Buffer>): string {
  const dir = mkdtempSync(join(tmpdir(), 'rolemill-ingest-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), content);
  }
  return dir;
}

export function fileSpec(path: string, more: Partial<SourceSpec> = {}): SourceSpec {
  return { kind: 'file', locator: path, named: path, format: null, map: null, ...more };
}

export function urlSpec(url: string): SourceSpec {
  return { kind: 'url', locator: url, named: url, format: null, map: null };
}

export interface Outcome {
  postings: Posting[];
  issues: InputIssue[];
  notes: string[];
  adapter: string | null;
  note: string | null;
  progress: Extract<IngestEvent, { type: 'progress' }>[];
  unchanged: boolean;
  validators: Validators | null;
  /** Code of the error that ended it, or null. */
  failed: ErrorCode | null;
  error: unknown;
  /** The source said that it lists everything. */
  complete: boolean;
}

/** Reads to the end and keeps the error instead of throwing it: what came before it is asserted too. */
export async function readAll(
  spec: SourceSpec,
  ctx: {
    fetcher?: Fetcher;
    signal?: AbortSignal;
    stdin?: Readable;
    recall?: (url: string) => Promise<Validators | null>;
    answers?: AnswerMemory;
  } = {},
): Promise<Outcome> {
  const out: Outcome = {
    postings: [],
    issues: [],
    notes: [],
    adapter: null,
    note: null,
    progress: [],
    unchanged: false,
    validators: null,
    failed: null,
    error: null,
    complete: false,
  };
  const context = {
    fetcher: ctx.fetcher ?? fetcher(),
    signal: ctx.signal ?? new AbortController().signal,
    stdin: ctx.stdin ?? null,
    ...(ctx.recall === undefined ? {} : { recall: ctx.recall }),
    ...(ctx.answers === undefined ? {} : { answers: ctx.answers }),
  };
  try {
    for await (const event of readSource(spec, context)) {
      if (event.type === 'posting') {
        out.postings.push(event.posting);
        out.notes.push(...event.notes);
      } else if (event.type === 'issue') out.issues.push(event.issue);
      else if (event.type === 'progress') out.progress.push(event);
      else if (event.type === 'detected') [out.adapter, out.note] = [event.adapter, event.note];
      else if (event.type === 'unchanged') out.unchanged = true;
      else if (event.type === 'complete') out.complete = true;
      else out.validators = event.validators;
    }
  } catch (error) {
    out.failed = codeOf(error);
    out.error = error;
  }
  return out;
}

/** Content of one file, read: the shortest way to a table of cases. */
export async function readText(
  name: string,
  content: string | Buffer,
  more: Partial<SourceSpec> = {},
): Promise<Outcome> {
  return readAll(fileSpec(join(folder({ [name]: content }), name), more));
}

export function fetcher(options: Partial<FetcherOptions> = {}): Fetcher {
  const made = createFetcher({
    timeoutMs: 10_000,
    maxBytes: 1024 * 1024,
    allowPrivateHosts: true,
    contact: null,
    ...options,
  });
  onTestFinished(() => made.close());
  return made;
}

/** A web server on a free port of this machine; returns its origin. */
export async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ origin: string; requests: IncomingMessage[] }> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** Answers a path with JSON, every other path with 404. */
export function jsonAt(
  routes: Record<string, unknown>,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const body = routes[request.url ?? ''];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? { error: 'not found' }));
  };
}
