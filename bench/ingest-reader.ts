/** One reader of one file, in a process of its own for `bench/ingest.ts`: prints what it took as JSON. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse';
import { Parser } from 'htmlparser2';
import type * as FetcherModule from '../src/ingest/http/fetcher.js';
import type * as ReadModule from '../src/ingest/read.js';

/** `bytes`: only read; `parser`: the format's parser and nothing else; `rolemill`: to postings. */
export type ReaderName = 'bytes' | 'parser' | 'rolemill';

export interface Reading {
  bytes: number;
  records: number;
  seconds: number;
  /** CPU time of the process, all its threads: unlike wall time it is nearly the same on a busy machine. */
  cpuSeconds: number;
  peakMb: number;
}

const CHUNK = 256 * 1024;

async function readBytes(file: string): Promise<number> {
  let chunks = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK }))
    chunks += chunk === null ? 0 : 1;
  return chunks;
}

async function parseOnly(file: string, format: string): Promise<number> {
  const stream = createReadStream(file, { highWaterMark: CHUNK });
  let records = 0;
  if (format === 'ndjson') {
    for await (const line of createInterface({ input: stream })) if (JSON.parse(line) !== null) records++;
  } else if (format === 'csv') {
    for await (const row of stream.pipe(parse({ columns: true }))) records += row === null ? 0 : 1;
  } else {
    const parser = new Parser(
      { onopentag: (name) => void (records += name === 'job' ? 1 : 0) },
      { xmlMode: true },
    );
    for await (const chunk of stream.setEncoding('utf8')) parser.write(chunk as string);
    parser.end();
  }
  return records;
}

/** What was built, since that is what people run; only its types are there before. */
async function built<T>(path: string): Promise<T> {
  return (await import(new URL(`../dist/ingest/${path}.js`, import.meta.url).href)) as T;
}

const { createFetcher } = await built<typeof FetcherModule>('http/fetcher');
const { readSource } = await built<typeof ReadModule>('read');

async function readPostings(file: string): Promise<number> {
  const fetcher = createFetcher({ timeoutMs: 1000, maxBytes: 1, allowPrivateHosts: false, contact: null });
  const spec = { kind: 'file', locator: file, named: file, format: null, map: null } as const;
  let records = 0;
  for await (const event of readSource(spec, {
    fetcher,
    signal: new AbortController().signal,
    stdin: null,
  })) {
    if (event.type === 'posting') records++;
  }
  await fetcher.close();
  return records;
}

const [reader, format = '', file = ''] = process.argv.slice(2);
const started = performance.now();
const idle = process.cpuUsage();
const read = { bytes: readBytes, parser: parseOnly, rolemill: readPostings }[reader as ReaderName];
const records = await read(file, format);
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(idle);
const cpuSeconds = (user + system) / 1e6;
const { size: bytes } = await stat(file);
const reading: Reading = {
  bytes,
  records,
  seconds,
  cpuSeconds,
  peakMb: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(JSON.stringify(reading));
