import { describe, expect, it } from 'vitest';
import { boardTarget } from '../../../src/ingest/sources/registry.js';
import { jsonAt, readAll, readText, serve, urlSpec } from '../support.js';

const notice = { last_updated: 1775037600, legal: 'API Terms of Service: please link back.' };
const remoteokJob = (id: number, more: object = {}) => ({
  slug: `remote-tejedor-brightloom-${id}`,
  id: String(id),
  epoch: 1775037600,
  date: '2026-04-01T10:00:00+00:00',
  company: 'Brightloom',
  position: 'Tejedor MecÃ¡nico',
  tags: ['wool'],
  description: '<p>DiagnÃ³stico de vehÃ­culos â€“ sin prisa.</p><ul><li>SeÃ±ales</li></ul>',
  location: '',
  apply_url: `https://remoteOK.com/remote-jobs/remote-tejedor-brightloom-${id}`,
  salary_min: 40000,
  salary_max: 0,
  url: `https://remoteOK.com/remote-jobs/remote-tejedor-brightloom-${id}`,
  ...more,
});
const remotiveJob = (id: number, more: object = {}) => ({
  id,
  url: `https://remotive.com/remote-jobs/design/weaver-${id}`,
  title: 'Weaver',
  company_name: 'Brightloom',
  category: 'Design',
  job_type: 'part_time',
  publication_date: '2026-04-01T10:00:00',
  candidate_required_location: 'Canada',
  salary: '$90k - $105k',
  description: '<p>Weave.</p>',
  ...more,
});
const arbeitnowJob = (slug: string, more: object = {}) => ({
  slug,
  company_name: 'Brightloom',
  title: 'Weber (m/w/d)',
  description: '&lt;h2&gt;Weben&lt;/h2&gt;\n&lt;p&gt;Garn &amp;amp; Wolle.&amp;nbsp;&lt;/p&gt;',
  remote: true,
  url: `https://www.arbeitnow.com/jobs/companies/brightloom/${slug}`,
  tags: [],
  job_types: ['berufseinstieg', 'Vollzeit'],
  location: 'Leipzig',
  created_at: 1775037600,
  ...more,
});
const jobicyJob = (id: number, more: object = {}) => ({
  id,
  url: `https://jobicy.com/jobs/${id}-weaver`,
  jobSlug: `${id}-weaver`,
  jobTitle: 'Weaver &#8211; Wool',
  companyName: 'Bright &amp; Loom',
  jobIndustry: ['Design'],
  jobType: ['Full-Time'],
  jobGeo: 'LATAM,  Canada',
  jobExcerpt: 'Weave&hellip;',
  jobDescription: '<p>Weave.</p>',
  pubDate: '2026-04-01T10:00:00+00:00',
  salaryMin: 20,
  salaryMax: 25,
  salaryCurrency: 'USD',
  salaryPeriod: 'hourly',
  ...more,
});
const himalayasJob = (slug: string, more: object = {}) => ({
  title: 'Weaver',
  excerpt: 'Weave.',
  companyName: 'Brightloom',
  employmentType: 'Full Time',
  minSalary: 100000,
  maxSalary: null,
  currency: 'CAD',
  salaryPeriod: 'annual',
  seniority: ['Senior'],
  locationRestrictions: [{ alpha2: 'CA', name: 'Canada' }],
  timezoneRestrictions: [-5],
  description: '<p>Weave.</p>',
  pubDate: 1775037600,
  expiryDate: 0,
  applicationLink: `https://himalayas.app/companies/brightloom/jobs/${slug}/apply`,
  guid: `https://himalayas.app/companies/brightloom/jobs/${slug}`,
  ...more,
});
const museJob = (id: number, more: object = {}) => ({
  contents: '<p>Weave.<br>Dye.</p>',
  name: 'Weaver',
  type: 'external',
  publication_date: '2026-04-01T10:00:00Z',
  short_name: 'weaver',
  model_type: 'jobs',
  id,
  locations: [{ name: 'Leeds, UK' }, { name: 'Flexible / Remote' }],
  levels: [{ name: 'Internship', short_name: 'internship' }],
  refs: { landing_page: 'https://www.themuse.com/jobs/brightloom/weaver' },
  company: { id: 1, short_name: 'brightloom', name: 'Brightloom' },
  ...more,
});

describe('addresses', () => {
  it.each([
    ['https://remoteok.com/', 'https://remoteok.com/api', null],
    ['https://remoteok.com/api?tags=dev', 'https://remoteok.com/api?tags=dev', null],
    ['https://remoteok.com/remote-wool-jobs', 'https://remoteok.com/api?tags=wool', null],
    ['https://remoteOK.com/remote-jobs/remote-weaver-brightloom-77', 'https://remoteok.com/api', '77'],
    ['https://remotive.com/remote-jobs', 'https://remotive.com/api/remote-jobs', null],
    ['https://remotive.com/remote-jobs/design', 'https://remotive.com/api/remote-jobs?category=design', null],
    ['https://remotive.com/remote-jobs/design/weaver-20911', 'https://remotive.com/api/remote-jobs', '20911'],
    [
      'http://mirror.example/x/api/remote-jobs?limit=5',
      'http://mirror.example/x/api/remote-jobs?limit=5',
      null,
    ],
    ['https://www.arbeitnow.com/', 'https://www.arbeitnow.com/api/job-board-api', null],
    [
      'http://mirror.example/api/job-board-api?page=3',
      'http://mirror.example/api/job-board-api?page=3',
      null,
    ],
    ['https://jobicy.com/jobs', 'https://jobicy.com/api/v2/remote-jobs?count=100', null],
    ['https://jobicy.com/jobs/77-weaver', 'https://jobicy.com/api/v2/remote-jobs?count=100', '77'],
    ['https://himalayas.app/jobs', 'https://himalayas.app/jobs/api', null],
    ['https://himalayas.app/companies/acme/jobs', 'https://himalayas.app/jobs/api/search?company=acme', null],
    [
      'https://himalayas.app/companies/acme/jobs/weaver',
      'https://himalayas.app/jobs/api/search?company=acme',
      'acme/weaver',
    ],
    ['http://mirror.example/jobs/api?limit=20', 'http://mirror.example/jobs/api?limit=20', null],
    ['https://www.themuse.com/jobs', 'https://www.themuse.com/api/public/jobs?page=0', null],
    ['https://www.themuse.com/api/public/jobs/77', 'https://www.themuse.com/api/public/jobs/77', '77'],
    ['http://mirror.example/api/public/jobs?page=1', 'http://mirror.example/api/public/jobs?page=1', null],
  ])('%s', (page, apiUrl, postingId) => {
    expect(boardTarget(new URL(page))?.target).toMatchObject({ apiUrl, postingId });
  });

  it.each([
    // Paths that any site may have.
    'https://acme.example/api',
    'https://acme.example/jobs/api',
    'https://acme.example/api/public/jobs',
    'https://acme.example/remote-jobs',
    // Pages of these sites that are not lists of postings, or that are better read as pages.
    'https://remoteok.com/hire-remotely/now',
    'https://remotive.com/blog',
    'https://www.arbeitnow.com/jobs/companies/acme/weaver-1',
    'https://jobicy.com/company/acme',
    'https://himalayas.app/advice/weaving',
    'https://www.themuse.com/jobs/acme/weaver',
  ])('none: %s', (page) => expect(boardTarget(new URL(page))).toBeNull());
});

describe('saved answers, whatever the name', () => {
  it.each([
    [
      'remoteok',
      [notice, remoteokJob(7)],
      {
        sourceId: '7',
        title: 'Tejedor Mecánico',
        description: 'Diagnóstico de vehículos – sin prisa.\n\n- Señales',
        location: { raw: null, remote: 'remote' },
        salary: { min: 40000, max: null, currency: 'USD', period: 'year' },
      },
    ],
    [
      'remotive',
      { '0-legal-notice': 'Link back.', 'job-count': 1, jobs: [remotiveJob(7)] },
      {
        sourceId: '7',
        title: 'Weaver',
        description: 'Weave.',
        employmentType: 'part-time',
        location: { raw: 'Canada', country: 'CA', remote: 'remote' },
        salary: { min: 90000, max: 105000, currency: 'USD' },
      },
    ],
    [
      'arbeitnow',
      { data: [arbeitnowJob('w-7')], links: { next: null }, meta: {} },
      {
        sourceId: 'w-7',
        title: 'Weber (m/w/d)',
        description: 'Weben\n\nGarn & Wolle.',
        employmentType: 'full-time',
        location: { raw: 'Leipzig', remote: 'remote' },
      },
    ],
    [
      'jobicy',
      { apiVersion: '2', appliedFilters: { count: 1 }, jobs: [jobicyJob(7)], success: true },
      {
        sourceId: '7',
        title: 'Weaver – Wool',
        company: 'Bright & Loom',
        location: { raw: 'LATAM; Canada', country: null, remote: 'remote' },
        salary: { min: 20, max: 25, currency: 'USD', period: 'hour' },
      },
    ],
    [
      'himalayas',
      { offset: 0, limit: 20, totalCount: 1, jobs: [himalayasJob('weaver')] },
      {
        sourceId: 'brightloom/weaver',
        url: 'https://himalayas.app/companies/brightloom/jobs/weaver',
        validThrough: null,
        employmentType: 'full-time',
        location: { raw: 'Canada', country: 'CA', remote: 'remote' },
        salary: { min: 100000, max: null, currency: 'CAD', period: 'year' },
      },
    ],
    [
      'themuse',
      { page: 0, page_count: 1, results: [museJob(7)] },
      {
        sourceId: '7',
        title: 'Weaver',
        description: 'Weave.\nDye.',
        employmentType: 'internship',
        location: { raw: 'Leeds, UK; Flexible / Remote', remote: 'remote' },
      },
    ],
  ])('%s', async (source, document, expected) => {
    const saved = await readText('saved.json', JSON.stringify(document, null, 2));
    expect(saved.issues).toEqual([]);
    expect(saved.postings).toMatchObject([{ source, postedAt: '2026-04-01T10:00:00Z', ...expected }]);
    expect(saved.postings[0]?.company).toMatch(/^Bright/);
    expect(saved.postings[0]?.url).toMatch(/^https:/);
  });

  it.each([
    ['remoteok', remoteokJob(7, { description: null, salary_min: null, tags: null, location: 'Peru' })],
    ['remotive', remotiveJob(7, { salary: null, description: null, job_type: null, tags: null })],
    ['arbeitnow', arbeitnowJob('w', { job_types: null, remote: null, description: null, location: null })],
    ['jobicy', jobicyJob(7, { jobType: null, jobDescription: null, salaryMin: null, jobGeo: 'Anywhere' })],
    ['himalayas', himalayasJob('w', { locationRestrictions: [], minSalary: null, description: null })],
    ['themuse', museJob(7, { contents: null, locations: null, levels: null, company: null })],
  ])('%s with nulls is still a posting of that source', async (source, record) => {
    const out = await readText('one.ndjson', JSON.stringify(record));
    expect(out.failed).toBeNull();
    expect(out.postings).toMatchObject([{ source }]);
  });

  it('older yearly pay of Jobicy; no restriction of Himalayas is the world', async () => {
    const { salaryMin, salaryMax, salaryPeriod, ...old } = jobicyJob(7, { annualSalaryMin: '50000' });
    expect([salaryMin, salaryMax, salaryPeriod]).toHaveLength(3);
    const jobicy = await readText('a.json', JSON.stringify([old]));
    expect(jobicy.postings[0]?.salary).toEqual({ min: 50000, max: null, currency: 'USD', period: 'year' });
    const world = await readText('a.json', JSON.stringify([himalayasJob('w', { locationRestrictions: [] })]));
    expect(world.postings[0]?.location).toMatchObject({ raw: 'Worldwide', country: null });
  });
});

describe('walks', () => {
  it('Arbeitnow: by the next page that each answer names, never to another host', async () => {
    const next = (n: number): object => ({ next: `https://www.arbeitnow.com/api/job-board-api?page=${n}` });
    const { origin, requests } = await serve(
      jsonAt({
        '/api/job-board-api?remote=true': { data: [arbeitnowJob('a'), arbeitnowJob('b')], links: next(2) },
        '/api/job-board-api?remote=true&page=2': { data: [arbeitnowJob('c')], links: { next: null } },
      }),
    );
    const out = await readAll(urlSpec(`${origin}/api/job-board-api?remote=true`));
    expect(out.failed).toBeNull();
    expect(out.postings.map((p) => p.sourceId)).toEqual(['a', 'b', 'c']);
    expect(requests).toHaveLength(2);
  });

  it('Himalayas: by offset over the whole window, though expired postings are missing from it', async () => {
    const page = (offset: number, ...slugs: string[]): object => ({
      offset,
      limit: 20,
      totalCount: 41,
      jobs: slugs.map((slug) => himalayasJob(slug)),
    });
    const { origin } = await serve(
      jsonAt({
        '/jobs/api?limit=20': page(0, 'a', 'b'),
        '/jobs/api?limit=20&offset=20': page(20, 'c'),
        '/jobs/api?limit=20&offset=40': page(40, 'd'),
      }),
    );
    const out = await readAll(urlSpec(`${origin}/jobs/api?limit=20`));
    expect(out.failed).toBeNull();
    expect(out.postings.map((p) => p.sourceId?.slice(-1))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('Himalayas: by cursor where answers name one, by page in a search', async () => {
    const { origin } = await serve(
      jsonAt({
        '/jobs/api?limit=2': { nextCursor: 'x1', jobs: [himalayasJob('a')] },
        '/jobs/api?limit=2&cursor=x1': { nextCursor: null, jobs: [himalayasJob('b')] },
        '/jobs/api/search?limit=2': { limit: 2, totalCount: 3, jobs: [himalayasJob('c'), himalayasJob('d')] },
        '/jobs/api/search?limit=2&page=2': { limit: 2, totalCount: 3, jobs: [himalayasJob('e')] },
      }),
    );
    const cursor = await readAll(urlSpec(`${origin}/jobs/api?limit=2`));
    const search = await readAll(urlSpec(`${origin}/jobs/api/search?limit=2`));
    expect([cursor.failed, search.failed]).toEqual([null, null]);
    expect(cursor.postings.map((p) => p.sourceId?.slice(-1))).toEqual(['a', 'b']);
    expect(search.postings.map((p) => p.sourceId?.slice(-1))).toEqual(['c', 'd', 'e']);
  });

  it('The Muse: pages from 0, as many as it says', async () => {
    const { origin, requests } = await serve(
      jsonAt({
        '/api/public/jobs?page=0': { page: 0, page_count: 2, results: [museJob(1)] },
        '/api/public/jobs?page=1': { page: 1, page_count: 2, results: [museJob(2)] },
      }),
    );
    const out = await readAll(urlSpec(`${origin}/api/public/jobs?page=0`));
    expect(out.failed).toBeNull();
    expect(out.postings.map((p) => p.sourceId)).toEqual(['1', '2']);
    expect(requests).toHaveLength(2);
  });

  it('a list on an address that nobody knows is read by its shape', async () => {
    const { origin } = await serve(jsonAt({ '/api': [notice, remoteokJob(7), remoteokJob(8)] }));
    const out = await readAll(urlSpec(`${origin}/api`));
    expect(out.postings.map((p) => [p.source, p.sourceId])).toEqual([
      ['remoteok', '7'],
      ['remoteok', '8'],
    ]);
  });

  it('a feed and its saved answer give the same ids', async () => {
    const jobs = [jobicyJob(7), jobicyJob(8)];
    const { origin } = await serve(jsonAt({ '/api/v2/remote-jobs': { jobs } }));
    const all = await readAll(urlSpec(`${origin}/api/v2/remote-jobs`));
    expect(all.postings).toHaveLength(2);
    const saved = await readText('saved.json', JSON.stringify(jobs));
    expect(saved.postings.map((p) => p.id)).toEqual(all.postings.map((p) => p.id));
  });
});
