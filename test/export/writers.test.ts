import { readFileSync } from 'node:fs';
import { writeFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { StoredPosting } from '../../src/db/query.js';
import { POSTING_COLUMNS } from '../../src/report/columns.js';
import { dataDictionary, renderDictionary, TYPES } from '../../src/report/dictionary.js';
import { writerOf } from '../../src/report/export/formats.js';
import { gzipTo } from '../../src/report/export/gzip.js';
import { formatOfName } from '../../src/report/export/names.js';
import { findDuckDb } from '../support/duckdb.js';
import { makeTempFolder } from '../support/temp-folder.js';
import { sampleRow } from './sample.js';

const duck = await findDuckDb();
const note = duck.missing === null ? '' : ` (${duck.missing})`;

describe('the ending of a file', () => {
  it.each([
    ['a.ndjson', 'ndjson'],
    ['a.JSONL', 'ndjson'],
    ['a.jsonl.gz', 'ndjson.gz'],
    ['/x/b.csv', 'csv'],
    ['b.csv.gz', 'csv.gz'],
    ['c.parquet', 'parquet'],
    ['c.parquet.gz', null],
    ['csv', null],
    ['a.json', null],
    ['-', null],
  ])('%s is %s', (name, format) => expect(formatOfName(name)).toBe(format));
});

describe('without a posting', () => {
  it.each([
    ['ndjson', ''],
    ['csv', `${POSTING_COLUMNS.map(({ name }) => name).join(',')}\r\n`],
  ] as const)('%s is a file that says so', async (format, text) => {
    expect((await bytesOf((sink) => writerOf(format, sink).finish())).toString()).toBe(text);
  });
});

describe.skipIf(duck.missing !== null)(`Parquet of many postings${note}`, async () => {
  const folder = await makeTempFolder();
  afterAll(() => rm(folder, { recursive: true }));

  it('is written a part at a time, and read back whole', async () => {
    const many = 45_000;
    let most = 0;
    let chunks = 0;
    const bytes = await bytesOf(async (sink) => {
      const writer = writerOf('parquet', (chunk) => {
        most = Math.max(most, chunk.length);
        chunks += 1;
        return sink(chunk);
      });
      for (let at = 0; at < many; at += 1000)
        await writer.write(Array.from({ length: 1000 }, (_, i) => sampleRow(at + i)));
      await writer.finish();
    });
    expect(chunks).toBeGreaterThanOrEqual(4);
    expect(most).toBeLessThan(bytes.length / 2 + 100_000);
    const file = join(folder, 'many.parquet');
    await writeFile(file, bytes);
    const [read] = await duck.ask(`
      select count(*)::int as n, count(distinct id)::int as ids, sum(copies)::int as copies,
        sum(len(skills))::int as skills, count(company)::int as companies from '${file}'
    `);
    const rows = Array.from({ length: many }, (_, n) => sampleRow(n));
    const sum = (of: (row: StoredPosting) => number): number => rows.reduce((all, row) => all + of(row), 0);
    expect(read).toEqual({
      n: many,
      ids: many,
      copies: sum((row) => row.copies),
      skills: sum((row) => row.skills.length),
      companies: sum((row) => (row.company === null ? 0 : 1)),
    });
  });

  it('of none has the columns', async () => {
    const file = join(folder, 'none.parquet');
    await writeFile(file, await bytesOf((sink) => writerOf('parquet', sink).finish()));
    expect(await duck.ask(`select count(*)::int as n, count(skills)::int as s from '${file}'`)).toEqual([
      { n: 0, s: 0 },
    ]);
  });
});

describe('gzip', () => {
  it('gives what was written', async () => {
    const bytes = await bytesOf(async (sink) => {
      const gzip = gzipTo(sink);
      for (let n = 0; n < 50; n += 1) await gzip.write(`${'long line '.repeat(5000)}${n}\n`);
      await gzip.end();
    });
    expect(
      gunzipSync(bytes)
        .toString()
        .split('\n')
        .map((line) => line.slice(-2))
        .slice(48, 50),
    ).toEqual(['48', '49']);
  });

  it('tells the fault of the place it writes to', async () => {
    const gzip = gzipTo(() => Promise.reject(new Error('disk full')));
    const writing = async (): Promise<void> => {
      for (let n = 0; n < 200; n += 1)
        await gzip.write(Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * i * n) % 251)));
      await gzip.end();
    };
    await expect(writing()).rejects.toThrow('disk full');
  });
});

describe('the dictionary', () => {
  it('names each column once, with what it means', () => {
    const entries = dataDictionary();
    expect(new Set(entries.map(({ column }) => column)).size).toBe(entries.length);
    for (const entry of entries) expect(entry.meaning.length).toBeGreaterThan(3);
  });

  it('says where each value stands in the JSON', () => {
    const row = JSON.parse(JSON.stringify(sampleRow(10)));
    for (const { column, json } of dataDictionary()) {
      const [path = ''] = json.split(/\[\]| /);
      const value = path.split('.').reduce((at: unknown, key) => (at as Record<string, unknown>)?.[key], row);
      expect({ column, there: value !== undefined }).toEqual({ column, there: true });
    }
  });

  it('stands in the documents', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/data-dictionary.md'), 'utf8');
    const table = (head: string): string[] =>
      (page.split(`| ${head} |`)[1] ?? '')
        .split('\n')
        .slice(2)
        .join('\n')
        .split('\n\n')[0]
        ?.trim()
        .split('\n') ?? [];
    expect(table('column | type | may be missing | JSON | meaning')).toEqual(
      dataDictionary().map(
        ({ column, type, nullable, json, meaning }) =>
          `| \`${column}\` | ${type} | ${nullable ? 'yes' : ''} | \`${json}\` | ${meaning} |`,
      ),
    );
    expect(table('type | in CSV | in Parquet')).toEqual(
      Object.values(TYPES).map(({ name, csv, parquet }) => `| ${name} | ${csv} | ${parquet} |`),
    );
  });

  it.each([80, 120])('fits %i columns', (width) => {
    for (const line of renderDictionary(width).split('\n')) expect(line.length).toBeLessThanOrEqual(width);
  });
});

async function bytesOf(
  writing: (sink: (chunk: string | Uint8Array) => Promise<void>) => Promise<void>,
): Promise<Buffer> {
  const parts: Buffer[] = [];
  await writing(
    async (chunk) => void parts.push(typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk)),
  );
  return Buffer.concat(parts);
}
