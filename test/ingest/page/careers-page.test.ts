import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { localGate } from '../../../src/ingest/http/host-gate.js';
import { readSource } from '../../../src/ingest/read.js';
import { fetcher, readAll, serve, urlSpec } from '../support.js';

/** Answers each path with a page or document; `ORIGIN` in it becomes the server's own address. */
function site(pages: Record<string, string | Buffer>) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const path = request.url ?? '';
    const body = pages[path];
    const type = path.endsWith('.xml')
      ? 'application/xml'
      : path.startsWith('/v1/')
        ? 'application/json'
        : 'text/html';
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type });
    const origin = `http://${request.headers.host}`;
    response.end(typeof body === 'string' ? body.replaceAll('ORIGIN', origin) : (body ?? 'gone'));
  };
}

const html = (body: string, head = ''): string =>
  `<!DOCTYPE html><html lang="en"><head><title>Careers at Brightloom</title>${head}</head><body>${body}</body></html>`;
const weaving = 'You weave cloth of wool and silk on looms that are older than the mill. '.repeat(8);
const posting = (title: string): string =>
  html(`<nav><a href="/careers">Careers</a></nav><main><h1>${title}</h1><p>Location: Ulm</p>
    <h2>Your tasks</h2><p>${weaving}</p><h2>Requirements</h2><ul><li>Patience</li><li>Thread</li></ul></main>
    <a href="/apply/1">Apply now</a><footer>Imprint</footer>`);
const linked = (title: string): string =>
  html(
    `<script type="application/ld+json">${JSON.stringify({ '@type': 'JobPosting', title, description: weaving, hiringOrganization: 'Brightloom' })}</script>`,
  );
const list = html('<h1>Join our team</h1><a href="/jobs/weaver-1">Weaver</a><a href="/jobs/dyer-2">Dyer</a>');
const board = {
  jobs: [
    {
      id: 1,
      title: 'Weaver',
      absolute_url: 'https://boards.greenhouse.io/brightloom/jobs/1',
      content: weaving,
    },
    {
      id: 2,
      title: 'Dyer',
      absolute_url: 'https://boards.greenhouse.io/brightloom/jobs/2',
      content: weaving,
    },
  ],
};
const titles = (out: { postings: { title: string }[] }): string[] =>
  out.postings.map((p) => p.title).toSorted();

describe('a board behind the page', () => {
  it.each([
    ['a frame', '<iframe src="/v1/boards/brightloom/jobs"></iframe>'],
    ['a script', '<script src="ORIGIN/v1/boards/brightloom/jobs?callback=x"></script>'],
    ['a link of a page about jobs', '<a href="/v1/boards/brightloom/jobs">Our jobs</a>'],
    ['an attribute of a widget', '<div data-url="ORIGIN/v1/boards/brightloom/jobs"></div>'],
    [
      'state of a script',
      `<script>window.x = {"api":"${'ORIGIN/v1/boards/brightloom/jobs'.replaceAll('/', '\\/')}"}</script>`,
    ],
  ])('is found in %s', async (_name, body) => {
    // The address of a real one is the service's; the path alone tells a mirror of it.
    const pages = {
      '/careers': html(body),
      '/v1/boards/brightloom/jobs?content=true': JSON.stringify(board),
    };
    const { origin } = await serve((request, response) => {
      const page = pages['/careers'].replaceAll('ORIGIN\\/', `http:\\/\\/${request.headers.host}\\/`);
      site({ ...pages, '/careers': page })(request, response);
    });
    const out = await readAll(urlSpec(`${origin}/careers`));
    expect(out).toMatchObject({ adapter: 'greenhouse board brightloom', failed: null });
    expect(out.note).toMatch(/^greenhouse board brightloom: /);
    expect(titles(out)).toEqual(['Dyer', 'Weaver']);
  });

  it('is asked for the one posting that the address of the page means', async () => {
    const { origin } = await serve(
      site({
        '/careers?gh_jid=2': html('<script src="/v1/boards/brightloom/jobs"></script>'),
        '/v1/boards/brightloom/jobs?content=true': JSON.stringify(board),
      }),
    );
    expect(titles(await readAll(urlSpec(`${origin}/careers?gh_jid=2`)))).toEqual(['Dyer']);
  });

  it('of the own employer is taken, not one that a customer of theirs has', async () => {
    const { origin } = await serve(
      site({
        '/careers': html(
          '<a href="/v1/boards/otherco/jobs/1">a</a><a href="/v1/boards/otherco/jobs/2">b</a><a href="/v1/boards/brightloom/jobs">c</a>',
        ),
        '/v1/boards/brightloom/jobs?content=true': JSON.stringify(board),
      }),
    );
    expect((await readAll(urlSpec(`${origin}/careers`))).adapter).toBe('greenhouse board brightloom');
  });

  it('of others is none: an investor lists the boards of many', async () => {
    const { origin } = await serve(
      site({
        '/portfolio': html('<a href="/v1/boards/aa11/jobs">a</a><a href="/v1/boards/bb22/jobs">b</a>'),
      }),
    );
    const out = await readAll(urlSpec(`${origin}/portfolio`));
    expect(out.failed).toBe('no-postings-found');
    expect(String(out.error)).toContain('greenhouse aa11, greenhouse bb22');
  });

  it('that is gone does not keep from the links of the page', async () => {
    const { origin } = await serve(
      site({
        '/careers': list.replace('</h1>', '</h1><iframe src="/v1/boards/brightloom/jobs"></iframe>'),
        '/jobs/weaver-1': posting('Weaver'),
        '/jobs/dyer-2': posting('Dyer'),
      }),
    );
    const out = await readAll(urlSpec(`${origin}/careers`));
    expect(out.adapter).toBe('listing');
    expect(titles(out)).toEqual(['Dyer', 'Weaver']);
  });
});

describe('a list of links', () => {
  it('is followed one level: pages with facts for programs, pages with plain text, and no others', async () => {
    const { origin, requests } = await serve(
      site({
        '/careers': list.replace(
          '</h1>',
          '</h1><a href="/jobs/gone-3">Gone</a><a href="/careers/benefits">Benefits</a><a href="/jobs/life-at-the-mill">Life at the mill</a><a href="https://elsewhere.example/jobs/cook-1">Cook</a>',
        ),
        '/jobs/weaver-1': linked('Weaver').replace('</body>', '<a href="/jobs/spinner-9">Spinner</a></body>'),
        '/jobs/dyer-2': posting('Dyer'),
        '/jobs/life-at-the-mill': html(`<h1>Life at the mill</h1><p>${weaving}</p>`),
      }),
    );
    const out = await readAll(urlSpec(`${origin}/careers`));
    expect(out).toMatchObject({ adapter: 'listing', issues: [], failed: null });
    expect(out.postings).toMatchObject([
      { title: 'Weaver', source: 'jsonld', url: `${origin}/jobs/weaver-1` },
      { title: 'Dyer', source: 'html', url: `${origin}/jobs/dyer-2`, location: { raw: 'Ulm' } },
    ]);
    const asked = requests.map((request) => request.url);
    expect(asked).not.toContain('/jobs/spinner-9');
    expect(asked).not.toContain('/careers/benefits');
  });

  it('is followed as far as allowed, and says what it left', async () => {
    const { origin } = await serve(site({ '/careers': list, '/jobs/weaver-1': posting('Weaver') }));
    const events = [];
    const context = { fetcher: fetcher(), signal: new AbortController().signal, stdin: null, maxPages: 1 };
    for await (const event of readSource(urlSpec(`${origin}/careers`), context)) events.push(event);
    expect(events.filter((event) => event.type === 'posting')).toHaveLength(1);
    expect(events.find((event) => event.type === 'issue')).toMatchObject({
      issue: { code: 'too-many-pages' },
    });
  });

  it('that leads to no posting is said to', async () => {
    const { origin } = await serve(site({ '/careers': list }));
    const out = await readAll(urlSpec(`${origin}/careers`));
    expect(out.failed).toBe('no-postings-found');
    expect(String(out.error)).toContain('2 links, none of which led to a posting');
  });
});

describe('a feed that the page names', () => {
  const feed = `<?xml version="1.0"?><rss version="2.0"><channel><title>Jobs</title><item><title>Weaver</title>
    <link>ORIGIN/jobs/weaver-1</link><guid>1</guid><description>${weaving}</description></item></channel></rss>`;
  const head = (href: string, title: string): string =>
    `<link rel="alternate" type="application/rss+xml" title="${title}" href="${href}">`;

  it('is read, and the news feed of the site is not', async () => {
    const { origin, requests } = await serve(
      site({
        '/careers': html('', head('/feed.xml', 'Brightloom News') + head('/jobs/feed.xml', 'Openings')),
        '/feed.xml': feed.replace('Weaver', 'A new loom'),
        '/jobs/feed.xml': feed,
      }),
    );
    // One request to a host at a time: what was read must be let go before the next is asked for.
    const polite = {
      fetcher: fetcher({ gate: localGate({ concurrency: 1, delayMs: 0 }), obeyRobots: true }),
    };
    const out = await readAll(urlSpec(`${origin}/careers`), polite);
    expect(out).toMatchObject({ adapter: 'feed', failed: null });
    expect(titles(out)).toEqual(['Weaver']);
    expect(requests.map((request) => request.url)).not.toContain('/feed.xml');
  });

  it('and every other way lets go of a host before it asks again', async () => {
    const { origin } = await serve(
      site({
        '/careers': list.replace('</h1>', `</h1><iframe src="/v1/boards/brightloom/jobs"></iframe>`),
        '/sitemap.xml': '<urlset><url><loc>ORIGIN/jobs/weaver-1</loc></url></urlset>',
        '/jobs/weaver-1': html('no posting'),
        '/jobs/dyer-2': posting('Dyer'),
      }),
    );
    const polite = {
      fetcher: fetcher({ gate: localGate({ concurrency: 1, delayMs: 0 }), obeyRobots: true }),
    };
    const out = await readAll(urlSpec(`${origin}/careers`), polite);
    expect(out).toMatchObject({ adapter: 'listing', failed: null });
    expect(titles(out)).toEqual(['Dyer']);
  });
});

describe('a sitemap', () => {
  const pages = { '/jobs/weaver-1': posting('Weaver'), '/jobs/dyer-2': linked('Dyer') };
  const entries = (...paths: string[]): string =>
    `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${paths
      .map(
        (path) =>
          `<url><loc>ORIGIN${path}</loc><image:image><image:loc>ORIGIN/jobs/a-picture-1</image:loc></image:image></url>`,
      )
      .join('')}</urlset>`;
  const index = (...paths: string[]): string =>
    `<sitemapindex>${paths.map((path) => `<sitemap><loc>ORIGIN${path}</loc></sitemap>`).join('')}</sitemapindex>`;

  it('is looked at where the page itself tells nothing, job pages only', async () => {
    const { origin, requests } = await serve(
      site({
        ...pages,
        '/careers': html('<div id="app"></div>'),
        '/sitemap.xml': entries(
          '/',
          '/blog/jobs-of-2026',
          '/jobs',
          '/jobs/weaver-1',
          '/jobs/dyer-2',
          '/jobs/terms.pdf',
        ),
      }),
    );
    const out = await readAll(urlSpec(`${origin}/careers`));
    expect(out).toMatchObject({ adapter: 'sitemap', failed: null });
    expect(titles(out)).toEqual(['Dyer', 'Weaver']);
    const asked = requests.map((request) => request.url);
    expect(asked).not.toContain('/blog/jobs-of-2026');
    expect(asked).not.toContain('/jobs/a-picture-1');
  });

  it('is found through robots.txt, and an index leads to those about jobs', async () => {
    const { origin, requests } = await serve((request, response) => {
      const here = `http://${request.headers.host}`;
      site({
        ...pages,
        '/': html('nothing'),
        '/robots.txt': 'User-agent: *\nDisallow: /admin\nSitemap: ORIGIN/maps/index.xml\n',
        '/maps/index.xml': index('/maps/products.xml', '/maps/jobs.xml.gz'),
        '/maps/jobs.xml.gz': gzipSync(entries('/jobs/weaver-1', '/jobs/dyer-2').replaceAll('ORIGIN', here)),
      })(request, response);
    });
    const obeying = { fetcher: fetcher({ obeyRobots: true }) };
    expect(titles(await readAll(urlSpec(`${origin}/`), obeying))).toEqual(['Dyer', 'Weaver']);
    expect(requests.map((request) => request.url)).not.toContain('/maps/products.xml');
    const named = await readAll(urlSpec(`${origin}/maps/index.xml`), obeying);
    expect(named).toMatchObject({ adapter: 'sitemap', failed: null });
    expect(titles(named)).toEqual(['Dyer', 'Weaver']);
  });

  it('without a job page is said to be so', async () => {
    const { origin } = await serve(site({ '/sitemap.xml': entries('/', '/blog/hello-world') }));
    const out = await readAll(urlSpec(`${origin}/sitemap.xml`));
    expect(out.failed).toBe('no-postings-found');
  });
});
