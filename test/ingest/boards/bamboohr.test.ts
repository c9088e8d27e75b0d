import { expect, it } from 'vitest';
import { json, leadsTo, readAt, readSaved, serveBoard, status } from './support.js';

const listed = (id: string, more: object = {}) => ({
  id,
  jobOpeningName: 'Weaver & Dyer',
  departmentLabel: 'Mill',
  employmentStatusLabel: 'Part-Time',
  location: { city: 'Tampa', state: 'Florida' },
  atsLocation: { country: null, state: null, province: null, city: null },
  isRemote: null,
  locationType: '2',
  ...more,
});
const detail = (id: string) => ({
  meta: {},
  result: {
    jobOpening: {
      jobOpeningShareUrl: `https://brightloom.bamboohr.com/careers/${id}`,
      jobOpeningName: 'Weaver & Dyer',
      jobOpeningStatus: 'Open',
      description: '<p>You weave.</p><ul><li>Wool</li></ul>',
      employmentStatusLabel: 'Part-Time',
      location: { city: 'Tampa', state: 'Florida', postalCode: '33601', addressCountry: 'United States' },
      atsLocation: { city: null },
      compensation: '$20 - $25 per hour',
      datePosted: '2026-05-01',
      locationType: '2',
    },
    formFields: { firstName: { isRequired: true } },
  },
});
const weaver = {
  source: 'bamboohr',
  sourceId: '86',
  title: 'Weaver & Dyer',
  company: 'brightloom',
  url: 'https://brightloom.bamboohr.com/careers/86',
  description: 'You weave.\n\n- Wool',
  employmentType: 'part-time',
  location: {
    raw: 'Tampa, Florida, United States',
    country: 'US',
    region: 'Florida',
    city: 'Tampa',
    remote: 'hybrid',
  },
  salary: { min: 20, max: 25, currency: 'USD', period: 'hour' },
  postedAt: '2026-05-01T00:00:00Z',
};

it.each([
  ['https://brightloom.bamboohr.com/careers', null],
  ['https://brightloom.bamboohr.com/careers/list', null],
  ['https://brightloom.bamboohr.com/careers/86?source=x', '86'],
  ['https://brightloom.bamboohr.com/careers/86/detail', '86'],
  ['https://brightloom.bamboohr.com/jobs/view.php?id=86', '86'],
])('address %s', (address, id) => {
  expect(leadsTo(address)).toEqual(['https://brightloom.bamboohr.com/careers/list', 'brightloom', id]);
});
it('the path alone is any site’s', () => {
  expect(leadsTo('https://www.bamboohr.com/careers/list')).toBeNull();
  expect(leadsTo('https://brightloom.example/careers/list')).toBeNull();
});

it('a board: the list, a detail each, and addresses where a detail is missing', async () => {
  const { origin, asked } = await serveBoard({
    '/careers/list': json({ meta: { totalCount: 2 }, result: [listed('86'), listed('87')] }),
    '/careers/86/detail': json(detail('86')),
    '/careers/87/detail': status(404),
  });
  const out = await readAt(origin, 'https://brightloom.bamboohr.com/careers');
  expect(out.postings).toMatchObject([
    weaver,
    { sourceId: '87', company: 'brightloom', url: expect.stringMatching(/\/careers\/87$/), description: '' },
  ]);
  expect(asked).toHaveLength(3);
});

it('one posting: live and saved are the same', async () => {
  const { origin, asked } = await serveBoard({ '/careers/86/detail': json(detail('86')) });
  const live = await readAt(origin, 'https://brightloom.bamboohr.com/careers/86');
  expect(live.postings).toMatchObject([weaver]);
  expect(asked).toHaveLength(1);
  expect((await readSaved(detail('86'))).postings).toEqual(live.postings);
});

it('a saved list says no more than it says', async () => {
  const remote = listed('88', { location: { city: null, state: null }, locationType: '1' });
  const out = await readSaved({ meta: { totalCount: 2 }, result: [listed('86'), remote] });
  expect(out.postings).toMatchObject([
    { source: 'bamboohr', sourceId: '86', company: null, url: null, location: { raw: 'Tampa, Florida' } },
    { location: { raw: null, remote: 'remote' } },
  ]);
});

it('kinds and places in words; paths that only a neighbour completes', async () => {
  const here = { ...listed('90', { location: 'Tampa', locationType: 'Hybrid' }), jobOpeningShareUrl: null };
  const there = { ...listed('91', { isRemote: 'yes', locationType: '' }) };
  const known = { ...listed('89'), jobOpeningShareUrl: 'https://brightloom.bamboohr.com/careers/89' };
  const out = await readSaved({ result: [known, here, there] });
  expect(out.postings.map((p) => [p.url, p.location.remote])).toEqual([
    ['https://brightloom.bamboohr.com/careers/89', 'hybrid'],
    ['https://brightloom.bamboohr.com/careers/90', 'hybrid'],
    ['https://brightloom.bamboohr.com/careers/91', 'remote'],
  ]);
  expect(out.postings[1]?.location.raw).toBe('Tampa');
});
