import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { expandSources } from '../../../src/ingest/expand.js';
import { fileSpec, folder, readAll, readText } from '../support.js';
import { row, workbook, workbookParts, zip } from '../workbook.js';

const STYLES =
  '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/><numFmt numFmtId="165" formatCode="#,##0 &quot;days&quot;"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/></cellXfs>';

const HEAD = row('Job Title', 'Company', 'City', 'Date posted', 'Description');

describe('cells', () => {
  it('texts shared and in place, rich text, dates by their style, formulas, blanks between', async () => {
    const shared =
      '<si><t>Cook</t></si><si><r><t xml:space="preserve">Soup &amp; </t></r><r><rPr><b/></rPr><t>bread</t></r><rPh><t>no</t></rPh></si>';
    const rows =
      HEAD +
      '<row r="5"><c r="A5" t="s"><v>0</v></c><c r="B5" t="str"><f>"Ac"&amp;"me"</f><v>Acme</v></c><c r="D5" s="2"><v>46082</v></c><c r="E5" t="s"><v>1</v></c></row>' +
      '<row r="6"><c r="A6" t="inlineStr"><is><t>Host_x000D_</t></is></c><c r="B6" t="e"><v>#N/A</v></c><c r="D6" s="4"><v>46082.5</v></c></row>';
    const out = await readText('jobs.xlsx', workbook([{ name: 'Jobs', rows }], { shared, styles: STYLES }));
    expect(out.failed).toBeNull();
    expect(out.adapter).toBe('xlsx');
    expect(out.postings).toMatchObject([
      { title: 'Cook', company: 'Acme', postedAt: '2026-03-01T00:00:00Z', description: 'Soup & bread' },
      { title: 'Host', company: null, postedAt: '2026-03-01T12:00:00Z' },
    ]);
  });

  it('days count from 1904 where the workbook says so', async () => {
    const rows = row('Title', 'Date') + row('Cook', '<c s="1"><v>44620</v></c>');
    const file = workbook([{ name: 'a', rows }], {
      styles: STYLES,
      properties: '<workbookPr date1904="1"/>',
    });
    expect((await readText('jobs.xlsx', file)).postings[0]?.postedAt).toBe('2026-03-01T00:00:00Z');
  });

  it('a number in another style is no date', async () => {
    const rows = row('Title', 'Id') + row('Cook', '<c s="3"><v>46082</v></c>');
    const out = await readText('jobs.xlsx', workbook([{ name: 'a', rows }], { styles: STYLES }));
    expect(out.postings[0]?.sourceId).toBe('46082');
  });

  it('a cell that a formula links to the page of the posting', async () => {
    const link = '<c t="str"><f>HYPERLINK("https://jobs.example/1","Apply")</f><v>Apply</v></c>';
    const out = await readText(
      'jobs.xlsx',
      workbook([{ name: 'a', rows: row('Title', 'Link') + row('Cook', link) }]),
    );
    expect(out.postings[0]?.url).toBe('https://jobs.example/1');
  });
});

describe('sheets', () => {
  const cook = row('Cook', 'Acme', 'Ulm', '', 'Soup');

  it('those with the columns of a posting, below titles too; the others are named', async () => {
    const out = await readText(
      'jobs.xlsx',
      workbook([
        { name: 'Notes', rows: row('Ask Eve') + row('or Adam') },
        { name: 'Open', rows: row('Open jobs') + HEAD + cook },
        { name: 'More', rows: HEAD + row('Host', 'Acme', 'Bonn', '', 'Beds') },
        { name: 'Old', rows: HEAD + cook, state: 'hidden' },
      ]),
    );
    expect(out.postings.map((p) => p.title)).toEqual(['Cook', 'Host']);
    expect(out.note).toContain('Notes, Old (hidden)');
  });

  it('no sheet with such columns: the error names what is there', async () => {
    const file = workbook([{ name: 'a', rows: row('x', 'y') + row('1', '2') }]);
    const out = await readText('jobs.xlsx', file);
    expect(out.failed).toBe('no-postings-found');
    expect(String(out.error)).toContain('"x"');
    const mapped = await readText('jobs.xlsx', file, { map: { title: 'x' } });
    expect(mapped.postings[0]?.title).toBe('1');
  });

  it('many rows', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) =>
      row(`Cook ${i}`, 'Acme', 'Ulm', '', 'Soup & more'.replace('&', '&amp;')),
    );
    const out = await readText('jobs.xlsx', workbook([{ name: 'a', rows: HEAD + rows.join('') }]));
    expect(out.postings.map((p) => p.title)).toEqual(rows.map((_, i) => `Cook ${i}`));
    expect(out.progress.at(-1)?.bytes).toBe(out.progress.at(-1)?.totalBytes);
  });
});

describe('ways in', () => {
  const file = workbook([{ name: 'a', rows: HEAD + row('Cook', 'Acme', 'Ulm', '', 'Soup') }]);

  it.each([
    ['by another ending', 'jobs.csv', file],
    ['compressed', 'jobs.xlsx.gz', gzipSync(file)],
    ['without an ending', 'jobs', file],
  ])('%s', async (_name, name, bytes) => {
    const out = await readText(name, bytes);
    expect(out.postings).toMatchObject([{ title: 'Cook', location: { city: 'Ulm' } }]);
  });

  it('stdin, leaving no copy behind', async () => {
    const copies = (): string[] => readdirSync(tmpdir()).filter((name) => /^rolemill-[^-]*$/.test(name));
    const before = copies();
    const spec = { ...fileSpec('-'), kind: 'stdin' as const, locator: 'stdin' };
    const out = await readAll(spec, { stdin: Readable.from([file]) });
    expect(out.postings).toHaveLength(1);
    expect(copies().filter((name) => !before.includes(name))).toEqual([]);
  });

  it('a folder, without what Excel leaves beside an open workbook', async () => {
    const dir = folder({ 'a.xlsx': file, '~$a.xlsx': 'x', 'b.parquet': 'x', 'c.xlsx.gz': 'x' });
    const { specs } = await expandSources([dir], { cwd: dir });
    expect(specs.map((spec) => spec.locator.slice(dir.length + 1))).toEqual([
      'a.xlsx',
      'b.parquet',
      'c.xlsx.gz',
    ]);
  });

  it('--format of another kind is said', async () => {
    expect((await readText('jobs.xlsx', file, { format: 'csv' })).failed).toBe('format-mismatch');
  });
});

describe('what is no workbook, or a bad one', () => {
  it.each([
    ['a Word document', { 'word/document.xml': '<w/>' }],
    ['PowerPoint', { 'ppt/presentation.xml': '<p/>' }],
    ['OpenDocument', { mimetype: 'x', 'content.xml': '<o/>' }],
    ['ZIP archive', { 'jobs.csv': 'title\nCook\n' }],
  ])('%s is named', async (name, parts) => {
    const out = await readText('jobs.xlsx', zip(parts));
    expect(out.failed).toBe('format-mismatch');
    expect(String(out.error)).toContain(name);
  });

  const parts = workbookParts([{ name: 'a', rows: HEAD + row('Cook').repeat(20_000) }]);
  const sheet = 'xl/worksheets/sheet1.xml';

  it.each([
    ['unpacks to more than it says', zip(parts, { [sheet]: 5000 })],
    ['says that it unpacks to gigabytes', zip(parts, { [sheet]: 3_000_000_000 })],
    ['cut off', workbook([{ name: 'a', rows: HEAD }]).subarray(0, 400)],
    ['noise behind the first bytes', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(5000, 7)])],
  ])('%s', async (_name, bytes) => {
    expect((await readText('jobs.xlsx', bytes)).failed).toBe('file-damaged');
  });

  it('a row longer than any posting ends the reading and keeps what came before', async () => {
    const long = `<row><c t="inlineStr"><is><t>${'x'.repeat(9 * 1024 * 1024)}</t></is></c></row>`;
    const out = await readText(
      'jobs.xlsx',
      workbook([{ name: 'a', rows: HEAD + row('Cook').repeat(100) + long }]),
    );
    expect(out.failed).toBe('file-damaged');
    expect(out.postings).toHaveLength(100);
  });

  it('an external entity is not followed', async () => {
    const evil = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
    const file = workbookParts([{ name: 'a', rows: HEAD + row('Cook &e;', 'Acme') }]);
    const out = await readText('jobs.xlsx', zip({ ...file, [sheet]: evil + file[sheet] }));
    expect(out.postings[0]?.title).toBe('Cook &e;');
  });
});
