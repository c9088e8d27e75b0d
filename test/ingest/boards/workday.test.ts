import { describe, expect, it } from 'vitest';
import type { BoardRequest } from '../../../src/ingest/sources/board.js';
import { workdayList } from '../../../src/ingest/sources/workday-list.js';
import { json, leadsTo, readAt, readSaved, serveBoard, status } from './support.js';

const API = '/wday/cxs/brightloom/Mills';
const HOST = 'https://brightloom.wd5.myworkdayjobs.com';
const path = (n: number): string => `/job/England---Leeds/Senior-Weaver_JR${n}`;
const listed = (n: number, more: object = {}) => ({
  title: 'Senior Weaver',
  externalPath: path(n),
  locationsText: '3 Locations',
  postedOn: 'Posted Yesterday',
  bulletFields: [`JR${n}`],
  ...more,
});
const detail = (n: number) => ({
  jobPostingInfo: {
    id: 'a1',
    title: 'Senior Weaver',
    jobDescription: '<p>You weave.</p><ul><li>Wool</li></ul>',
    location: 'Leeds',
    additionalLocations: ['York', 'Hull'],
    postedOn: 'Posted Yesterday',
    startDate: '2026-05-01',
    timeType: 'Full time',
    jobReqId: `JR${n}`,
    remoteType: 'Hybrid',
    country: { descriptor: 'United Kingdom', id: '29247e57dbaf46fb855b224e03170bc7' },
    jobRequisitionLocation: { descriptor: 'Leeds', country: { descriptor: 'x', alpha2Code: 'GB' } },
    externalUrl: `${HOST}/Mills${path(n)}`,
  },
  hiringOrganization: { name: 'Brightloom Mills Ltd', url: '' },
  userAuthenticated: false,
});
const weaver = {
  source: 'workday',
  sourceId: 'JR1',
  title: 'Senior Weaver',
  company: 'Brightloom Mills Ltd',
  url: `${HOST}/Mills${path(1)}`,
  description: 'You weave.\n\n- Wool',
  employmentType: 'full-time',
  location: { raw: 'Leeds; York; Hull', country: 'GB', remote: 'hybrid' },
  postedAt: '2026-05-01T00:00:00Z',
};

it.each([
  [`${HOST}/Mills`, null],
  [`${HOST}/en-US/Mills`, null],
  [`${HOST}/en-US/Mills${path(1)}/apply`, path(1)],
  [`${HOST}/Mills/details/Senior-Weaver_JR1`, '/job/Senior-Weaver_JR1'],
  [`${HOST}${API}/jobs`, null],
  [`${HOST}${API}${path(1)}`, path(1)],
])('address %s', (address, id) => {
  expect(leadsTo(address)).toEqual([`${HOST}${API}/jobs`, 'brightloom', id]);
});
it('the shared host, and what is no site', () => {
  const shared = 'https://wd3.myworkdaysite.com';
  expect(leadsTo(`${shared}/en-US/recruiting/brightloom/Mills${path(1)}`)).toEqual([
    `${shared}${API}/jobs`,
    'brightloom',
    path(1),
  ]);
  expect(leadsTo(`${HOST}/`)).toBeNull();
  expect(leadsTo('https://www.workday.com/en-us/jobs')).toBeNull();
});

it('posts for each page of 20 with the page’s own search, and reads each detail', async () => {
  const sent: unknown[] = [];
  const facet = '29247e57dbaf46fb855b224e03170bc7';
  const all = Array.from({ length: 21 }, (_, n) => listed(n + 1));
  const { origin, asked } = await serveBoard({
    [`${API}/jobs`]: (body) => {
      sent.push(body);
      const { offset } = body as { offset: number };
      return { total: offset === 0 ? 21 : 0, jobPostings: all.slice(offset, offset + 20), facets: [] };
    },
    ...Object.fromEntries(all.map((_, n) => [`${API}${path(n + 1)}`, json(detail(n + 1))])),
    [`${API}${path(2)}`]: status(404),
  });
  const out = await readAt(
    origin,
    `${HOST}/en-US/Mills?q=weaver&locationCountry=${facet}&source=mail&constructor=${facet}`,
  );
  const search = {
    appliedFacets: { locationCountry: [facet], constructor: [facet] },
    searchText: 'weaver',
    limit: 20,
  };
  expect(sent).toEqual([
    { ...search, offset: 0 },
    { ...search, offset: 20 },
  ]);
  expect(out.postings).toHaveLength(21);
  expect(out.postings[0]).toMatchObject(weaver);
  // Without its detail: the place of the address, the site's page, the tenant for a name, no guessed date.
  expect(out.postings[1]).toMatchObject({
    sourceId: 'JR2',
    company: 'brightloom',
    url: expect.stringMatching(
      /^http:\/\/brightloom\.wd5\.myworkdayjobs\.com:\d+\/en-US\/Mills\/job\/.*_JR2$/,
    ),
    location: { raw: 'England, Leeds' },
    postedAt: null,
  });
  expect(asked).toHaveLength(23);
  expect(out.issues).toEqual([]);
});

it('a site of more than is ever shown was read in part', async () => {
  let page = 0;
  const { origin } = await serveBoard({
    [`${API}/jobs`]: () => ({
      total: 2000,
      jobPostings: Array.from({ length: 20 }, (_, n) => ({
        title: 'Weaver',
        externalPath: null,
        n: (page += 1) + n,
      })),
    }),
  });
  const out = await readAt(origin, `${HOST}/Mills`);
  expect(out.postings).toHaveLength(2000);
  expect(out.issues).toMatchObject([{ at: null, code: 'board-incomplete' }]);
});

describe('a site of more than is ever shown is read by its facets', () => {
  interface Job {
    path: string;
    group: string;
    time: string;
  }
  const count = (jobs: Job[], key: 'group' | 'time') =>
    [...new Set(jobs.map((job) => job[key]))].map((id) => ({
      id,
      descriptor: id,
      count: jobs.filter((job) => job[key] === id).length,
    }));
  /** A site as the service has it: 20 a page, 2,000 of one search, counts of each facet. */
  const site = (jobs: Job[], facets: (jobs: Job[]) => unknown) => {
    const searches = new Set<string>();
    const answer = (body: unknown) => {
      const { appliedFacets: by, offset } = body as {
        appliedFacets: Record<string, string[]>;
        offset: number;
      };
      searches.add(JSON.stringify(by));
      const found = jobs.filter(
        (job) =>
          (by['jobFamilyGroup']?.includes(job.group) ?? true) && (by['timeType']?.includes(job.time) ?? true),
      );
      const page = found.slice(0, 2000).slice(offset, offset + 20);
      return {
        total: offset === 0 ? Math.min(found.length, 2000) : 0,
        jobPostings: page.map(({ path }) => ({
          title: 'Weaver',
          externalPath: path,
          locationsText: 'Leeds',
        })),
        facets: offset === 0 ? facets(found) : [],
      };
    };
    return { searches, answer };
  };
  const list = async (answer: (body: unknown) => unknown) => {
    const client = { json: async ({ body }: BoardRequest) => answer(body) };
    const paths: unknown[] = [];
    const issues: string[] = [];
    for await (const walked of workdayList(client, 'x', { appliedFacets: {}, searchText: '' })) {
      if (walked.type === 'issue') issues.push(walked.message);
      else paths.push(walked.record['externalPath']);
    }
    return { paths, issues };
  };
  const jobs = Array.from({ length: 5200 }, (_, n) => ({
    path: `/job/Weaver_JR${n}`,
    group: n < 2400 ? 'mills' : n < 4000 ? 'looms' : 'dyes',
    time: n % 3 === 0 ? 'full' : 'part',
  }));
  const all = (found: Job[]) => [
    {
      facetParameter: 'locationMainGroup',
      values: [
        {
          facetParameter: 'locations',
          values: [
            { id: 'leeds', count: 4000 },
            { id: 'york', count: 4000 },
          ],
        },
      ],
    },
    { facetParameter: 'timeType', values: count(found, 'time') },
    { facetParameter: 'jobFamilyGroup', values: count(found, 'group') },
  ];

  it('one within another where a part is too large too', async () => {
    const { searches, answer } = site(jobs, all);
    const { paths, issues } = await list(answer);
    expect(issues).toEqual([]);
    expect(new Set(paths).size).toBe(5200);
    expect(paths).toHaveLength(5200);
    expect([...searches].map((search) => JSON.parse(search))).toEqual([
      {},
      { jobFamilyGroup: ['mills'] },
      { jobFamilyGroup: ['mills'], timeType: ['full'] },
      { jobFamilyGroup: ['mills'], timeType: ['part'] },
      { jobFamilyGroup: ['looms'] },
      { jobFamilyGroup: ['dyes'] },
    ]);
  });

  it('and says what they do not lead to', async () => {
    const some = (found: Job[]) => [
      { facetParameter: 'timeType', values: [...count(found, 'time'), { id: 'none', count: 7 }] },
    ];
    const small = jobs.filter((job) => job.group !== 'mills');
    const { issues, paths } = await list(site(small, some).answer);
    expect(paths).toHaveLength(2800);
    expect(issues).toEqual([expect.stringContaining('2800 postings of at least 2807')]);
  });

  it.each([
    ['no facets', null],
    ['one value', [{ facetParameter: 'timeType', values: [{ id: 'full', count: 5200 }] }]],
    [
      'odd ones',
      [null, { values: 1 }, { facetParameter: 'x', values: [{ id: 'a' }, { id: 'b', count: '2' }] }],
    ],
  ])('not where it has %s', async (_, facets) => {
    const { paths, issues } = await list(site(jobs, () => facets).answer);
    expect(paths).toHaveLength(2000);
    expect(issues).toEqual([expect.stringContaining('2000 postings of one search')]);
  });
});

it('one posting: live and saved are the same', async () => {
  const { origin, asked } = await serveBoard({ [`${API}${path(1)}`]: json(detail(1)) });
  const live = await readAt(origin, `${HOST}/Mills${path(1)}`);
  expect(live.postings).toMatchObject([weaver]);
  expect(asked).toHaveLength(1);
  expect((await readSaved(detail(1))).postings).toEqual(live.postings);
  expect((await readSaved({ ...listed(1), ...detail(1) })).postings).toEqual(live.postings);
});

it('a saved list', async () => {
  const odd = listed(2, { locationsText: 'Leeds, UK', postedOn: null, externalPath: '/job/Weaver_JR2-1' });
  const none = listed(3, { locationsText: null, externalPath: '/job/Weaver_JR3' });
  const out = await readSaved({ total: 3, jobPostings: [listed(1), odd, none], facets: [] });
  expect(out.postings.map((p) => [p.sourceId, p.location.raw])).toEqual([
    ['JR1', 'England, Leeds'],
    ['JR2-1', 'Leeds, UK'],
    ['JR3', null],
  ]);
});

it('bullets that are places are no ids; a country may be a plain name', async () => {
  const path = '/job/Leeds/Weaver';
  const one = listed(1, {
    externalPath: path,
    bulletFields: ['Leeds, UK', 'Mill', 'R-77'],
    postedOn: '2026-05-01',
  });
  const two = { ...listed(2), ...detail(2) };
  const info = { ...two.jobPostingInfo, country: 'Germany', jobRequisitionLocation: null };
  const out = await readSaved({ jobPostings: [{ ...two, jobPostingInfo: info }, one] });
  expect(out.postings).toMatchObject([
    { location: { country: 'DE' } },
    { sourceId: 'R-77', url: `${HOST}/Mills${path}`, postedAt: '2026-05-01T00:00:00Z' },
  ]);
});
