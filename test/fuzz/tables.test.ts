/** Files of rows that are no text (Excel, Parquet), damaged; and text tables, cut as csv-parse cuts them. */
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFetcher } from '../../src/ingest/http/fetcher.js';
import { readSource } from '../../src/ingest/read.js';
import { CsvRows } from '../../src/ingest/sources/csv-rows.js';
import { row, workbookParts, zip } from '../ingest/workbook.js';
import { expectIssue, expectOwnError, expectPosting, expectSound, runs } from './checks.js';
import { damage, steps } from './damage.js';

let fetcher: ReturnType<typeof createFetcher>;
beforeAll(() => {
  fetcher = createFetcher({ timeoutMs: 1000, maxBytes: 1, allowPrivateHosts: false, contact: null });
});
afterAll(() => fetcher.close());

async function read(bytes: Buffer): Promise<number> {
  const spec = { kind: 'stdin', locator: 'stdin', named: '-', format: null, map: null } as const;
  const ctx = { fetcher, signal: new AbortController().signal, stdin: Readable.from([bytes]) };
  let records = 0;
  try {
    for await (const event of readSource(spec, ctx)) {
      if (event.type === 'posting') {
        records++;
        expectPosting(event.posting);
        for (const note of event.notes) expectSound(note, 'note');
      } else if (event.type === 'issue') {
        records++;
        expectIssue(event.issue);
      } else if (event.type === 'detected') expectSound(event.note, 'note');
    }
  } catch (error) {
    expectOwnError(error);
  }
  return records;
}

const POSTINGS = [
  ['Köchin (m/w/d)', 'Brightloom', 'We cook.\nEvery day.'],
  ['Baker', 'Brightloom', '<p>We bake.</p>'],
  ['Waiter', 'Ciervo', 'We serve "all".'],
] as const;
const PARTS = workbookParts(
  [
    { name: 'Notes', rows: row('Open jobs') },
    {
      name: 'Jobs',
      rows:
        row('title', 'company', 'description') +
        POSTINGS.map(([title, company]) => row(title, company, '<c t="s"><v>0</v></c>')).join(''),
    },
  ],
  {
    shared: '<si><t>We cook.</t></si><si><r><t>We </t></r><r><t>bake.</t></r></si>',
    styles: '<cellXfs><xf numFmtId="14"/></cellXfs>',
  },
);

describe('a workbook', () => {
  it('is read before it is damaged', async () => {
    expect(await read(zip(PARTS))).toBe(3);
  });

  it('with damaged bytes gives sound postings, issues, or an error of its own', async () => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(steps, async (recipe) => {
        await read(Buffer.concat([Buffer.from('PK\u0003\u0004'), damage(zip(PARTS), recipe).subarray(4)]));
      }),
      runs(200),
    );
  });

  it('with damage inside of its parts, or sizes that are lies', async () => {
    const size = fc.option(fc.constantFrom(0, 1, 2 ** 31, 2 ** 32 - 1), { nil: undefined, freq: 5 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(PARTS)), steps, size, async (part, recipe, claimed) => {
        const parts = { ...PARTS, [part]: damage(Buffer.from(PARTS[part] ?? ''), recipe) };
        const records = await read(zip(parts, claimed === undefined ? {} : { [part]: claimed }));
        expect(records).toBeLessThan(5000);
      }),
      runs(300),
    );
  });
});

describe('a Parquet file', () => {
  const column = (at: 0 | 1 | 2): string[] => POSTINGS.map((posting) => posting[at]);
  const files = (['UNCOMPRESSED', 'SNAPPY'] as const).map((codec) =>
    Buffer.from(
      parquetWriteBuffer({
        codec,
        columnData: [
          { name: 'title', data: column(0), type: 'STRING' },
          { name: 'company', data: column(1), type: 'STRING' },
          { name: 'description', data: column(2), type: 'STRING' },
          { name: 'posted_at', data: [new Date('2026-03-01T00:00:00Z'), null, null], type: 'TIMESTAMP' },
          { name: 'salary', data: [{ min: 1 }, null, { min: 'x' }], type: 'JSON' },
        ],
      }),
    ),
  );

  it('is read before it is damaged', async () => {
    for (const file of files) expect(await read(file)).toBe(3);
  });

  it('with damaged bytes gives sound postings, issues, or an error of its own', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), steps, async (file, recipe) => {
        const damaged = damage(file.subarray(4, -4), recipe);
        const magic = Buffer.from('PAR1');
        expect(await read(Buffer.concat([magic, damaged, magic]))).toBeLessThan(100_000);
      }),
      runs(300),
    );
  });
});

describe('rows of a text table', () => {
  const LAYOUTS = [
    { delimiter: ',', quote: '"', escape: '"', loose: false },
    { delimiter: ';', quote: '"', escape: '"', loose: false },
    { delimiter: ',', quote: "'", escape: "'", loose: false },
    { delimiter: ',', quote: '"', escape: '\\', loose: false },
    { delimiter: ',', quote: '"', escape: '"', loose: true },
  ] as const;
  const sign = fc.constantFrom(
    ...['a', 'bc', ',', ',', ';', '"', '""', "'", '\\', '\n', '\n', '\r\n', '\r', ' ', 'é', '😀'],
    ...['"x"', '"a,b"', ',"y\nz",', '\n\n', '"q""q"', '"",""', '\n"'],
  );
  const signs = fc.array(sign, { minLength: 1, maxLength: 40 });

  it('are those that csv-parse finds, in pieces of any size', async () => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(
        signs,
        fc.constantFrom(...LAYOUTS),
        fc.constantFrom(1, 3, 1000),
        async (parts, layout, size) => {
          // A quote that is never closed is where we differ, on purpose.
          let expected: string[][];
          try {
            expected = parse(parts.join(''), {
              delimiter: layout.delimiter,
              quote: layout.quote,
              escape: layout.escape,
              ltrim: layout.loose,
              relax_column_count: true,
              relax_quotes: true,
              skip_empty_lines: true,
              record_delimiter: ['\r\n', '\n', '\r'],
            });
          } catch {
            return;
          }
          async function* pieces(): AsyncGenerator<string> {
            for (let at = 0; at < parts.length; at += size) yield parts.slice(at, at + size).join('');
          }
          const cells: string[][] = [];
          for await (const found of new CsvRows(layout, 1 << 20).read(pieces()))
            if (found.kind === 'row') cells.push(found.cells);
          expect(cells).toEqual(expected);
        },
      ),
      runs(1500),
    );
  });
});
