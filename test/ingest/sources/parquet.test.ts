import { parquetWriteBuffer } from 'hyparquet-writer';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readText } from '../support.js';
import { COMPRESSED } from './parquet-files.js';

type Columns = Parameters<typeof parquetWriteBuffer>[0]['columnData'];
type Options = Partial<Parameters<typeof parquetWriteBuffer>[0]>;

function parquet(columnData: Columns, options: Options = {}): Buffer {
  return Buffer.from(parquetWriteBuffer({ columnData, ...options }));
}

const COLUMNS: Columns = [
  { name: 'job_title', data: ['Cook', 'Host'], type: 'STRING' },
  { name: 'company', data: ['Acme', null], type: 'STRING' },
  { name: 'listed_time', data: [1_772_323_200_000n, null], type: 'INT64' },
  { name: 'posted_at', data: [new Date('2026-03-01T00:00:00Z'), null], type: 'TIMESTAMP' },
  { name: 'salary_min', data: [50_000.5, Number.NaN], type: 'DOUBLE' },
  { name: 'remote', data: [true, false], type: 'BOOLEAN' },
  { name: 'embedding', data: [[1, 2], [3]], type: 'JSON' },
];

describe('values', () => {
  it.each(['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'BROTLI'] as const)('%s', async (codec) => {
    const compressors = {
      GZIP: (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes)),
      BROTLI: (bytes: Uint8Array) => new Uint8Array(brotliCompressSync(bytes)),
    };
    const out = await readText('jobs.parquet', parquet(COLUMNS, { codec, compressors }));
    expect(out.failed).toBeNull();
    expect(out.adapter).toBe('parquet');
    expect(out.postings).toMatchObject([
      {
        title: 'Cook',
        company: 'Acme',
        postedAt: '2026-03-01T00:00:00Z',
        salary: { min: 50_000.5 },
        location: { remote: 'remote' },
      },
      { title: 'Host', company: null, postedAt: null, salary: null },
    ]);
  });

  it.each(['ZSTD', 'LZ4_RAW', 'LZ4'] as const)('%s, as other programs compress', async (codec) => {
    const out = await readText('jobs.parquet', Buffer.from(COMPRESSED[codec], 'base64'));
    expect(out).toMatchObject({ failed: null, issues: [] });
    expect(out.postings.map((p) => [p.title, p.company])).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => [`Weaver ${n}`, n === 6 ? null : 'Brightloom']),
    );
    const text = 'You weave cloth of wool and silk. '.repeat(12).trim();
    expect(out.postings.map((p) => p.description)).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => `Weaver ${n}: ${text}`),
    );
  });

  it('--map, also into structures, and a column that is not there', async () => {
    const file = parquet([
      { name: 'x', data: ['Cook'], type: 'STRING' },
      { name: 'y', data: [{ name: 'Acme' }], type: 'JSON' },
    ]);
    expect((await readText('jobs.parquet', file)).failed).toBe('no-postings-found');
    const out = await readText('jobs.parquet', file, { map: { title: 'x', company: 'y.name' } });
    expect(out.postings).toMatchObject([{ title: 'Cook', company: 'Acme' }]);
    expect((await readText('jobs.parquet', file, { map: { title: 'z' } })).failed).toBe('usage');
  });
});

describe('large files', () => {
  const count = 9_000;
  const titles = Array.from({ length: count }, (_, i) => `Cook ${i}`);
  const texts = titles.map((title) => `${title} ${'makes soup and bread. '.repeat(100)}`);

  it.each([
    ['one group that does not fit at once', [count]],
    ['many groups', [3000]],
  ])('%s', async (_name, rowGroupSize) => {
    const columns: Columns = [
      { name: 'title', data: titles, type: 'STRING' },
      { name: 'description', data: texts, type: 'STRING' },
      { name: 'skills', data: titles.map(() => ['soup', 'bread']), type: 'JSON' },
    ];
    const out = await readText('jobs.parquet', parquet(columns, { rowGroupSize, pageSize: 100_000 }));
    expect(out.failed).toBeNull();
    expect(out.postings.map((p) => p.title)).toEqual(titles);
    expect(out.postings.every((p) => p.description.startsWith(`${p.title} makes soup`))).toBe(true);
  });
});

describe('ways in, and bad files', () => {
  const file = parquet(COLUMNS);

  it('compressed, and by another ending', async () => {
    expect((await readText('jobs.parquet.gz', gzipSync(file))).postings).toHaveLength(2);
    expect((await readText('jobs.csv', file)).note).toContain('parquet');
  });

  it.each([
    ['cut off', file.subarray(0, file.length - 30)],
    ['only its first bytes', file.subarray(0, 8)],
    ['a broken page', broken(file)],
  ])('%s', async (_name, bytes) => {
    const out = await readText('jobs.parquet', bytes);
    expect(out.failed).toBe('file-damaged');
  });

  it('any byte wrong: an answer or an error of our own, never another', async () => {
    for (let at = 4; at < file.length; at += 7) {
      const bad = Buffer.from(file);
      bad[at] = (bad[at] ?? 0) ^ 0xff;
      const out = await readText('jobs.parquet', bad);
      expect([null, 'file-damaged', 'no-postings-found', 'format-mismatch']).toContain(out.failed);
    }
  });
});

function broken(file: Buffer): Buffer {
  const bad = Buffer.from(file);
  bad.fill(0xff, 4, 40);
  return bad;
}
