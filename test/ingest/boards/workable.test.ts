import { expect, it } from 'vitest';
import { readText } from '../support.js';
import { json, leadsTo, readAt, readSaved, serveBoard } from './support.js';

const WIDGET = '/api/v1/widget/accounts/brightloom?details=true';
const job = (code: string, country: string, more: object = {}) => ({
  title: 'Weaver',
  shortcode: code,
  code: '',
  employment_type: 'Full-time',
  telecommuting: true,
  department: 'Mill',
  url: `https://apply.workable.com/j/${code}`,
  shortlink: `https://apply.workable.com/j/${code}`,
  application_url: `https://apply.workable.com/j/${code}/apply`,
  published_on: '2026-05-01',
  created_at: '2026-04-01',
  country,
  city: '',
  state: '',
  locations: [
    { country, countryCode: country === 'Spain' ? 'ES' : 'PT', city: '', region: null, hidden: false },
  ],
  description: '<p>You weave.</p>',
  ...more,
});
const board = {
  name: 'Brightloom Mills',
  description: null,
  jobs: [job('AA', 'Spain'), job('BB', 'Spain', { title: 'Dyer' }), job('AA', 'Portugal')],
};
const weaver = {
  source: 'workable',
  sourceId: 'AA',
  title: 'Weaver',
  company: 'Brightloom Mills',
  url: 'https://apply.workable.com/j/AA',
  description: 'You weave.',
  employmentType: 'full-time',
  location: { raw: 'Spain; Portugal', country: null, remote: 'remote' },
  postedAt: '2026-05-01T00:00:00Z',
};
const dyer = { sourceId: 'BB', title: 'Dyer', location: { raw: 'Spain', country: 'ES' } };

it.each([
  ['https://apply.workable.com/brightloom/', null],
  ['https://apply.workable.com/brightloom/j/AA/apply/', 'AA'],
  ['https://brightloom.workable.com/', null],
  ['https://brightloom.workable.com/j/AA', 'AA'],
  ['https://www.workable.com/api/accounts/brightloom?details=true', null],
  ['https://apply.workable.com/api/v3/accounts/brightloom/jobs', null],
  ['https://apply.workable.com/api/v2/accounts/brightloom/jobs/AA', 'AA'],
])('address %s', (address, id) => {
  expect(leadsTo(address)).toEqual([`https://apply.workable.com${WIDGET}`, 'brightloom', id]);
});
it.each([
  'https://apply.workable.com/j/AA',
  'https://www.workable.com/pricing',
  'https://jobs.workable.com/view/x',
])('no board: %s', (address) => expect(leadsTo(address)).toBeNull());

it('a posting listed for every location is one posting with all of them', async () => {
  const { origin } = await serveBoard({ [WIDGET]: json(board) });
  const live = await readAt(origin, 'https://apply.workable.com/brightloom/');
  expect(live.postings).toMatchObject([weaver, dyer]);
  const saved = await readSaved(board);
  expect(saved.postings).toEqual(live.postings);
  const lines = await readText('x.ndjson', board.jobs.map((one) => JSON.stringify(one)).join('\n'));
  expect(lines.postings.map((p) => [p.sourceId, p.location.raw])).toEqual([
    ['AA', 'Spain; Portugal'],
    ['BB', 'Spain'],
  ]);
  const one = await readAt(origin, 'https://apply.workable.com/brightloom/j/AA');
  expect(one.postings).toMatchObject([weaver]);
});

it('what was read before the end of a cut-off file is kept', async () => {
  const text = JSON.stringify(board);
  const out = await readText('cut.json', text.slice(0, text.lastIndexOf('"Portugal"')));
  expect(out.postings.map((p) => p.sourceId)).toEqual(['AA', 'BB']);
  expect(out.issues).toMatchObject([{ code: 'invalid-json' }]);
});

it('other answers of the service: the newer list, one posting, the parts apart', async () => {
  const place = { country: 'Spain', countryCode: 'ES', city: 'Vigo', region: 'Galicia' };
  const newer = {
    id: 1,
    shortcode: 'AA',
    title: 'Weaver',
    remote: false,
    location: place,
    locations: [place],
  };
  const list = await readSaved({
    total: 1,
    results: [{ ...newer, type: 'part', published: '2026-05-01T10:00:00.000Z', workplace: 'on_site' }],
  });
  expect(list.postings).toMatchObject([
    {
      url: 'https://apply.workable.com/j/AA',
      location: { raw: 'Vigo, Galicia, Spain', country: 'ES', city: 'Vigo', remote: 'onsite' },
      employmentType: 'part-time',
      postedAt: '2026-05-01T10:00:00Z',
    },
  ]);
  const one = await readSaved({
    ...newer,
    description: '<p>Weave.</p>',
    requirements: 'Wool',
    benefits: null,
  });
  expect(one.postings).toMatchObject([{ description: 'Weave.\n\nRequirements\n\nWool' }]);
});

it('jobs.workable.com: an employer’s postings, page after page, without drafts', async () => {
  const API = '/api/v1/companies/nX7';
  const listed = (id: string, more: object = {}) => ({
    id,
    title: 'Weaver',
    state: 'published',
    description: '<p>You weave.</p>',
    requirementsSection: '<ul><li>Wool</li></ul>',
    benefitsSection: '',
    employmentType: 'Full-time',
    workplace: 'hybrid',
    url: `https://jobs.workable.com/view/${id}/weaver`,
    created: '2026-05-01T10:00:00Z',
    location: { city: 'Vigo', subregion: 'Galicia', countryName: 'Spain' },
    locations: ['Vigo, Galicia, Spain'],
    ...more,
  });
  const company = { title: 'Brightloom Mills' };
  const { origin } = await serveBoard({
    [API]: json({ ...company, nextPageToken: 'a=', jobs: [listed('1'), listed('2', { state: 'draft' })] }),
    [`${API}?pageToken=a%3D`]: json({ ...company, jobs: [listed('3', { company })] }),
  });
  const out = await readAt(origin, 'https://jobs.workable.com/company/nX7/jobs-at-brightloom');
  expect(out.postings).toMatchObject([
    {
      source: 'workable',
      sourceId: '1',
      company: 'Brightloom Mills',
      description: 'You weave.\n\nRequirements\n\n- Wool',
      location: { raw: 'Vigo, Galicia, Spain', country: 'ES', remote: 'hybrid' },
      postedAt: '2026-05-01T10:00:00Z',
    },
    { sourceId: '3', company: 'Brightloom Mills' },
  ]);
});
