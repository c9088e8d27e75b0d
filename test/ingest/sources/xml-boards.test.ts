/** Boards that answer with XML. */
import { describe, expect, it } from 'vitest';
import { openSource } from '../../../src/ingest/open-source.js';
import type { Fetcher } from '../../../src/ingest/http/fetcher.js';
import { boardTarget } from '../../../src/ingest/sources/registry.js';
import { readAt } from '../boards/support.js';
import { readAll, readText, serve, urlSpec } from '../support.js';

const PERSONIO = `<?xml version="1.0" encoding="UTF-8"?>
<workzag-jobs>
  <position>
    <id>4711</id><subcompany>Muster GmbH</subcompany><office>Bonn</office>
    <additionalOffices><office>Ulm</office></additionalOffices>
    <department>IT</department><recruitingCategory>Tech</recruitingCategory>
    <name>Backend Developer (m/w/d)</name>
    <jobDescriptions>
      <jobDescription><name>Deine Aufgaben</name><value><![CDATA[<ul><li>Bauen</li><li>Prüfen</li></ul>]]></value></jobDescription>
      <jobDescription><name>Dein Profil</name><value><![CDATA[Java &amp; Kotlin]]></value></jobDescription>
    </jobDescriptions>
    <employmentType>permanent</employmentType><seniority>experienced</seniority><schedule>part-time</schedule>
    <createdAt>2026-03-02T10:00:00+01:00</createdAt>
  </position>
  <position>
    <id>4712</id><office>Bonn</office><recruitingCategory>Tech</recruitingCategory><name>Intern</name>
    <jobDescriptions><jobDescription><name>Text</name><value>Lernen</value></jobDescription></jobDescriptions>
    <employmentType>intern</employmentType><schedule>full-time</schedule>
  </position>
</workzag-jobs>`;

const TEAMTAILOR = (base: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:tt="https://teamtailor.com/locations"><channel><title>Fjord AS</title><link>${base}/jobs</link>
  <item><title>Cook</title><description>&lt;p&gt;Fish &amp;amp; chips&lt;/p&gt;</description>
    <pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate><link>${base}/jobs/12-cook</link>
    <remoteStatus>hybrid</remoteStatus><guid>b1</guid>
    <tt:locations><tt:location><tt:name>HQ</tt:name><tt:city>Oslo</tt:city><tt:country>Norway</tt:country></tt:location></tt:locations>
  </item>
  <item><title>Writer</title><description/><pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate>
    <link>${base}/jobs/13-writer</link><remoteStatus>fully</remoteStatus><guid>b2</guid><tt:locations/>
  </item>
</channel></rss>`;

const WWR = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Remote jobs</title>
  <item><title>Acme: Senior Engineer: Payments</title><region>Europe Only</region><category>Back-End</category><skills>Java, Go</skills>
    <type>Full-Time</type><description>&lt;img src="x" /&gt;&lt;p&gt;Text&lt;/p&gt;</description>
    <pubDate>Mon, 02 Mar 2026 10:00:00 +0000</pubDate><expires_at>Wed, 01 Apr 2026 10:00:00 +0000</expires_at>
    <guid>https://weworkremotely.com/remote-jobs/acme-senior-engineer-payments</guid>
    <link>https://weworkremotely.com/remote-jobs/acme-senior-engineer-payments</link></item>
</channel></rss>`;

describe('addresses', () => {
  it.each([
    ['https://acme.jobs.personio.de/', 'https://acme.jobs.personio.de/xml', null],
    ['https://acme.jobs.personio.com/xml', 'https://acme.jobs.personio.com/xml', null],
    [
      'https://acme.jobs.personio.de/job/4711?language=de',
      'https://acme.jobs.personio.de/xml?language=de',
      '4711',
    ],
    ['https://acme.teamtailor.com/jobs.rss', 'https://acme.teamtailor.com/jobs.rss?per_page=200', null],
    [
      'https://acme.na.teamtailor.com/en-GB/jobs.rss?per_page=5',
      'https://acme.na.teamtailor.com/en-GB/jobs.rss?per_page=5',
      null,
    ],
    ['https://weworkremotely.com', 'https://weworkremotely.com/remote-jobs.rss', null],
    [
      'https://weworkremotely.com/categories/remote-design-jobs',
      'https://weworkremotely.com/categories/remote-design-jobs.rss',
      null,
    ],
    [
      'https://weworkremotely.com/categories/remote-design-jobs.rss',
      'https://weworkremotely.com/categories/remote-design-jobs.rss',
      null,
    ],
    [
      'https://weworkremotely.com/remote-jobs/acme-cook',
      'https://weworkremotely.com/remote-jobs.rss',
      'acme-cook',
    ],
  ])('%s', (url, apiUrl, postingId) => {
    expect(boardTarget(new URL(url))?.target).toMatchObject({ apiUrl, postingId, format: 'xml' });
  });

  it('others are pages', () => {
    for (const url of ['https://personio.de/', 'https://weworkremotely.com/remote-jobs/search?term=x'])
      expect(boardTarget(new URL(url))).toBeNull();
  });

  it('XML is asked for', async () => {
    const asked: unknown[] = [];
    const fetcher = {
      get: (url: string, options: { accept?: string }) => {
        asked.push(options.accept);
        return Promise.resolve({
          url,
          contentType: null,
          totalBytes: null,
          bytesRead: () => 0,
          body: (async function* (): AsyncGenerator<Buffer> {})(),
        });
      },
    } as unknown as Fetcher;
    const signal = new AbortController().signal;
    const source = await openSource(urlSpec('https://acme.jobs.personio.de'), {
      fetcher,
      signal,
      stdin: null,
    });
    expect(asked[0]).toContain('application/xml');
    expect(source).toMatchObject({
      claimed: 'xml',
      label: 'personio board acme',
      parse: { scope: 'acme', company: 'acme', pageUrl: 'https://acme.jobs.personio.de/' },
    });
  });
});

describe('Personio', () => {
  it('a position, from its parts', async () => {
    const out = await readText('saved', PERSONIO);
    expect(out.postings).toHaveLength(2);
    expect(out.postings[0]).toMatchObject({
      source: 'personio',
      sourceId: '4711',
      title: 'Backend Developer (m/w/d)',
      company: 'Muster GmbH',
      location: { raw: 'Bonn; Ulm' },
      description: 'Deine Aufgaben\n\n- Bauen\n- Prüfen\n\nDein Profil\n\nJava & Kotlin',
      employmentType: 'part-time',
      postedAt: '2026-03-02T09:00:00Z',
    });
    expect(out.postings[1]).toMatchObject({ employmentType: 'internship', company: null });
  });

  it('fetched: its pages stand beside the XML', async () => {
    const { origin } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/xml; charset=UTF-8' });
      response.end(PERSONIO);
    });
    const out = await readAll(urlSpec(`${origin}/xml`));
    expect(out.postings.map((p) => p.url)).toEqual([`${origin}/job/4711`, `${origin}/job/4712`]);
  });

  it('without its XML the page is read, and nothing closed for it', async () => {
    const stated = { '@type': 'JobPosting', title: 'Koch (m/w/d)', description: 'Du kochst.' };
    const { origin, requests } = await serve((request, response) => {
      const page = request.url === '/' || request.url === '/job/4711';
      response.writeHead(page ? 200 : 404, { 'content-type': 'text/html' });
      response.end(
        request.url === '/'
          ? '<html><h1>Jobs</h1><a href="/job/4711">Koch (m/w/d)</a></html>'
          : `<html><script type="application/ld+json">${JSON.stringify(stated)}</script></html>`,
      );
    });
    const out = await readAt(origin, 'https://acme.jobs.personio.de/');
    expect(out).toMatchObject({ failed: null, complete: false, postings: [{ title: 'Koch (m/w/d)' }] });
    expect(requests[0]?.url).toBe('/xml');
    const one = await readAt(origin, 'https://acme.jobs.personio.de/job/4711');
    expect(one.postings).toMatchObject([{ title: 'Koch (m/w/d)', description: 'Du kochst.' }]);
  });
});

describe('Teamtailor RSS', () => {
  it('company, places and remote status', async () => {
    const out = await readText('saved.rss', TEAMTAILOR('https://fjord.teamtailor.com'));
    expect(out.postings).toMatchObject([
      {
        source: 'teamtailor',
        title: 'Cook',
        company: 'Fjord AS',
        url: 'https://fjord.teamtailor.com/jobs/12-cook',
        location: { raw: 'Oslo, Norway', country: 'NO', city: 'Oslo', remote: 'hybrid' },
        description: 'Fish & chips',
        postedAt: '2026-03-02T09:00:00Z',
      },
      { title: 'Writer', location: { raw: 'Remote', remote: 'remote' } },
    ]);
  });

  it('is the same posting, fetched or saved', async () => {
    const { origin } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' });
      response.end(TEAMTAILOR('https://fjord.teamtailor.com'));
    });
    const saved = await readText('saved.rss', TEAMTAILOR('https://fjord.teamtailor.com'));
    const fetched = await readAll(urlSpec(`${origin}/jobs.rss`));
    expect(fetched.postings.map((p) => p.id)).toEqual(saved.postings.map((p) => p.id));
  });

  it('as many as it ever gives at once may not be all', async () => {
    const items = (count: number): string =>
      Array.from(
        { length: count },
        (_, n) =>
          `<item><title>Cook ${n}</title><link>https://x.example/jobs/${n}-cook</link><guid>${n}</guid><remoteStatus>none</remoteStatus><pubDate>x</pubDate></item>`,
      ).join('');
    let count = 200;
    const { origin } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/rss+xml' });
      response.end(`<rss version="2.0"><channel><title>Fjord</title>${items(count)}</channel></rss>`);
    });
    const read = () => readAt(origin, 'https://fjord.teamtailor.com/jobs.rss');
    expect(await read()).toMatchObject({ complete: false, issues: [{ code: 'board-incomplete' }] });
    count = 199;
    expect((await read()).issues).toEqual([]);
  });
});

describe('We Work Remotely', () => {
  it('the company stands in the title', async () => {
    const out = await readText('saved.xml', WWR);
    expect(out.postings).toMatchObject([
      {
        source: 'weworkremotely',
        sourceId: 'acme-senior-engineer-payments',
        company: 'Acme',
        title: 'Senior Engineer: Payments',
        location: { raw: 'Europe Only', remote: 'remote' },
        employmentType: 'full-time',
        description: 'Text\n\nSkills\n\nJava, Go',
        postedAt: '2026-03-02T10:00:00Z',
        validThrough: '2026-04-01T10:00:00Z',
      },
    ]);
  });
});
