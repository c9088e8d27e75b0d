/**
 * Every reader over damaged samples: whatever the bytes, what comes out is sound postings, issues, or an error of our
 * own with a code; not more of it than the bytes can hold.
 */
import * as fc from 'fast-check';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSource } from '../../src/ingest/read.js';
import { FORMATS, type FieldMap, type FormatName } from '../../src/ingest/source-spec.js';
import type { Posting } from '../../src/domain/posting.js';
import { createFetcher } from '../../src/ingest/http/fetcher.js';
import { expectIssue, expectOwnError, expectPosting, expectSound, runs } from './checks.js';
import { damage, damaged, make, steps } from './damage.js';

interface Given {
  format?: FormatName | null;
  map?: FieldMap | null;
  /** Bytes per piece in which the stream gives them. */
  piece?: number;
}

/** Reads to the end and checks all that comes. */
async function read(bytes: Buffer, given: Given): Promise<{ postings: Posting[]; chars: number }> {
  const pieces: Buffer[] = [];
  const length = given.piece ?? bytes.length;
  for (let at = 0; at < bytes.length; at += length) pieces.push(bytes.subarray(at, at + length));
  const spec = {
    kind: 'stdin',
    locator: 'stdin',
    named: '-',
    format: given.format ?? null,
    map: given.map ?? null,
  } as const;
  const ctx = { fetcher: shared, signal: new AbortController().signal, stdin: Readable.from(pieces) };
  const postings: Posting[] = [];
  let chars = 0;
  try {
    for await (const event of readSource(spec, ctx)) {
      if (event.type === 'posting') {
        expectPosting(event.posting);
        for (const note of event.notes) expectSound(note, 'note');
        postings.push(event.posting);
        chars += JSON.stringify(event.posting).length;
      } else if (event.type === 'issue') {
        expectIssue(event.issue);
        chars += 1;
      } else if (event.type === 'detected') expectSound(event.note, 'note');
    }
  } catch (error) {
    expectOwnError(error);
  }
  return { postings, chars };
}

const options = fc.record({
  format: fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(...FORMATS) },
  ),
  map: fc.oneof(
    { weight: 9, arbitrary: fc.constant(null) },
    {
      weight: 1,
      arbitrary: fc.constant({ title: 'description', company: '__proto__.constructor', id: '1' }),
    },
  ),
  piece: fc.constantFrom(1 << 20, 4096, 611, 61),
});

let shared: ReturnType<typeof createFetcher>;
beforeAll(() => {
  shared = createFetcher({ timeoutMs: 1000, maxBytes: 1, allowPrivateHosts: false, contact: null });
});
afterAll(() => shared.close());

describe('any reader', () => {
  it('gives sound postings, issues, or an error of its own', async () => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(damaged, options, async (recipe, given) => {
        const { bytes, size } = make(recipe);
        const { chars } = await read(bytes, given);
        // A posting says each thing at most a few times (raw and readable text), whatever is in it.
        expect(chars).toBeLessThan(20 * size + 100_000);
      }),
      runs(1200),
    );
  });

  it('gives sound postings of bytes that were never anything', async () => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), options, async (bytes, given) => {
        await read(Buffer.from(bytes), given);
      }),
      runs(400),
    );
  });
});

describe('damage to one record leaves those before it as they are', () => {
  const titles = ['Bäcker', 'Cook', 'Kierowca', 'Seller', 'Nurse', 'Waiter', 'Clerk', 'Driver'];
  const good = titles.map((title, i) => ({
    id: `p${i}`,
    title,
    company: 'Brightloom',
    description: `We look for ${title}, "soon". ${'Come and see. '.repeat(50)}`,
  }));
  const wanted = good.map(({ title }) => title);

  async function keeps(
    records: readonly string[],
    glue: string,
    head: string,
    tail: string,
    format: FormatName,
    recipe: Parameters<typeof damage>[1],
    hit: number,
    piece: number,
  ): Promise<void> {
    const parts = records.map((record, i) =>
      i === hit ? damage(Buffer.from(record), recipe) : Buffer.from(record),
    );
    const bytes = Buffer.concat([
      Buffer.from(head),
      ...parts.flatMap((part, i) => (i === 0 ? [part] : [Buffer.from(glue), part])),
      Buffer.from(tail),
    ]);
    const { postings } = await read(bytes, { format, piece });
    expect(postings.slice(0, hit).map(({ title }) => title)).toEqual(wanted.slice(0, hit));
    // A line ends whatever is in it; in the other formats damage may swallow what follows.
    const behind = format === 'ndjson' ? wanted.slice(hit + 1) : [];
    expect(postings.map(({ title }) => title)).toEqual(expect.arrayContaining(behind));
  }
  const hits = fc.integer({ min: 1, max: titles.length - 1 });
  const pieces = fc.constantFrom(1 << 20, 611, 61);
  const json = good.map((record) => JSON.stringify(record));
  const rows = good.map(({ id, title, company, description }) => [
    id,
    title,
    company,
    `"${description.replaceAll('"', '""')}"`,
  ]);

  it('lines of NDJSON, and those behind it', async () => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(steps, hits, pieces, (recipe, hit, piece) =>
        keeps(json, '\n', '', '\n', 'ndjson', recipe, hit, piece),
      ),
      runs(200),
    );
  });

  it('elements of a JSON list', async () => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(steps, hits, pieces, (recipe, hit, piece) =>
        keeps(json, ',\n', '{"jobs":[', ']}', 'json', recipe, hit, piece),
      ),
      runs(200),
    );
  });

  it.each([
    [',', 'csv'],
    ['\t', 'tsv'],
    [';', 'csv'],
  ] as const)('rows of a table parted by %j', async (delimiter, format) => {
    expect.hasAssertions();
    const lines = rows.map((row) => row.join(delimiter));
    const head = ['id', 'title', 'company', 'description'].join(delimiter);
    await fc.assert(
      fc.asyncProperty(steps, hits, pieces, (recipe, hit, piece) =>
        keeps(lines, '\n', `${head}\n`, '\n', format, recipe, hit, piece),
      ),
      runs(120),
    );
  });
});
