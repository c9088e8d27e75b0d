import { describe, expect, it } from 'vitest';
import { boardTarget } from '../../../src/ingest/sources/registry.js';
import { fetcher, jsonAt, readAll, readText, serve, urlSpec } from '../support.js';

const greenhouseJob = (id: number, more: object = {}) => ({
  absolute_url: `https://boards.greenhouse.io/brightloom/jobs/${id}`,
  internal_job_id: id + 1,
  location: { name: 'Leeds, UK' },
  metadata: [{ id: 1, name: 'Employment Type', value: 'Full-time', value_type: 'single_select' }],
  id,
  updated_at: '2026-05-01T10:00:00-04:00',
  requisition_id: 'R-1',
  title: `Weaver ${id} `,
  company_name: 'Brightloom ',
  first_published: '2026-04-01T10:00:00-04:00',
  language: 'en',
  application_deadline: null,
  content: '&lt;p&gt;Weave &amp;amp; dye.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Wool&lt;/li&gt;&lt;/ul&gt;',
  ...more,
});
const leverJob = (id: string) => ({
  id,
  text: 'Dyer',
  hostedUrl: `https://jobs.lever.co/brightloom/${id}`,
  applyUrl: `https://jobs.lever.co/brightloom/${id}/apply`,
  createdAt: 1775037600000,
  country: 'GB',
  workplaceType: 'hybrid',
  categories: { commitment: 'Part-time', location: 'Leeds', team: 'Colour', allLocations: ['Leeds', 'York'] },
  description: '<div>We dye.</div>',
  descriptionPlain: 'We dye.',
  lists: [{ text: 'You bring', content: '<li>Patience</li><li>Boots</li>' }],
  additional: '<div>Apply soon.</div>',
  salaryRange: { min: 30000, max: 36000, currency: 'GBP', interval: 'per-year-salary' },
});
const ashbyId = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const ashbyJob = (n: number) => ({
  id: ashbyId(n),
  title: 'Spinner',
  employmentType: 'FullTime',
  location: 'Remote (Germany)',
  secondaryLocations: [{ location: 'Berlin', address: {} }],
  publishedAt: '2026-03-01T08:00:00.000+00:00',
  isRemote: true,
  workplaceType: 'Hybrid',
  address: { postalAddress: { addressRegion: '', addressCountry: 'Germany', addressLocality: 'Berlin' } },
  jobUrl: `https://jobs.ashbyhq.com/Brightloom/${ashbyId(n)}`,
  descriptionHtml: '<h2>About</h2><p>Spin.</p>',
  descriptionPlain: 'ABOUT\n\nSpin.',
  compensation: {
    compensationTiers: [
      { components: [{ compensationType: 'EquityPercentage', minValue: 0.1, maxValue: 0.2 }] },
      {
        components: [
          {
            compensationType: 'Salary',
            interval: '1 YEAR',
            currencyCode: 'EUR',
            minValue: 60000,
            maxValue: 70000,
          },
        ],
      },
    ],
    summaryComponents: [],
  },
});

describe('addresses', () => {
  const gh = 'https://boards-api.greenhouse.io/v1/boards/acme/jobs';
  const ashby = 'https://api.ashbyhq.com/posting-api/job-board/acme?includeCompensation=true';
  it.each([
    ['https://boards.greenhouse.io/acme', `${gh}?content=true`, null],
    ['https://job-boards.greenhouse.io/acme/', `${gh}?content=true`, null],
    ['https://job-boards.eu.greenhouse.io/acme', `${gh}?content=true`, null],
    ['https://boards.greenhouse.io/acme/jobs/4012?gh_src=x', `${gh}/4012`, '4012'],
    ['https://boards.greenhouse.io/embed/job_board?for=acme', `${gh}?content=true`, null],
    ['https://boards-api.greenhouse.io/v1/boards/acme/jobs', `${gh}?content=true`, null],
    [
      'http://mirror.example/gh/v1/boards/acme/jobs',
      'http://mirror.example/gh/v1/boards/acme/jobs?content=true',
      null,
    ],
    ['https://jobs.lever.co/acme', 'https://api.lever.co/v0/postings/acme?mode=json', null],
    ['https://jobs.eu.lever.co/acme/a1/apply', 'https://api.eu.lever.co/v0/postings/acme/a1?mode=json', 'a1'],
    ['https://api.lever.co/v0/postings/acme?team=x', 'https://api.lever.co/v0/postings/acme?mode=json', null],
    ['https://jobs.ashbyhq.com/acme', ashby, null],
    ['https://jobs.ashbyhq.com/acme/a1/application', ashby, 'a1'],
    ['https://jobs.ashbyhq.com/Acme%20Co', ashby.replace('acme', 'Acme%20Co'), null],
  ])('%s', (page, apiUrl, postingId) => {
    expect(boardTarget(new URL(page))?.target).toMatchObject({ apiUrl, postingId });
  });

  it.each([
    'https://acme.example/careers',
    'https://boards.greenhouse.io/',
    'https://www.greenhouse.io/acme',
    'https://lever.co/acme',
  ])('none: %s', (page) => expect(boardTarget(new URL(page))).toBeNull());
});

describe('greenhouse', () => {
  it('reads a board: escaped HTML, dates, company', async () => {
    const { origin } = await serve(
      jsonAt({ '/v1/boards/brightloom/jobs?content=true': { jobs: [greenhouseJob(7)], meta: { total: 1 } } }),
    );
    const out = await readAll(urlSpec(`${origin}/v1/boards/brightloom/jobs`), { fetcher: fetcher() });
    expect(out.adapter).toBe('greenhouse board brightloom');
    expect(out.postings).toMatchObject([
      {
        source: 'greenhouse',
        sourceId: '7',
        title: 'Weaver 7',
        company: 'Brightloom',
        description: 'Weave & dye.\n\n- Wool',
        employmentType: 'full-time',
        postedAt: '2026-04-01T14:00:00Z',
        language: 'en',
        location: { raw: 'Leeds, UK', country: null },
      },
    ]);
  });

  it('one posting, an empty board, and a board that is gone', async () => {
    const { origin } = await serve(
      jsonAt({
        '/v1/boards/b/jobs/7': greenhouseJob(7),
        '/v1/boards/empty/jobs?content=true': { jobs: [], meta: { total: 0 } },
      }),
    );
    const one = await readAll(urlSpec(`${origin}/v1/boards/b/jobs/7`), { fetcher: fetcher() });
    expect(one.postings.map((p) => p.sourceId)).toEqual(['7']);
    const empty = await readAll(urlSpec(`${origin}/v1/boards/empty/jobs`), { fetcher: fetcher() });
    expect([empty.failed, empty.postings.length]).toEqual([null, 0]);
    const gone = await readAll(urlSpec(`${origin}/v1/boards/gone/jobs`), { fetcher: fetcher() });
    expect(gone.failed).toBe('http-not-found');
  });

  it('an older answer: no name, no first date, no place but the offices; HTML escaped twice; pay in cents', async () => {
    const old = {
      absolute_url: 'https://boards.greenhouse.io/brightloom/jobs/7',
      internal_job_id: 8,
      id: 7,
      title: 'Weaver',
      updated_at: '2018-05-01T10:00:00-04:00',
      location: null,
      metadata: null,
      offices: [
        { id: 1, name: 'Mill', location: 'Leeds, UK' },
        { name: 'York', location: null },
      ],
      content: '&amp;lt;p&amp;gt;Weave &amp;amp;amp; dye.&amp;lt;/p&amp;gt;',
      pay_input_ranges: [{ min_cents: 3000000, max_cents: 3600000, currency_type: 'GBP', title: 'Per year' }],
    };
    expect((await readText('x.json', JSON.stringify({ jobs: [old] }))).postings).toMatchObject([
      {
        source: 'greenhouse',
        company: 'brightloom',
        description: 'Weave & dye.',
        location: { raw: 'Leeds, UK; York' },
        salary: { min: 30000, max: 36000, currency: 'GBP', period: 'year' },
        postedAt: '2018-05-01T14:00:00Z',
      },
    ]);
  });

  it('a posting with nothing in it is an issue, the others go on', async () => {
    const empty = greenhouseJob(8, { title: '', content: '' });
    const out = await readText(
      'board.json',
      JSON.stringify({ jobs: [greenhouseJob(7), empty, greenhouseJob(9)] }),
    );
    expect(out.postings.map((p) => p.sourceId)).toEqual(['7', '9']);
    expect(out.issues).toMatchObject([{ at: 'item 2', code: 'empty-posting' }]);
  });
});

describe('lever', () => {
  it('joins opening, lists and closing; knows places, pay and type', async () => {
    const { origin } = await serve(jsonAt({ '/v0/postings/brightloom?mode=json': [leverJob('a1')] }));
    const out = await readAll(urlSpec(`${origin}/v0/postings/brightloom`), { fetcher: fetcher() });
    expect(out.postings).toMatchObject([
      {
        source: 'lever',
        title: 'Dyer',
        company: 'brightloom',
        description: 'We dye.\n\nYou bring\n\n- Patience\n- Boots\n\nApply soon.',
        employmentType: 'part-time',
        location: { raw: 'Leeds; York', country: 'GB', remote: 'hybrid' },
        salary: { min: 30000, max: 36000, currency: 'GBP', period: 'year' },
        postedAt: '2026-04-01T10:00:00Z',
      },
    ]);
  });
});

it('lever: the parts in whatever form they come', async () => {
  const read = async (more: object) =>
    (await readText('x.json', JSON.stringify([{ ...leverJob('a1'), ...more }]))).postings[0];
  const plain = {
    description: null,
    descriptionPlain: 'We dye.\nAnd spin.',
    additional: '',
    additionalPlain: 'Bye.',
  };
  expect((await read(plain))?.description).toBe(
    'We dye.\nAnd spin.\n\nYou bring\n\n- Patience\n- Boots\n\nBye.',
  );
  const parts = {
    description: '',
    descriptionPlain: null,
    opening: '<p>Hello.</p>',
    descriptionBody: 'We dye.',
  };
  expect((await read({ ...parts, lists: null }))?.description).toBe('Hello.\n\nWe dye.\n\nApply soon.');
  const escaped = [
    { text: 'You', content: '&lt;li&gt;Boots&lt;/li&gt;' },
    { text: null, content: 'No list' },
    null,
  ];
  expect((await read({ lists: escaped }))?.description).toBe(
    'We dye.\n\nYou\n\n- Boots\n\nNo list\n\nApply soon.',
  );
  const bare = await read({ hostedUrl: null, categories: null, salaryRange: null, country: null });
  expect(bare).toMatchObject({
    url: 'https://jobs.lever.co/brightloom/a1',
    location: { raw: null },
    salary: null,
  });
});

it('ashby: pay in words, places without names, no text', async () => {
  const compensation = { compensationTiers: null, scrapeableCompensationSalarySummary: '€60K - €70K' };
  const places = { location: null, secondaryLocations: ['Berlin', { location: null }, null] };
  const job = { ...ashbyJob(1), ...places, compensation, descriptionHtml: null, descriptionPlain: null };
  expect((await readText('x.json', JSON.stringify({ jobs: [job] }))).postings).toMatchObject([
    {
      source: 'ashby',
      description: '',
      location: { raw: 'Berlin' },
      salary: { min: 60000, max: 70000, currency: 'EUR', period: null },
    },
  ]);
});

describe('ashby', () => {
  it('knows every location, the finer kind of workplace, and the salary among the components', async () => {
    const { origin } = await serve(
      jsonAt({
        '/posting-api/job-board/Brightloom?includeCompensation=true': {
          jobs: [ashbyJob(1)],
          apiVersion: '1',
        },
      }),
    );
    const out = await readAll(urlSpec(`${origin}/posting-api/job-board/Brightloom`), { fetcher: fetcher() });
    expect(out.postings).toMatchObject([
      {
        source: 'ashby',
        company: 'Brightloom',
        description: 'About\n\nSpin.',
        employmentType: 'full-time',
        location: {
          raw: 'Remote (Germany); Berlin',
          country: 'DE',
          region: null,
          city: 'Berlin',
          remote: 'hybrid',
        },
        salary: { min: 60000, max: 70000, currency: 'EUR', period: 'year' },
      },
    ]);
  });
});

describe('saved responses', () => {
  it.each([
    ['greenhouse', { jobs: [greenhouseJob(7)], meta: { total: 1 } }],
    ['lever', [leverJob('a1')]],
    ['ashby', { jobs: [ashbyJob(1)], apiVersion: '1' }],
  ])('%s is recognised by its shape, also line by line, as the same posting', async (source, document) => {
    const record = Array.isArray(document) ? document[0] : document.jobs[0];
    const saved = await readText('saved.json', JSON.stringify(document, null, 2));
    const line = await readText('saved.ndjson', JSON.stringify(record));
    expect(saved.postings[0]).toMatchObject({ source });
    expect(line.postings).toEqual(saved.postings);
  });

  it('the live board and its saved response give the same id', async () => {
    const { origin } = await serve(jsonAt({ '/v0/postings/brightloom?mode=json': [leverJob('a1')] }));
    const live = await readAll(urlSpec(`${origin}/v0/postings/brightloom`), { fetcher: fetcher() });
    const saved = await readText('saved.json', JSON.stringify([leverJob('a1')]));
    expect(live.postings[0]?.id).toBe(saved.postings[0]?.id);
  });
});
