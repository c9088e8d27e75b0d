import { expect, it } from 'vitest';
import { json, leadsTo, readAt, readSaved, serveBoard } from './support.js';

const HOST = 'https://brightloom.teamtailor.com';
const item = (id: number, more: object = {}) => ({
  id: '20fafb7d-f013-4061-b6de-2894b3e0838b',
  title: 'Weaver',
  url: `${HOST}/jobs/${id}-weaver`,
  content_html: '<p>You weave.</p>',
  date_published: '2026-05-01T12:00:00+02:00',
  _jobposting: {
    '@context': 'http://schema.org/',
    '@type': 'JobPosting',
    title: 'Weaver',
    description: '&lt;p&gt;You weave.&lt;/p&gt;',
    identifier: { '@type': 'PropertyValue', name: 'Brightloom', value: id },
    hiringOrganization: { '@type': 'Organization', name: 'Brightloom Mills' },
    employmentType: 'FULL_TIME',
    validThrough: null,
    jobLocation: [
      {
        '@type': 'Place',
        address: {
          '@type': 'PostalAddress',
          addressLocality: 'Lund',
          addressRegion: 'Skåne',
          addressCountry: 'SE',
        },
      },
    ],
  },
  ...more,
});
const feed = (items: unknown[], more: object = {}) => ({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Brightloom AB',
  home_page_url: `${HOST}/jobs`,
  ...more,
  items,
});
const weaver = {
  source: 'teamtailor',
  sourceId: '71',
  title: 'Weaver',
  company: 'Brightloom Mills',
  url: `${HOST}/jobs/71-weaver`,
  description: 'You weave.',
  employmentType: 'full-time',
  location: { raw: 'Lund, Skåne, SE', country: 'SE', city: 'Lund' },
  postedAt: '2026-05-01T10:00:00Z',
};

it.each([
  [`${HOST}/`, null],
  [`${HOST}/jobs`, null],
  [`${HOST}/jobs.json`, null],
  [`${HOST}/jobs/71-weaver?promotion=1`, '71'],
])('address %s', (address, id) => {
  expect(leadsTo(address)).toEqual([`${HOST}/jobs.json`, 'brightloom', id]);
});
it('the region is no employer; the RSS feed stays the RSS feed', () => {
  expect(leadsTo('https://brightloom.na.teamtailor.com/jobs')?.[1]).toBe('brightloom');
  expect(leadsTo(`${HOST}/jobs.rss`)?.[0]).toContain('/jobs.rss');
  expect(leadsTo('https://www.teamtailor.com/jobs')).toBeNull();
});

it('follows the feed’s own pages, not a link to elsewhere', async () => {
  let port = '';
  const { origin, asked } = await serveBoard({
    '/jobs.json': () =>
      feed([item(71)], { next_url: `http://brightloom.teamtailor.com:${port}/jobs.json?page=2` }),
    '/jobs.json?page=2': json(feed([item(72)], { next_url: 'https://elsewhere.example/jobs.json' })),
  });
  ({ port } = new URL(origin));
  const live = await readAt(origin, `${HOST}/jobs`);
  expect(live.postings).toMatchObject([weaver, { sourceId: '72' }]);
  expect(asked).toEqual(['GET /jobs.json', 'GET /jobs.json?page=2']);
  const saved = await readSaved(feed([item(71), item(72)]));
  expect(saved.postings).toEqual(live.postings);
  const one = await readAt(origin, `${HOST}/jobs/72-weaver`);
  expect(one.postings.map((p) => p.sourceId)).toEqual(['72']);
});

it('without the employer’s name the feed’s title is it; without text the posting is kept', async () => {
  const bare = { jobLocation: null, hiringOrganization: null, identifier: null };
  const out = await readSaved(feed([item(71, { content_html: null, _jobposting: bare })]));
  expect(out.postings).toMatchObject([
    { sourceId: '71', company: 'Brightloom AB', description: '', location: { raw: null } },
  ]);
});

it('goes on where it was redirected to: the employer’s own host', async () => {
  let port = '';
  const own = (path: string): string => `http://jobs.brightloom.example:${port}${path}`;
  const { origin } = await serveBoard({
    '/jobs.json': () => feed([item(71)], { home_page_url: own('/jobs'), next_url: own('/jobs.json?page=2') }),
    '/jobs.json?page=2': json(feed([item(72)])),
  });
  ({ port } = new URL(origin));
  expect((await readAt(origin, `${HOST}/jobs`)).postings.map((p) => p.sourceId)).toEqual(['71', '72']);
  // By that host itself it is a feed like any other: its first page is read, and that there are more is said.
  const page = await readAt(origin, 'https://jobs.brightloom.example/jobs.json');
  expect(page.postings.map((p) => p.sourceId)).toEqual(['71']);
  expect(page.issues).toMatchObject([
    { code: 'board-incomplete', message: expect.stringContaining('page=2') },
  ]);
});
