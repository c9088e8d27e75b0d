import { describe, expect, it } from 'vitest';
import { openPage } from '../../../src/ingest/page/document.js';
import { nextPage } from '../../../src/ingest/page/next-page.js';
import { readSource } from '../../../src/ingest/read.js';
import { fetcher, readAll, serve, urlSpec } from '../support.js';

const URL_OF_LIST = 'https://brightloom.example/jobs';
const next = async (body: string, url = URL_OF_LIST, head = '') =>
  nextPage(
    await openPage(
      (async function* () {
        yield `<html><head>${head}</head><body>${body}</body></html>`;
      })(),
      url,
    ),
  );

describe('the next page of a list', () => {
  it.each([
    ['rel=next in the head', '', URL_OF_LIST, '<link rel="next" href="/jobs?page=2">', '?page=2'],
    ['rel=next on a link', '<a rel="nofollow next" href="?p=2">x</a>', URL_OF_LIST, '', '?p=2'],
    ['the word', '<a href="/jobs/page/2/">Next page</a>', URL_OF_LIST, '', '/page/2/'],
    ['the word, of others', '<a href="?seite=2">Nächste Seite</a>', URL_OF_LIST, '', '?seite=2'],
    ['an arrow', '<a href="?offset=20">›</a>', URL_OF_LIST, '', '?offset=20'],
    [
      'a label',
      '<a href="?page=3" aria-label="Next"><svg></svg></a>',
      `${URL_OF_LIST}?page=2`,
      '',
      '?page=3',
    ],
    [
      'numbers',
      '<a href="?page=1">1</a><a href="?page=2">2</a><a href="?page=9">9</a>',
      URL_OF_LIST,
      '',
      '?page=2',
    ],
    [
      'numbers, with a filter',
      '<a href="?team=mill&page=3">3</a>',
      `${URL_OF_LIST}?page=2&team=mill`,
      '',
      '?team=mill&page=3',
    ],
  ])('by %s', async (_, body, url, head, expected) => {
    expect(await next(body, url, head)).toBe(URL_OF_LIST + expected);
  });

  it.each([
    ['another site', '<a rel="next" href="https://elsewhere.example/jobs?page=2">Next</a>'],
    ['the next posting', '<a rel="next" href="/jobs/dyer-2">Next</a>'],
    ['itself', '<a rel="next" href="/jobs">Next</a>'],
    ['a page before', '<a href="?page=1">1</a>'],
    ['a place on the page', '<a href="#page=2">Next</a>'],
    ['a script', '<a href="javascript:next()">Next</a>'],
    ['another list', '<a href="/news?page=2">2</a>'],
  ])('is not %s', async (_, body) => {
    expect(await next(body)).toBeNull();
  });
});

describe('a list of several pages', () => {
  const weaving = 'You weave cloth of wool and silk. '.repeat(20);
  const detail = (name: string): string =>
    `<script type="application/ld+json">${JSON.stringify({ '@type': 'JobPosting', title: name, description: weaving })}</script>`;
  /** Two postings a page, as links or stated. */
  const site = (pages: number, stated: boolean) =>
    serve((request, response) => {
      const url = new URL(request.url ?? '', 'http://x');
      const page = Number(url.searchParams.get('page') ?? 1);
      const names = [`weaver-${2 * page - 1}`, `weaver-${2 * page}`];
      const links = names
        .map((name) => (stated ? detail(name) : `<a href="/jobs/${name}">${name}</a>`))
        .join('');
      const more = page < pages ? `<a rel="next" href="/jobs?page=${page + 1}">Next</a>` : '';
      const known = url.pathname === '/jobs' || url.pathname.startsWith('/jobs/');
      response.writeHead(known ? 200 : 404, { 'content-type': 'text/html' });
      response.end(url.pathname === '/jobs' ? `<html>${links}${more}</html>` : detail(url.pathname.slice(6)));
    });
  const read = async (pages: number, stated: boolean, maxPages = 100) => {
    const { origin } = await site(pages, stated);
    const titles: string[] = [];
    const codes: string[] = [];
    const ctx = { fetcher: fetcher(), signal: new AbortController().signal, stdin: null, maxPages };
    for await (const event of readSource(urlSpec(`${origin}/jobs`), ctx)) {
      if (event.type === 'posting') titles.push(event.posting.title);
      if (event.type === 'issue') codes.push(event.issue.code);
    }
    return { titles, codes };
  };

  it.each([
    ['as links', false],
    ['stated', true],
  ])('is read to its end: %s', async (_, stated) => {
    const { titles, codes } = await read(3, stated);
    expect(titles).toEqual([1, 2, 3, 4, 5, 6].map((n) => `weaver-${n}`));
    expect(codes).toEqual([]);
  });

  it('or as far as allowed, and says so', async () => {
    expect(await read(9, true, 2)).toEqual({
      titles: [1, 2, 3, 4, 5, 6].map((n) => `weaver-${n}`),
      codes: ['too-many-pages'],
    });
    expect((await read(9, false, 3)).codes).toEqual(['too-many-pages']);
  });

  it('that answers every number with the same page ends', async () => {
    const { origin, requests } = await serve((request, response) => {
      const page = Number(new URL(request.url ?? '', 'http://x').searchParams.get('page') ?? 1);
      const detailPage = request.url?.startsWith('/jobs/') === true;
      response.writeHead(request.url?.startsWith('/jobs') === true ? 200 : 404, {
        'content-type': 'text/html',
      });
      response.end(
        detailPage
          ? detail('weaver')
          : `<html><a href="/jobs/weaver-1">Weaver</a><a rel="next" href="/jobs?page=${page + 1}">Next</a></html>`,
      );
    });
    const out = await readAll(urlSpec(`${origin}/jobs`));
    expect(out.postings).toHaveLength(1);
    expect(requests.filter(({ url }) => url?.startsWith('/jobs?')).length).toBe(1);
  });
});

it('a page names an Atom feed', async () => {
  const { origin } = await serve((request, response) => {
    const feed = request.url === '/jobs/feed.atom';
    const known = feed || request.url === '/about';
    response.writeHead(known ? 200 : 404, { 'content-type': feed ? 'application/atom+xml' : 'text/html' });
    response.end(
      feed
        ? '<feed xmlns="http://www.w3.org/2005/Atom"><title>Jobs at Brightloom</title><entry><id>1</id><title>Weaver</title><link href="/jobs/1"/><content type="html">&lt;p&gt;You weave.&lt;/p&gt;</content><updated>2026-05-01T00:00:00Z</updated></entry></feed>'
        : '<html><head><link rel="alternate" type="application/atom+xml" href="/jobs/feed.atom" title="Jobs"></head><body>About</body></html>',
    );
  });
  const out = await readAll(urlSpec(`${origin}/about`));
  expect(out).toMatchObject({ adapter: 'feed', postings: [{ title: 'Weaver', description: 'You weave.' }] });
});
