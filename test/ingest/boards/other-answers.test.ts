/** Answers of the same services by other addresses than the boards', as people save them too. */
import { expect, it } from 'vitest';
import { readSaved } from './support.js';

const HTML = '<p>You <b>weave</b>.</p><ul><li>Wool</li><li>Silk</li></ul>';
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const READABLE = 'You weave.\n\n- Wool\n- Silk';

it.each<[string, unknown, object]>([
  [
    'Greenhouse, by departments, without texts',
    {
      departments: [
        { id: 0, name: 'No Department', jobs: [] },
        {
          id: 3,
          name: 'Mill',
          parent_id: null,
          jobs: [
            {
              absolute_url: 'https://boards.greenhouse.io/brightloom/jobs/1',
              location: { name: 'Leeds' },
              metadata: null,
              id: 1,
              updated_at: '2026-05-01T00:00:00Z',
              title: 'Weaver',
            },
          ],
        },
      ],
    },
    {
      source: 'greenhouse',
      sourceId: '1',
      title: 'Weaver',
      company: 'brightloom',
      location: { raw: 'Leeds' },
    },
  ],
  [
    'Greenhouse, escaped twice, nulls all around',
    {
      jobs: [
        {
          absolute_url: 'https://brightloom.example/jobs?gh_jid=1',
          id: 1,
          title: 'R&amp;D Weaver',
          content: escaped(escaped(HTML)),
          location: null,
          departments: null,
          metadata: null,
          offices: [{ id: 1, name: 'Leeds', location: null }],
        },
      ],
      meta: { total: 1 },
    },
    { title: 'R&D Weaver', description: READABLE, location: { raw: 'Leeds' } },
  ],
  [
    'Lever, as its customers see it',
    {
      data: [
        {
          id: 'a1',
          text: 'Weaver',
          state: 'published',
          categories: { location: 'Leeds', commitment: 'Full-time', allLocations: ['Leeds', 'York'] },
          content: {
            descriptionHtml: '<div>You weave.</div>',
            lists: [{ text: 'You have', content: '<li>Wool</li>' }],
            closingHtml: '<div>Bye</div>',
          },
          country: 'GB',
          workplaceType: 'hybrid',
          urls: {
            show: 'https://jobs.lever.co/brightloom/a1',
            apply: 'https://jobs.lever.co/brightloom/a1/apply',
          },
          createdAt: 1_777_593_600_000,
        },
      ],
      hasNext: false,
    },
    {
      source: 'lever',
      title: 'Weaver',
      company: 'brightloom',
      url: 'https://jobs.lever.co/brightloom/a1',
      description: 'You weave.\n\nYou have\n\n- Wool\n\nBye',
      employmentType: 'full-time',
      location: { raw: 'Leeds; York', country: 'GB', remote: 'hybrid' },
      postedAt: '2026-05-01T00:00:00Z',
    },
  ],
  [
    'Teamtailor, as its customers see it',
    {
      data: [
        {
          id: '12',
          type: 'jobs',
          links: { 'careersite-job-url': 'https://brightloom.teamtailor.com/jobs/12-weaver' },
          attributes: {
            title: 'Weaver',
            body: HTML,
            'created-at': '2026-05-01T00:00:00Z',
            'remote-status': 'hybrid',
            'employment-type': 'fulltime',
          },
        },
      ],
    },
    {
      source: 'teamtailor',
      sourceId: '12',
      url: 'https://brightloom.teamtailor.com/jobs/12-weaver',
      description: READABLE,
      employmentType: 'full-time',
      location: { remote: 'hybrid' },
    },
  ],
  [
    'Workable, its newer list: a state that is no part of a country',
    {
      total: 1,
      results: [
        {
          id: 1,
          shortcode: 'ABC',
          title: 'Weaver',
          state: 'published',
          type: 'full',
          workplace: 'on_site',
          location: { country: 'Greece', countryCode: 'GR', city: 'Athens', region: 'Attica' },
          published: '2026-05-01T00:00:00.000Z',
        },
      ],
      nextPage: null,
    },
    {
      source: 'workable',
      employmentType: 'full-time',
      location: { raw: 'Athens, Attica, Greece', country: 'GR', region: 'Attica', city: 'Athens' },
    },
  ],
  [
    'Recruitee, of which only the address says whose it is',
    {
      offers: [
        {
          id: 1,
          slug: 'weaver',
          title: 'Weaver',
          description: escaped(HTML),
          careers_url: 'https://brightloom.recruitee.com/o/weaver',
          location: null,
          locations: null,
          translations: null,
          salary: { min: null, max: null, currency: null },
        },
      ],
    },
    {
      source: 'recruitee',
      company: 'brightloom',
      description: READABLE,
      location: { raw: null },
      salary: null,
    },
  ],
  [
    'nobody’s: a state that says how far it is',
    [{ title: 'Weaver', company: 'Brightloom', city: 'Leeds', state: 'published', description: 'None' }],
    { title: 'Weaver', description: '', location: { raw: 'Leeds', region: null } },
  ],
])('%s', async (_, answer, expected) => {
  const out = await readSaved(answer);
  expect(out).toMatchObject({ failed: null, issues: [] });
  expect(out.postings).toMatchObject([expected]);
});
