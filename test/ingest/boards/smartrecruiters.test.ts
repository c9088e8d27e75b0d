import { expect, it } from 'vitest';
import { readAll, urlSpec } from '../support.js';
import { json, leadsTo, readSaved, serveBoard, status } from './support.js';

const API = '/v1/companies/Brightloom/postings';
const posting = (id: number, more: object = {}) => ({
  id: String(743_999_000_000 + id),
  name: `Weaver ${id}`,
  uuid: '0761de07-8adc-465d-af91-905f0df48ec1',
  refNumber: 'REF1',
  company: { identifier: 'Brightloom', name: 'Brightloom Mills' },
  releasedDate: '2026-05-01T10:00:00.000Z',
  location: { city: 'Leeds', region: 'ENG', country: 'gb', remote: false, hybrid: true },
  department: {},
  typeOfEmployment: { id: 'part-time', label: 'Part-time' },
  ref: 'https://api.smartrecruiters.com/v1/companies/brightloom/postings/1',
  language: { code: 'en-GB', label: 'English' },
  ...more,
});
const detail = (id: number) => ({
  ...posting(id),
  postingUrl: `https://jobs.smartrecruiters.com/Brightloom/${743_999_000_000 + id}-weaver`,
  jobAd: {
    sections: {
      companyDescription: { title: 'Company Description', text: '<p>We are a mill.</p>' },
      jobDescription: { title: 'Job Description', text: '<ul><li>Weave</li></ul>' },
      qualifications: { title: 'Qualifications', text: '' },
      additionalInformation: null,
      videos: { title: 'Videos', urls: [] },
    },
  },
});
const whole = {
  source: 'smartrecruiters',
  title: 'Weaver 0',
  company: 'Brightloom Mills',
  url: 'https://jobs.smartrecruiters.com/Brightloom/743999000000-weaver',
  description: 'Company Description\n\nWe are a mill.\n\nJob Description\n\n- Weave',
  employmentType: 'part-time',
  location: { raw: 'Leeds, ENG, gb', country: 'GB', region: 'ENG', city: 'Leeds', remote: 'hybrid' },
  postedAt: '2026-05-01T10:00:00Z',
  language: 'en',
};

it.each([
  ['https://careers.smartrecruiters.com/Brightloom?search=x', null],
  ['https://jobs.smartrecruiters.com/Brightloom', null],
  ['https://jobs.smartrecruiters.com/Brightloom/743999671674844-weaver', '743999671674844'],
  [
    'https://jobs.smartrecruiters.com/oneclick-ui/company/Brightloom/publication/0761de07-8adc-465d-af91-905f0df48ec1?dcr=1',
    '0761de07-8adc-465d-af91-905f0df48ec1',
  ],
  [`https://api.smartrecruiters.com${API}?limit=10&offset=10`, null],
  [`https://api.smartrecruiters.com${API}/743999671674844`, '743999671674844'],
])('address %s', (address, id) => {
  expect(leadsTo(address)).toEqual([`https://api.smartrecruiters.com${API}`, 'Brightloom', id]);
});

it('reads every page by offset, and the detail of each posting', async () => {
  const all = Array.from({ length: 101 }, (_, n) => posting(n));
  const { origin, asked } = await serveBoard({
    [`${API}?limit=100&offset=0`]: json({
      offset: 0,
      limit: 100,
      totalFound: 101,
      content: all.slice(0, 100),
    }),
    [`${API}?limit=100&offset=100`]: json({
      offset: 100,
      limit: 100,
      totalFound: 101,
      content: all.slice(100),
    }),
    ...Object.fromEntries(all.map((one, n) => [`${API}/${one.id}`, json(detail(n))])),
    [`${API}/743999000005`]: status(404),
  });
  const out = await readAll(urlSpec(`${origin}${API}`));
  expect(out.adapter).toBe('smartrecruiters board Brightloom');
  expect(out.failed).toBeNull();
  expect(out.postings).toHaveLength(101);
  expect(out.postings[0]).toMatchObject(whole);
  // Gone between list and detail: the list's words stand, and say so.
  expect(out.postings[5]).toMatchObject({ title: 'Weaver 5', description: '' });
  expect(out.notes).toHaveLength(1);
  expect(asked).toHaveLength(103);
});

it('one posting is asked for alone', async () => {
  const { origin, asked } = await serveBoard({ [`${API}/743999000000`]: json(detail(0)) });
  const out = await readAll(urlSpec(`${origin}${API}/743999000000`));
  expect(out.postings).toMatchObject([whole]);
  expect(asked).toHaveLength(1);
  expect((await readAll(urlSpec(`${origin}${API}/743999000009`))).failed).toBe('http-not-found');
});

it('saved: a list, a detail, and both as the same posting', async () => {
  const list = await readSaved({ offset: 0, limit: 100, totalFound: 1, content: [posting(0)] });
  const alone = await readSaved(detail(0));
  expect(alone.postings).toMatchObject([whole]);
  expect(list.postings).toMatchObject([{ title: 'Weaver 0', company: 'Brightloom Mills', description: '' }]);
  expect(list.postings[0]?.id).toBe(alone.postings[0]?.id);
  expect(list.postings[0]?.url).toBe('https://jobs.smartrecruiters.com/Brightloom/743999000000');
});

it('nulls and missing parts cost only themselves', async () => {
  const bare = posting(0, {
    location: null,
    typeOfEmployment: null,
    language: null,
    company: null,
    uuid: null,
  });
  const out = await readSaved({ content: [bare, posting(1, { location: 'Leeds' })] });
  expect(out.postings).toMatchObject([
    { title: 'Weaver 0', company: null, location: { raw: null } },
    { location: { raw: 'Leeds' } },
  ]);
});
