import { describe, expect, it } from 'vitest';
import { JsonSplitter, type Piece } from '../../../src/ingest/sources/json-split.js';
import { parseTolerant } from '../../../src/ingest/sources/tolerant-json.js';
import { readText } from '../support.js';

const cook = { title: 'Cook', description: 'Cooks' };

function split(text: string, step = text.length): Piece[] {
  const splitter = new JsonSplitter();
  const pieces: Piece[] = [];
  for (let i = 0; i < text.length; i += step) pieces.push(...splitter.push(text.slice(i, i + step)));
  return [...pieces, ...splitter.end()];
}

describe('where the list of postings is found', () => {
  it.each([
    ['a bare list', [cook, cook], 2],
    ['under jobs, after other objects', { meta: { a: [{}] }, links: [{ x: 1 }], jobs: [cook, cook] }, 2],
    ['under data.items', { data: { page: { n: 1 }, items: [cook] } }, 1],
    ['search hits', { hits: { total: 1, hits: [{ _source: cook }] } }, 1],
    ['one posting alone', cook, 1],
    [
      'one posting with a list of another kind',
      { ...cook, items: ['a', 'b'], offices: [{ name: 'Ulm' }] },
      1,
    ],
    ['nothing but numbers', [1, 2, 3], 0],
    ['objects by id', { jobs: { a: cook } }, 0],
  ])('%s', async (_name, document, count) => {
    for (const indent of [0, 2]) {
      const out = await readText('jobs.json', JSON.stringify(document, null, indent));
      expect(out.postings).toHaveLength(count);
    }
  });

  it('several documents in a row', async () => {
    const out = await readText(
      'jobs.json',
      `${JSON.stringify(cook, null, 1)}\n${JSON.stringify([cook, cook], null, 1)}`,
    );
    expect(out.postings).toHaveLength(3);
  });
});

describe('splitting', () => {
  const document = JSON.stringify({
    meta: { text: 'a "]}[{" b \\' },
    jobs: [{ t: 'x \\" ] } [ { \\\\', n: [[{}], { a: { b: [] } }] }, { t: '\\' }, {}],
    after: { jobs: 'none', list: [{ t: 1 }] },
  });
  it.each([1, 2, 3, 7, 64, 10_000])('gives the same pieces in reads of %i characters', (step) => {
    const [head, ...rest] = split(document, step).map((piece) => ('text' in piece ? piece.text : piece.kind));
    const parsed = JSON.parse(document) as { meta: unknown; jobs: unknown[] };
    expect(rest).toEqual(parsed.jobs.map((job) => JSON.stringify(job)));
    // What is said before the list is an object of its own, however deep the list lies.
    expect(JSON.parse(head ?? '')).toEqual({ meta: parsed.meta, jobs: null });
  });

  it('an element over the cap is counted and left out, the next one is read', () => {
    const pieces = split(`[{"a":"${'x'.repeat(9_000_000)}"},{"b":1}]`, 1_000_000);
    expect(pieces.map((p) => p.kind)).toEqual(['too-long', 'element']);
  });

  it('says where the input was cut off', () => {
    expect(split('{"jobs":[{"a":1},{"a":')).toMatchObject([
      { kind: 'head' },
      { kind: 'element' },
      { kind: 'cut-off', index: 2 },
    ]);
  });
});

describe('tolerant JSON of script blocks', () => {
  it.each([
    ['CDATA', '//<![CDATA[\n{"a":1}\n//]]>'],
    ['an HTML comment', '<!-- {"a":1} -->'],
    ['trailing commas', '{"a":1,}'],
    ['comments', '{/* x, } */ "a":1, // y\n}'],
    ['escaped as a whole', '{&quot;a&quot;:1}'],
    ['a semicolon behind it', '{"a":1};'],
  ])('%s', (_name, text) => {
    expect(parseTolerant(text)).toEqual({ a: 1 });
  });

  it('raw line breaks in strings, and what looks like a comment or a comma in one', () => {
    expect(parseTolerant('{"a":"x\ny // no, } &quot;",}')).toEqual({ a: 'x\ny // no, } &quot;' });
  });

  it('is still an error when it is not JSON', () => {
    expect(() => parseTolerant('{"a": oops}')).toThrow(SyntaxError);
  });
});

describe('postings wrapped in answers', () => {
  const cook = { title: 'Cook', company: 'Acme', location: 'Ulm' };
  const host = { title: 'Host', company: 'Acme', location: 'Bonn' };
  const both = [cook, host];
  const nodes = both.map((node) => ({ node, cursor: 'x' }));

  it.each([
    ['under usual keys, deep', { data: { jobs: { results: both } } }],
    ['in another case', { Jobs: both }],
    ['with other punctuation', { total: 2, 'job-list': both }],
    ['as GraphQL', { data: { search: { edges: nodes } } }],
    ['under keys that nobody knows', { d: { x: { y: both } } }],
    [
      'in departments',
      {
        departments: [
          { name: 'Kitchen', jobs: [cook] },
          { name: 'Hall', jobs: [host] },
        ],
      },
    ],
    [
      'in a list of answers',
      [
        { board: 'a', jobs: [cook] },
        { board: 'b', jobs: [host] },
      ],
    ],
    ['by their ids', { a1: cook, a2: host }],
    ['beside what could be a posting', { name: 'Acme', description: 'We cook', jobs: both }],
  ])('%s', async (_name, document) => {
    const out = await readText('a.json', JSON.stringify(document));
    expect(out.issues).toEqual([]);
    expect(out.postings.map((p) => p.title)).toEqual(['Cook', 'Host']);
    const lines = await readText('a.ndjson', `${JSON.stringify(document)}\n${JSON.stringify(document)}\n`);
    expect(lines.issues).toEqual([]);
    expect(lines.postings.map((p) => p.title)).toEqual(['Cook', 'Host', 'Cook', 'Host']);
  });

  it.each([
    ['sections', { title: 'Cook', description: 'x', sections: [{ title: 'About us', text: 'y' }] }],
    ['links', { title: 'Cook', links: [{ name: 'cv', url: 'https://x.example' }] }],
    ['places', { title: 'Cook', where: { list: [{ name: 'Ulm', country: 'DE' }, { name: 'Bonn' }] } }],
  ])('%s of a posting are no postings', async (_name, document) => {
    const out = await readText('a.ndjson', JSON.stringify(document));
    expect(out.postings.map((p) => p.title)).toEqual(['Cook']);
  });

  it('--map finds the list by its own names', async () => {
    const map = { title: 'was' };
    const out = await readText('a.json', JSON.stringify({ x: { y: [{ was: 'Cook' }, { was: 'Host' }] } }), {
      map,
    });
    expect(out.postings.map((p) => p.title)).toEqual(['Cook', 'Host']);
  });
});
