import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fileSpec, folder, readAll, readText } from './support.js';
import { zip } from './workbook.js';

const posting = (i: number, more: object = {}): string =>
  JSON.stringify({
    id: `p${i}`,
    title: `Engineer ${i}`,
    company: 'Brightloom',
    description: 'Build looms.',
    ...more,
  });
const lines = (n: number): string[] => Array.from({ length: n }, (_, i) => posting(i + 1));

describe('one bad record costs itself and nothing else', () => {
  it('reports line 812 of 10,000 and passes the other 9,999 on', async () => {
    const all = lines(10_000);
    all[811] = '{"title": "Eng';
    const out = await readText('jobs.ndjson', all.join('\n'));
    expect(out.postings).toHaveLength(9_999);
    expect(out.issues).toMatchObject([{ at: 'line 812', code: 'invalid-json' }]);
    expect(out.issues[0]?.source).toContain('jobs.ndjson');
    expect(out.failed).toBeNull();
  });

  it.each([
    ['neither title nor description', posting(2, { title: ' ', description: null }), 'empty-posting'],
    ['tags without text', posting(2, { title: '', description: '<p>&nbsp;</p>' }), 'empty-posting'],
    ['a number', '42', 'invalid-record'],
    ['a bare word', 'jobs', 'invalid-json'],
    ['a trailing comma', '{"title":"Engineer",}', 'invalid-json'],
    ['a line of nine million characters', JSON.stringify({ title: 'x'.repeat(9_000_000) }), 'line-too-long'],
  ])('ndjson: %s', async (_name, line, code) => {
    const out = await readText('jobs.ndjson', [posting(1), line, posting(3)].join('\n'));
    expect(out.issues).toMatchObject([{ at: 'line 2', code }]);
    expect(out.postings.map((p) => p.sourceId)).toEqual(['p1', 'p3']);
  });

  it('ndjson: the first thirty lines', async () => {
    const out = await readText('jobs.ndjson', ['oops\n'.repeat(30), ...lines(3)].join('\n'));
    expect(out.postings).toHaveLength(3);
    expect(out.issues).toHaveLength(30);
    expect(out.failed).toBeNull();
  });

  it('keeps a title alone and a description alone', async () => {
    const out = await readText('jobs.ndjson', '{"title":"Cook"}\n{"description":"We look for a cook."}');
    expect(out.postings.map((p) => [p.title, p.description])).toEqual([
      ['Cook', ''],
      ['', 'We look for a cook.'],
    ]);
  });

  it('cuts a title of 10,000 characters and says so', async () => {
    const out = await readText('jobs.ndjson', posting(1, { title: 'Engineer '.repeat(1112) }));
    expect(out.postings[0]?.title).toHaveLength(1000);
    expect(out.notes.join()).toMatch(/title of \d+ characters cut to 1000/);
  });

  it('json: a broken item between two good ones', async () => {
    const out = await readText('jobs.json', `{"jobs":[${posting(1)},{"title": broken},${posting(3)}]}`);
    expect(out.postings.map((p) => p.sourceId)).toEqual(['p1', 'p3']);
    expect(out.issues).toMatchObject([{ at: 'item 2', code: 'invalid-json' }]);
  });

  it('json: a document that ends in the middle keeps what came before', async () => {
    const out = await readText('jobs.json', `[${posting(1)},${posting(2)},{"title":"Eng`);
    expect(out.postings).toHaveLength(2);
    expect(out.issues).toMatchObject([{ at: 'item 3', code: 'invalid-json' }]);
  });

  it.each([
    ['NaN, as Python writes it', '{"title":"Engineer","salary_min":NaN}'],
    ['a raw tab in a string', '{"title":"Engineer","description":"a\tb"}'],
    ['an escape that JSON does not have', String.raw`{"title":"Engineer","description":"C:\jobs"}`],
    [
      'a text of megabytes',
      `{"title":"Engineer","x":NaN,"description":"${'a "b" '.replaceAll('"', '\\"').repeat(500_000)}"}`,
    ],
  ])('mends %s', async (_name, line) => {
    const out = await readText('jobs.ndjson', `${line}\n${posting(2)}`);
    expect(out.issues).toEqual([]);
    expect(out.postings[0]?.title).toBe('Engineer');
  });
});

describe('hostile nesting breaks nothing', () => {
  const deep = 100_000;
  it.each([
    ['objects and lists', `{"title":"Cook","location":${'['.repeat(deep)}${']'.repeat(deep)}}`, 'Cook', ''],
    [
      'tags that are still parsed',
      JSON.stringify({
        title: 'Cook',
        description: `${'<div>'.repeat(3000)}<p>Cooks</p>${'</div>'.repeat(3000)}`,
      }),
      'Cook',
      'Cooks',
    ],
    [
      'tags beyond parsing',
      JSON.stringify({
        title: 'Cook',
        description: `${'<div>'.repeat(deep)}<p>Cooks</p>${'</div>'.repeat(deep)}`,
      }),
      'Cook',
      'Cooks',
    ],
  ])('%s', async (_name, line, title, description) => {
    const out = await readText('jobs.ndjson', `${line}\n${posting(2)}`);
    expect(out.postings).toMatchObject([{ title, description }, { sourceId: 'p2' }]);
  });

  it.each([
    ['4,000 deep is read', 4000, null, 1],
    ['100,000 deep is refused instead of parsed for a quarter of a minute', deep, 'format-mismatch', 0],
  ])('a page: %s', async (_name, depth, failed, count) => {
    const block = '<script type="application/ld+json">{"@type":"JobPosting","title":"Cook"}</script>';
    const out = await readText('job.html', `<!doctype html><html>${'<div>'.repeat(depth)}${block}`);
    expect([out.failed, out.postings.length]).toEqual([failed, count]);
  });
});

describe('characters', () => {
  const record = '{"title":"Müller – Köchin","description":"Größe “egal”"}';
  it.each([
    ['UTF-8 with a byte-order mark', Buffer.from(`\ufeff${record}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${record}`, 'utf16le')],
    ['UTF-16 BE with a mark', Buffer.from(`\ufeff${record}`, 'utf16le').swap16()],
    ['UTF-16 LE without a mark', Buffer.from(record, 'utf16le')],
    [
      'Windows-1252',
      Buffer.from(record.replace('–', '\x96').replace('“', '\x93').replace('”', '\x94'), 'latin1'),
    ],
  ])('%s', async (_name, bytes) => {
    const out = await readText('jobs.ndjson', bytes);
    expect(out.postings).toMatchObject([{ title: 'Müller – Köchin', description: 'Größe “egal”' }]);
  });

  it('CRLF', async () => {
    const out = await readText('jobs.ndjson', `${lines(3).join('\r\n')}\r\n`);
    expect(out.postings).toHaveLength(3);
    expect(out.issues).toEqual([]);
  });

  it('NUL, raw and escaped, is dropped with a note', async () => {
    const out = await readText('jobs.ndjson', '{"title":"Eng\u0000ineer","description":"a\\u0000b\\u0007c"}');
    expect(out.postings).toMatchObject([{ title: 'Engineer', description: 'abc' }]);
    expect(out.notes.join()).toContain('control characters');
  });

  it.each([
    ['written as an entity', String.raw`{"title":"Cook &#7;","description":"<p>We&#1; cook</p>"}`],
    ['in a document of one line', '{"jobs":[{"title":"Cook\u0001","description":"We cook"}]}'],
  ])('a control character %s', async (_name, content) => {
    const out = await readText('jobs.json', content);
    expect(out.postings).toMatchObject([{ title: 'Cook', description: 'We cook' }]);
  });

  it('one stray byte does not make an old encoding of all that follows', async () => {
    const ascii = `${'{"title":"Cook"}'.padEnd(400_000)}\n`;
    const bytes = Buffer.concat([
      Buffer.from('{"title":"Cook \xe9"}\n', 'latin1'),
      Buffer.from(ascii),
      Buffer.from('{"title":"Bäckerin für Brötchen, früh"}\n'.repeat(9000)),
    ]);
    const out = await readText('jobs.ndjson', bytes);
    expect(out.postings[0]?.title).toBe('Cook é');
    expect(out.postings.at(-1)?.title).toBe('Bäckerin für Brötchen, früh');
  });

  it('lone surrogates become the replacement character', async () => {
    const out = await readText('jobs.ndjson', String.raw`{"title":"Engineer \ud83d"}`);
    expect(out.postings[0]?.title).toBe('Engineer \ufffd');
  });

  it('a Latin-1 line in a UTF-8 file is read as Latin-1, the others stay', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"title":"Ärztin"}\n{"title":"Käuferin"}\n'),
      Buffer.from('{"title":"Bäcker"}\n', 'latin1'),
      Buffer.from('{"title":"Köchin"}\n'),
    ]);
    const out = await readText('jobs.ndjson', bytes);
    expect(out.postings.map((p) => p.title)).toEqual(['Ärztin', 'Käuferin', 'Bäcker', 'Köchin']);
  });

  it('a Latin-1 letter far behind the head of the file', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${lines(3000).join('\n')}\n`),
      Buffer.from('{"title":"Bäcker"}', 'latin1'),
    ]);
    const out = await readText('jobs.ndjson', bytes);
    expect(out.postings.at(-1)?.title).toBe('Bäcker');
    expect(out.postings).toHaveLength(3001);
  });

  it('UTF-8 characters torn between two reads stay whole', async () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `{"title":"${'ü€😀'.repeat(5)}${i}"}`).join('\n');
    const out = await readText('jobs.ndjson', text);
    expect(out.postings.every((p, i) => p.title === `${'ü€😀'.repeat(5)}${i}`)).toBe(true);
  });
});

describe('a source that cannot be used says why', () => {
  it.each([
    ['an empty file', 'jobs.ndjson', '', 'empty-source'],
    ['blanks only', 'jobs.csv', ' \n\n', 'empty-source'],
    ['an empty .gz', 'jobs.ndjson.gz', '', 'empty-source'],
    ['an empty list', 'jobs.json', '[]', 'no-postings-found'],
    ['a header without rows', 'jobs.csv', 'title,description\n', 'no-postings-found'],
    ['JSON that is no posting', 'jobs.json', '{"error":"quota exceeded","status":429}', 'no-postings-found'],
    ['columns that mean nothing', 'jobs.csv', 'a,b\n1,2\n', 'no-postings-found'],
    ['a page without JobPosting', 'job.html', '<!doctype html><p>Jobs</p>', 'no-postings-found'],
    ['prose named .ndjson', 'jobs.ndjson', 'Dear applicants,\nwe are hiring.', 'format-mismatch'],
    ['prose without an ending', 'jobs', 'Dear applicants,\nwe are hiring.', 'unknown-format'],
    ['a feed', 'jobs.html', '<?xml version="1.0"?><rss version="2.0"></rss>', 'no-postings-found'],
    ['a ZIP named .csv', 'jobs.csv', zip({ 'a.csv': 'title' }), 'format-mismatch'],
    ['the first bytes of a ZIP', 'jobs.csv', Buffer.from('504b030414000600', 'hex'), 'file-damaged'],
    [
      'noise',
      'jobs.json',
      Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 29)),
      'format-mismatch',
    ],
  ] as const)('%s', async (_name, file, content, code) => {
    const out = await readText(file, content);
    expect(out.failed).toBe(code);
    expect(String(out.error)).toContain(file);
  });

  it('a file that is gone, and a folder', async () => {
    const dir = folder({ 'a/b.txt': '' });
    expect((await readAll(fileSpec(`${dir}/gone.ndjson`))).failed).toBe('file-not-found');
    expect((await readAll(fileSpec(`${dir}/a`))).failed).toBe('file-unreadable');
  });

  it('gzip cut off in the middle: what came before is kept, then the error', async () => {
    const packed = gzipSync(
      Array.from({ length: 5000 }, (_, i) => posting(i, { x: Math.sin(i) })).join('\n'),
    );
    const out = await readText('jobs.ndjson.gz', packed.subarray(0, packed.length / 2));
    expect(out.failed).toBe('gzip-damaged');
    expect(out.postings.length).toBeGreaterThan(2000);
    expect(out.issues).toEqual([]);
  });

  it('gzip with damaged bytes in the middle', async () => {
    const packed = gzipSync(
      Array.from({ length: 5000 }, (_, i) => posting(i, { x: Math.sin(i) })).join('\n'),
    );
    const middle = Math.floor(packed.length / 2);
    packed.fill(0xff, middle, middle + 64);
    const out = await readText('jobs.ndjson.gz', packed);
    expect(out.failed).toBe('gzip-damaged');
    expect(out.postings.length).toBeGreaterThan(1000);
  });
});

describe('a file that is not what its ending says is read as what it is, with a note', () => {
  const csv = 'title,description\nCook,Cooks\nBaker,Bakes\n';
  it.each([
    ['NDJSON named .csv', 'jobs.csv', lines(2).join('\n'), 'ndjson'],
    ['NDJSON named .json', 'jobs.json', lines(2).join('\n'), 'ndjson'],
    [
      'a document named .ndjson',
      'jobs.ndjson',
      JSON.stringify(
        lines(2).map((l) => JSON.parse(l)),
        null,
        2,
      ),
      'json',
    ],
    ['CSV named .json', 'jobs.json', csv, 'csv'],
    ['CSV named .html', 'jobs.html', csv, 'csv'],
    ['gzip without the ending', 'jobs.ndjson', gzipSync(lines(2).join('\n')), 'ndjson'],
    ['.gz without gzip', 'jobs.ndjson.gz', lines(2).join('\n'), 'ndjson'],
    ['gzip twice', 'jobs.csv.gz', gzipSync(gzipSync(csv)), 'csv'],
  ] as const)('%s', async (_name, file, content, adapter) => {
    const out = await readText(file, content);
    expect(out.adapter).toBe(adapter);
    expect(out.postings).toHaveLength(2);
    expect(out.note === '').toBe(file === 'jobs.csv.gz');
  });

  it('tabs in a .csv are no mismatch', async () => {
    const out = await readText('jobs.csv', csv.replaceAll(',', '\t'));
    expect([out.adapter, out.note, out.postings.length]).toEqual(['tsv', '', 2]);
  });

  it('--format is taken at its word, unless the text is plainly something else', async () => {
    expect((await readText('jobs', lines(2).join('\n'), { format: 'json' })).postings).toHaveLength(2);
    expect((await readText('jobs.csv', csv, { format: 'json' })).failed).toBe('format-mismatch');
    expect((await readText('jobs', 'nonsense', { format: 'ndjson' })).issues).toMatchObject([
      { code: 'invalid-json' },
    ]);
  });
});

describe('reading as such', () => {
  it('stdin, without an ending', async () => {
    const stdin = Readable.from([Buffer.from('title,company\n'), Buffer.from('Cook,Brightloom\n')]);
    const spec = { kind: 'stdin', locator: 'stdin', named: '-', format: null, map: null } as const;
    expect((await readAll(spec, { stdin })).postings).toMatchObject([
      { title: 'Cook', company: 'Brightloom' },
    ]);
  });

  it('progress ends at the size of the file', async () => {
    const content = lines(20_000).join('\n');
    const out = await readText('jobs.ndjson', content);
    expect(out.progress.length).toBeGreaterThan(3);
    expect(out.progress.at(-1)).toMatchObject({
      bytes: Buffer.byteLength(content),
      totalBytes: Buffer.byteLength(content),
    });
  });

  it('stops when asked, in the middle and before the start', async () => {
    const controller = new AbortController();
    const stdin = new Readable({ read: () => undefined });
    stdin.push(Buffer.from('{"title":"Cook"}\n'.repeat(10_000)));
    const spec = { kind: 'stdin', locator: 'stdin', named: '-', format: 'ndjson', map: null } as const;
    const reading = readAll(spec, { stdin, signal: controller.signal });
    setImmediate(() => controller.abort());
    expect((await reading).failed).toBe('cancelled');
    expect((await readAll(spec, { stdin: Readable.from([]), signal: controller.signal })).failed).toBe(
      'cancelled',
    );
  });
});
