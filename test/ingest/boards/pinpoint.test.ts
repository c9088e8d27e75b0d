import { expect, it } from 'vitest';
import { json, leadsTo, readAt, readSaved, serveBoard } from './support.js';

const posting = (id: string, more: object = {}) => ({
  id,
  title: 'Weaver',
  url: `https://brightloom.pinpointhq.com/en/postings/${id}`,
  path: `/en/postings/${id}`,
  description: '<div>We weave.</div>',
  key_responsibilities_header: 'What you will do',
  key_responsibilities: '<ul><li>Weave</li></ul>',
  skills_knowledge_expertise_header: null,
  skills_knowledge_expertise: 'Wool\nand linen',
  benefits_header: 'Benefits',
  benefits: '',
  employment_type: 'part_time',
  employment_type_text: 'Part time',
  workplace_type: 'hybrid',
  compensation: '$20 - $25 / hour',
  compensation_minimum: 20,
  compensation_maximum: 25,
  compensation_currency: 'USD',
  compensation_frequency: 'hour',
  compensation_visible: true,
  deadline_at: '2026-08-28T23:59:59-04:00',
  location: { id: '1', name: 'Leeds', city: 'Leeds', province: 'England' },
  ...more,
});

it.each([
  ['https://brightloom.pinpointhq.com', null],
  ['https://brightloom.pinpointhq.com/en/postings/4f1c?source=x', '4f1c'],
  ['https://brightloom.pinpointhq.com/postings.json', null],
])('address %s', (address, id) => {
  expect(leadsTo(address)).toEqual(['https://brightloom.pinpointhq.com/postings.json', 'brightloom', id]);
});

it('joins the parts under their headings; a path leads to the site of its board', async () => {
  const list = { data: [posting('1'), posting('2', { url: null, benefits: null })] };
  const { origin } = await serveBoard({ '/postings.json': json(list) });
  const live = await readAt(origin, 'https://brightloom.pinpointhq.com/');
  expect(live.postings).toMatchObject([
    {
      source: 'pinpoint',
      sourceId: '1',
      company: 'brightloom',
      description:
        'We weave.\n\nWhat you will do\n\n- Weave\n\nSkills, knowledge and expertise\n\nWool\nand linen',
      location: { raw: 'Leeds', region: 'England', city: 'Leeds', remote: 'hybrid' },
      employmentType: 'part-time',
      salary: { min: 20, max: 25, currency: 'USD', period: 'hour' },
      validThrough: '2026-08-29T03:59:59Z',
    },
    {
      sourceId: '2',
      company: 'brightloom',
      url: new URL('/en/postings/2', live.postings[1]?.url ?? '').href,
    },
  ]);
  const saved = await readSaved(list);
  expect(saved.postings.map((p) => [p.id, p.company])).toEqual(live.postings.map((p) => [p.id, p.company]));
  // In a file, the neighbours say which site it is.
  expect(saved.postings[1]?.url).toBe('https://brightloom.pinpointhq.com/en/postings/2');
});

it('one posting by its address; pay that is not to be shown stays hidden', async () => {
  const { origin } = await serveBoard({
    '/postings.json': json({ data: [posting('1'), posting('2', { compensation_visible: false })] }),
  });
  const one = await readAt(origin, 'https://brightloom.pinpointhq.com/en/postings/2');
  expect(one.postings).toMatchObject([{ sourceId: '2', salary: null }]);
});

it('a site’s own name gets its city; without the usual parts the address tells the service', async () => {
  const hq = posting('1', { location: { id: '1', name: 'HQ', city: 'Leeds', province: 'England' } });
  const bare = {
    id: '2',
    title: 'Dyer',
    url: 'https://brightloom.pinpointhq.com/en/postings/2',
    location: { id: '9' },
  };
  const out = await readSaved({ data: [hq, bare] });
  expect(out.postings).toMatchObject([
    { location: { raw: 'HQ, Leeds, England' } },
    { source: 'pinpoint', sourceId: '2', company: 'brightloom', location: { raw: null } },
  ]);
});
