/** Postings in the data that a page gives its scripts: read as data, never run. */
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { openPage } from '../../../src/ingest/page/document.js';
import { readLiteral } from '../../../src/ingest/page/script-literal.js';
import { scriptValues } from '../../../src/ingest/page/script-values.js';
import { readAll, readText, serve, urlSpec } from '../support.js';

const TEXT = '<p>You weave cloth.</p><ul><li>Wool</li></ul>';
const job = (id: number, more: object = {}) => ({
  id,
  title: `Weaver ${id}`,
  description: TEXT,
  employmentType: 'FULL_TIME',
  location: { city: 'Leeds', country: 'GB' },
  url: `/jobs/weaver-${id}`,
  ...more,
});
const page = (scripts: string): string =>
  `<!DOCTYPE html><html lang="en"><head><title>Careers</title><link rel="canonical" href="https://brightloom.example/careers"></head><body><div id="root"></div>${scripts}</body></html>`;
const read = (scripts: string) => readText('page.html', page(scripts));

describe('a literal', () => {
  it.each([
    [`{title: 'Cook', "n": [1, -2.5e3, .5, 0x1f,], ok: !0, no: !1, none: void 0}`],
    [
      `{'a-b': "x\\"y", // said\n b: 'it\\'s \\u002D \\x41\\u{1F600}\\\n!', c: \`two\nlines\`, /* x */ 7: null}`,
    ],
  ])('is read as it is written: %s', (text) => {
    // The literal is ours: running it is what the reader is compared with.
    const meant: unknown = runInNewContext(`(${text})`);
    expect(readLiteral(`${text};x`, 0)).toEqual({
      value: JSON.parse(JSON.stringify(meant, (_, value: unknown) => (value === undefined ? null : value))),
      end: text.length,
    });
  });

  it.each([
    ['a call', '{a: alert(1)}'],
    ['a name', '[x]'],
    ['a template with parts', '[`${x}`]'],
    ['a getter', '{get a() { return 1 }}'],
    ['a sum', "['a' + 'b']"],
    ['a spread', '[...x]'],
    ['an open string', '["a'],
    ['what goes on beyond its end', '{a: 1'],
    ['deeper than any data', '['.repeat(5000)],
  ])('is not %s', (_, text) => {
    expect(readLiteral(text, 0).value).toBeUndefined();
  });

  it('is found where a name holds it, also within what is none', async () => {
    const script = `(function(){ var a=[1]; x.y['jobs'] = [{b: 2}]; f({c: g(), "list": [{d: 4}]}); z = JSON.parse('{"e": "\\\\u0041"}') })()`;
    const opened = await openPage(
      (async function* () {
        yield page(`<script>${script}</script><script type="text/template">{"no": [1]}</script>`);
      })(),
      null,
    );
    expect(scriptValues(opened)).toEqual([
      { name: 'a', value: [1] },
      { name: 'jobs', value: [{ b: 2 }] },
      { name: 'list', value: [{ d: 4 }] },
      { name: '', value: { e: 'A' } },
    ]);
  });
});

it('text that is no literal costs no more than its length', async () => {
  const size = 300_000;
  const hostile = [
    'x'.repeat(size),
    'a={/*'.repeat(size / 5),
    'a={'.repeat(size / 3),
    `a=[${'9'.repeat(size)}x`,
    `a=["${'\\"'.repeat(size / 2)}`,
  ];
  const opened = await openPage(
    (async function* () {
      yield page(hostile.map((text) => `<script>${text}</script>`).join(''));
    })(),
    null,
  );
  expect(scriptValues(opened)).toEqual([]);
});

describe('postings are found in', () => {
  const jobs = [job(1), job(2)];
  const nuxt = [
    { data: 1 },
    ['Reactive', 2],
    { jobs: 3 },
    [4],
    { id: 5, title: 6, description: 7, url: 8, employmentType: 9, location: 10, self: 4 },
    1,
    'Weaver 1',
    TEXT,
    '/jobs/weaver-1',
    'FULL_TIME',
    'Leeds',
  ];
  const text = 'Weben – «Wolle».\n1:{';
  const rows = [
    `2:["$","div",null,{"jobs":${JSON.stringify(jobs)}}]\n`,
    `5:T${Buffer.byteLength(text).toString(16)},${text}3:I["x"]\n`,
    `4:{"job":${JSON.stringify(job(3, { description: '$5' }))}}\n`,
  ].join('');
  const pushed = [rows.slice(0, 40), rows.slice(40)].map(
    (chunk) => `<script>self.__next_f.push([1,${JSON.stringify(chunk)}])</script>`,
  );
  it.each([
    [
      '__NEXT_DATA__',
      `<script id="__NEXT_DATA__" type="application/json">${JSON.stringify({ props: { pageProps: { jobs } } })}</script>`,
      2,
    ],
    [
      '__NUXT_DATA__',
      `<script id="__NUXT_DATA__" type="application/json">${JSON.stringify(nuxt)}</script>`,
      1,
    ],
    ['what Next.js pushes', pushed.join(''), 3],
    [
      'an assigned object',
      `<script>window.__STATE__ = ${JSON.stringify({ cache: { a: { nodes: jobs } } })};</script>`,
      2,
    ],
    [
      'a literal that is no JSON',
      `<script>JBL.embed['jobs'] = [{id: '1', title: 'Weaver 1', summary: 'None', description: '${TEXT}', locations: ['Leeds',], url: '/jobs/weaver-1', employment_type: 'Heltid',},];</script>`,
      1,
    ],
    ['one posting alone', `<script>window.state = ${JSON.stringify({ page: { job: job(1) } })}</script>`, 1],
    [
      'a query cache',
      `<script>window.state = ${JSON.stringify({ queries: [{ state: { data: { pages: [{ results: jobs }] } } }] })}</script>`,
      2,
    ],
  ])('%s', async (_, scripts, count) => {
    const out = await read(scripts);
    expect(out.failed).toBeNull();
    expect(out.postings).toHaveLength(count);
    expect(out.postings[0]).toMatchObject({
      sourceId: '1',
      title: 'Weaver 1',
      url: 'https://brightloom.example/jobs/weaver-1',
      description: 'You weave cloth.\n\n- Wool',
      employmentType: 'full-time',
    });
  });

  it('a text of its own, by its name', async () => {
    expect((await read(pushed.join(''))).postings[2]).toMatchObject({ title: 'Weaver 3', description: text });
  });

  it('a board’s own records, as that board', async () => {
    const record = {
      id: 7,
      title: 'Dyer',
      absolute_url: 'https://boards.greenhouse.io/x/jobs/7',
      content: 'Dyes',
      departments: [],
    };
    const out = await read(`<script>window.x = ${JSON.stringify({ jobs: [record] })}</script>`);
    expect(out.postings).toMatchObject([{ source: 'greenhouse', sourceId: '7' }]);
  });

  it.each([
    ['people', { team: [{ name: 'Ada', title: 'Weaver', location: 'Leeds', company: 'Brightloom' }] }],
    [
      'products',
      { items: [{ name: 'Loom', description: 'Weaves', brand: 'Brightloom', url: '/shop/loom' }] },
    ],
    ['a menu', { nav: [{ title: 'Jobs', url: '/jobs', text: 'All jobs' }] }],
    ['shops', { stores: [{ name: 'Leeds', city: 'Leeds', address: 'Mill Lane', url: '/stores/leeds-1' }] }],
  ])('but not %s', async (_, state) => {
    const out = await read(`<script>window.x = ${JSON.stringify(state)}</script>`);
    expect(out).toMatchObject({ postings: [], failed: 'no-postings-found' });
  });

  it('and nothing of a page is run', async () => {
    const out = await read(
      `<script>globalThis.wasRun = 1; window.jobs = [(function(){ globalThis.wasRun = 1; return ${JSON.stringify(job(1))} })()]</script>`,
    );
    expect(out.postings).toEqual([]);
    expect('wasRun' in globalThis).toBe(false);
  });
});

describe('a page that is fetched', () => {
  const site = async (jobs: object[], detail: string | null) => {
    const { origin } = await serve((request, response) => {
      const body =
        request.url === '/careers'
          ? `<html lang="en"><body><script>window.x = ${JSON.stringify({ jobs })}</script></body></html>`
          : request.url?.startsWith('/jobs/')
            ? detail
            : null;
      response.writeHead(body === null ? 404 : 200, { 'content-type': 'text/html' });
      response.end(body ?? '');
    });
    return readAll(urlSpec(`${origin}/careers`));
  };
  const stated = `<script type="application/ld+json">${JSON.stringify({ '@type': 'JobPosting', title: 'Weaver', description: 'You weave.' })}</script>`;

  it('gives what its scripts hold', async () => {
    const out = await site([job(1), job(2)], stated);
    expect(out).toMatchObject({ adapter: 'page data', failed: null, complete: false });
    expect(out.postings.map((p) => p.description)).toEqual(Array(2).fill('You weave cloth.\n\n- Wool'));
  });
  it('leads to the texts where its scripts hold none', async () => {
    const out = await site([job(1, { description: null }), job(2, { description: null })], stated);
    expect(out).toMatchObject({ adapter: 'listing', failed: null });
    expect(out.postings.map((p) => p.description)).toEqual(['You weave.', 'You weave.']);
  });
  it('is better than nothing without them', async () => {
    const out = await site([job(1, { description: null })], null);
    expect(out).toMatchObject({ adapter: 'page data', postings: [{ title: 'Weaver 1', description: '' }] });
  });
});
