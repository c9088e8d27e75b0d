import { expect, it } from 'vitest';
import { readAll, urlSpec } from '../support.js';
import { json, leadsTo, readSaved, serveBoard } from './support.js';

const API = '/platform/api/ats/v1/board/brightloom/jobs';
const uuid = (n: number): string => `2f0674e6-f01f-4ecd-b459-e947241c211${n}`;
const listed = (n: number, place: string) => ({
  uuid: uuid(n),
  name: 'Weaver',
  department: { id: 'Mill', label: 'Mill' },
  url: `https://ats.rippling.com/brightloom/jobs/${uuid(n)}`,
  workLocation: { label: place, id: place },
});
const detail = (n: number, more: object = {}) => ({
  uuid: uuid(n),
  name: 'Weaver',
  companyName: 'Brightloom Mills',
  description: { company: '<p>A mill.</p>', role: '<p>You weave.</p>', other: null },
  workLocations: ['Leeds', 'Remote (York, GB)'],
  department: { name: 'Mill', base_department: 'Mill', department_tree: [] },
  employmentType: { label: 'SALARIED_PT', id: 'Salaried, part-time' },
  payRangeDetails: [
    { rangeStart: 30000, rangeEnd: 36000, currency: 'GBP', frequency: 'YEAR', location: 'Leeds' },
    { rangeStart: 28000, rangeEnd: 34000, currency: 'GBP', frequency: 'YEAR', location: 'York' },
  ],
  createdOn: '2026-05-01T10:00:00.123Z',
  url: `https://ats.rippling.com/brightloom/jobs/${uuid(n)}`,
  ...more,
});
const weaver = {
  source: 'rippling',
  sourceId: uuid(1),
  title: 'Weaver',
  company: 'Brightloom Mills',
  url: `https://ats.rippling.com/brightloom/jobs/${uuid(1)}`,
  description: 'You weave.\n\nA mill.',
  employmentType: 'part-time',
  location: { raw: 'Leeds; Remote (York, GB)', remote: null },
  salary: { min: 28000, max: 36000, currency: 'GBP', period: 'year' },
  postedAt: '2026-05-01T10:00:00Z',
};

it.each([
  ['https://ats.rippling.com/brightloom/jobs', null],
  ['https://ats.rippling.com/brightloom', null],
  ['https://ats.rippling.com/en-GB/brightloom/jobs', null],
  [`https://ats.rippling.com/en-GB/brightloom/jobs/${uuid(1)}/apply`, uuid(1)],
  [`https://api.rippling.com${API}`, null],
  [`https://api.rippling.com${API.replace('v1', 'v2')}/${uuid(1)}`, uuid(1)],
])('address %s', (address, id) => {
  expect(leadsTo(address)).toEqual([`https://api.rippling.com${API}`, 'brightloom', id]);
});

it('asks for the detail of a posting once, however many locations it is listed for', async () => {
  const { origin, asked } = await serveBoard({
    [API]: json([listed(1, 'Leeds'), listed(2, 'Remote (Hull, GB)'), listed(1, 'York')]),
    [`${API}/${uuid(1)}`]: json(detail(1)),
  });
  const out = await readAll(urlSpec(`${origin}${API}`));
  expect(asked).toHaveLength(3);
  expect(out.postings).toMatchObject([
    weaver,
    // Without its detail the address still names the employer's board.
    { sourceId: uuid(2), company: 'brightloom', location: { raw: 'Remote (Hull, GB)', remote: 'remote' } },
  ]);
  const one = await readAll(urlSpec(`${origin}${API}/${uuid(1)}`));
  expect(one.postings).toMatchObject([weaver]);
});

it('saved: the list with locations together, one detail, the newer list', async () => {
  const list = await readSaved([listed(1, 'Leeds'), listed(2, 'Hull'), listed(1, 'York')]);
  expect(list.postings).toMatchObject([
    { sourceId: uuid(1), location: { raw: 'Leeds; York' } },
    { sourceId: uuid(2), company: 'brightloom' },
  ]);
  const one = await readSaved(detail(1));
  expect(one.postings).toMatchObject([weaver]);
  expect(one.postings[0]?.id).toBe(list.postings[0]?.id);
  const place = {
    name: 'Leeds',
    city: 'Leeds',
    state: 'England',
    countryCode: 'GB',
    workplaceType: 'ON_SITE',
  };
  const newer = {
    id: uuid(1),
    name: 'Weaver',
    url: listed(1, '').url,
    locations: [place],
    language: 'en-GB',
  };
  expect((await readSaved({ items: [newer], page: 0, totalPages: 1 })).postings).toMatchObject([
    { sourceId: uuid(1), location: { raw: 'Leeds', country: 'GB', city: 'Leeds', remote: 'onsite' } },
  ]);
});

it('pay in several currencies is the first one’s; a plain description is one', async () => {
  const ranges = [
    { rangeStart: 20, rangeEnd: 25, currency: 'USD', frequency: 'HOUR' },
    { rangeStart: 30000, rangeEnd: null, currency: 'GBP', frequency: 'YEAR' },
  ];
  const out = await readSaved(detail(1, { payRangeDetails: ranges, description: '<p>You weave.</p>' }));
  expect(out.postings).toMatchObject([
    { salary: { min: 20, max: 25, currency: 'USD', period: 'hour' }, description: 'You weave.' },
  ]);
});

it.each([
  [['Hybrid (Leeds, GB)'], 'hybrid'],
  [['Remote (Leeds, GB)', 'Remote (York, GB)'], 'remote'],
  [['Remote (Leeds, GB)', 'York'], null],
  [['Remoteville'], null],
])('kind of place: %j', async (workLocations, remote) => {
  expect((await readSaved(detail(1, { workLocations }))).postings[0]?.location.remote).toBe(remote);
});
