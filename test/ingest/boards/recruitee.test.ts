import { describe, expect, it } from 'vitest';
import { json, leadsTo, readAt, readSaved, serveBoard } from './support.js';

const offer = (id: number, more: object = {}) => ({
  id,
  slug: `weaver-${id}`,
  title: 'Weaver (f/m/d)',
  description: '<p>You weave.</p>',
  requirements: '&lt;ul&gt;&lt;li&gt;Wool&lt;/li&gt;&lt;/ul&gt;',
  company_name: 'Brightloom',
  careers_url: `https://jobs.brightloom.example/o/weaver-${id}`,
  location: 'Leeds, England, United Kingdom',
  city: 'Leeds',
  state_name: 'England',
  country: 'United Kingdom',
  country_code: 'GB',
  locations: [{ id: 1, name: 'Mill', city: 'Leeds', state: 'England', country: 'United Kingdom' }],
  hybrid: true,
  remote: false,
  on_site: false,
  employment_type_code: 'parttime_permanent',
  salary: { min: '30000', max: '36000', currency: 'GBP', period: 'year' },
  published_at: '2026-05-01 10:00:00 UTC',
  close_at: null,
  translations: { en: { title: 'Weaver (f/m/d)' } },
  tags: [],
  ...more,
});
const weaver = {
  source: 'recruitee',
  sourceId: '7',
  title: 'Weaver (f/m/d)',
  company: 'Brightloom',
  url: 'https://jobs.brightloom.example/o/weaver-7',
  description: 'You weave.\n\n- Wool',
  employmentType: 'part-time',
  location: { raw: 'Leeds, England, United Kingdom', country: 'GB', city: 'Leeds', remote: 'hybrid' },
  salary: { min: 30000, max: 36000, currency: 'GBP', period: 'year' },
  postedAt: '2026-05-01T10:00:00Z',
  language: 'en',
};

it.each([
  ['https://brightloom.recruitee.com', 'brightloom', null],
  ['https://brightloom.recruitee.com/api/offers?department=x', 'brightloom', null],
  ['https://brightloom.recruitee.com/o/weaver-7/c/new', 'brightloom', 'weaver-7'],
  ['https://brightloom.recruitee.com/l/en/o/weaver-7', 'brightloom', 'weaver-7'],
])('address %s', (address, board, id) => {
  expect(leadsTo(address)).toEqual([`https://${board}.recruitee.com/api/offers/`, board, id]);
});
it('an employer’s own host by the path of the API, the service’s own site not at all', () => {
  expect(leadsTo('https://jobs.brightloom.example/api/offers/')?.[0]).toBe(
    'https://jobs.brightloom.example/api/offers/',
  );
  expect(leadsTo('https://www.recruitee.com/o/x')).toBeNull();
  expect(leadsTo('https://jobs.brightloom.example/o/weaver-7')).toBeNull();
});

describe('a board', () => {
  const routes = { '/api/offers/': json({ offers: [offer(7), offer(70)] }) };
  it('is read whole, and a saved answer gives the same postings', async () => {
    const { origin } = await serveBoard(routes);
    const live = await readAt(origin, 'https://brightloom.recruitee.com/');
    expect(live.postings).toMatchObject([weaver, { sourceId: '70' }]);
    expect((await readSaved({ offers: [offer(7), offer(70)] })).postings).toEqual(live.postings);
  });

  it('one posting by the end of its address', async () => {
    const { origin } = await serveBoard(routes);
    const one = await readAt(origin, 'https://brightloom.recruitee.com/o/weaver-7');
    expect(one.postings).toMatchObject([weaver]);
    const gone = await readAt(origin, 'https://brightloom.recruitee.com/o/dyer');
    expect(gone.failed).toBe('no-postings-found');
  });
});

it('one offer alone, with its text in a translation only, in several places', async () => {
  const places = [
    { city: 'Leeds', country: 'United Kingdom' },
    { city: null, name: 'Anywhere' },
  ];
  const bare = { title: null, description: null, requirements: null, location: null, salary: null };
  const said = { de: { title: 'Weber', description: 'Weben.' }, en: null };
  const one = offer(7, { ...bare, locations: places, translations: said });
  const out = await readSaved({ offer: one });
  expect(out.postings).toMatchObject([
    {
      title: 'Weber',
      description: 'Weben.',
      location: { raw: 'Leeds, United Kingdom; Anywhere', country: null, city: null },
      salary: null,
      language: null,
    },
  ]);
});
