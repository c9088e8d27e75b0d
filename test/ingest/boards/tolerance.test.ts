/** Whatever stands in a field, an adapter gives a posting or says that there is none; it never breaks. */
import { describe, expect, it } from 'vitest';
import { codeOf, messageOf } from '../../../src/domain/errors.js';
import { normalise } from '../../../src/ingest/normalise.js';
import type { Json, ParseContext } from '../../../src/ingest/sources/item.js';
import { BOARDS } from '../../../src/ingest/sources/registry.js';
import { readSaved } from './support.js';

const place = { city: 'Leeds', state: 'ENG', country: 'GB', name: 'Leeds', hidden: false };
const SAMPLES: Record<string, Json[]> = {
  greenhouse: [
    {
      ...{
        id: 7,
        title: 'Weaver',
        absolute_url: 'https://boards.greenhouse.io/b/jobs/7',
        internal_job_id: 8,
      },
      ...{ content: '&lt;p&gt;Weave&lt;/p&gt;', location: { name: 'Leeds' }, offices: [{ name: 'Mill' }] },
      ...{ metadata: [{ name: 'Employment Type', value: ['Full-time'] }], company_name: 'B', language: 'en' },
      pay_input_ranges: [{ min_cents: 100, max_cents: 200, currency_type: 'USD', title: 'Hourly' }],
    },
  ],
  lever: [
    {
      ...{ id: 'a', text: 'Weaver', hostedUrl: 'https://jobs.lever.co/b/a', createdAt: 1_775_037_600_000 },
      ...{
        categories: { location: 'Leeds', allLocations: ['Leeds'], commitment: 'Full-time' },
        country: 'GB',
      },
      ...{
        description: '<p>Weave</p>',
        lists: [{ text: 'You', content: '<li>Wool</li>' }],
        additional: 'Bye',
      },
      salaryRange: { min: 1, max: 2, currency: 'GBP', interval: 'per-hour-wage' },
    },
  ],
  ashby: [
    {
      ...{
        id: 'a',
        title: 'Weaver',
        jobUrl: 'https://jobs.ashbyhq.com/b/a',
        isListed: true,
        location: 'Leeds',
      },
      ...{ secondaryLocations: [{ location: 'York', address: {} }], descriptionHtml: '<p>Weave</p>' },
      address: { postalAddress: { addressCountry: 'GB', addressRegion: '', addressLocality: 'Leeds' } },
      compensation: {
        compensationTiers: [
          { components: [{ compensationType: 'Salary', minValue: 1, currencyCode: 'GBP' }] },
        ],
        summaryComponents: [],
      },
    },
  ],
  recruitee: [
    {
      ...{ id: 7, title: 'Weaver', careers_url: 'https://b.recruitee.com/o/x', locations: [place, place] },
      ...{ description: '<p>Weave</p>', requirements: 'Wool', translations: { en: { title: 'Weaver' } } },
      ...{ salary: { min: '1', max: '2', period: 'hour', currency: 'GBP' }, location: 'Leeds' },
    },
  ],
  smartrecruiters: [
    {
      ...{ id: '7', name: 'Weaver', releasedDate: '2026-05-01', company: { identifier: 'b', name: 'B' } },
      ...{ location: { ...place, fullLocation: 'Leeds, GB' }, typeOfEmployment: { label: 'Full-time' } },
      ...{ jobAd: { sections: { a: { title: 'T', text: 'x' }, b: null } }, language: { code: 'en' } },
    },
  ],
  workable: [
    {
      ...{
        title: 'Weaver',
        shortcode: 'AA',
        url: 'https://apply.workable.com/j/AA',
        locations: [place, place],
      },
      ...{
        description: '<p>Weave</p>',
        requirements: 'Wool',
        location: place,
        telecommuting: true,
        type: 'full',
      },
    },
    {
      id: 'x',
      title: 'Weaver',
      requirementsSection: 'Wool',
      company: { title: 'B' },
      locations: ['Leeds'],
      location: place,
    },
  ],
  pinpoint: [
    {
      ...{
        id: '7',
        title: 'Weaver',
        path: '/en/postings/7',
        key_responsibilities: '<p>Weave</p>',
        benefits: '',
      },
      ...{ location: place, compensation_minimum: 1, compensation: '$1 / hour', deadline_at: '2026-05-01' },
    },
  ],
  bamboohr: [
    { id: '7', jobOpeningName: 'Weaver', location: place, atsLocation: { country: null }, locationType: '0' },
    {
      result: {
        jobOpening: {
          ...{
            jobOpeningName: 'Weaver',
            jobOpeningShareUrl: 'https://b.bamboohr.com/careers/7',
            location: place,
          },
          ...{ description: '<p>Weave</p>', compensation: '$1 - $2', datePosted: '2026-05-01' },
        },
      },
    },
  ],
  rippling: [
    {
      ...{ uuid: 'u', name: 'Weaver', url: 'https://ats.rippling.com/b/jobs/u', workLocations: ['Leeds'] },
      ...{ description: { role: 'Weave', company: 'B' }, employmentType: { label: 'SALARIED_FT', id: 'x' } },
      ...{ payRangeDetails: [{ rangeStart: 1, rangeEnd: 2, currency: 'USD', frequency: 'HOUR' }] },
    },
    { uuid: 'u', name: 'Weaver', workLocation: { label: 'Leeds', id: 'Leeds' }, locations: [place] },
  ],
  workday: [
    {
      title: 'Weaver',
      externalPath: '/job/Leeds/Weaver_JR7',
      locationsText: '2 Locations',
      bulletFields: ['JR7'],
    },
    {
      jobPostingInfo: {
        ...{
          title: 'Weaver',
          jobDescription: '<p>Weave</p>',
          location: 'Leeds',
          additionalLocations: ['York'],
        },
        ...{ externalUrl: 'https://b.wd5.myworkdayjobs.com/M/job/Leeds/Weaver_JR7', startDate: '2026-05-01' },
        ...{ country: { descriptor: 'UK' }, jobRequisitionLocation: { country: { alpha2Code: 'GB' } } },
      },
      hiringOrganization: { name: 'B' },
    },
  ],
  teamtailor: [
    {
      ...{
        id: 'x',
        title: 'Weaver',
        url: 'https://b.teamtailor.com/jobs/7-weaver',
        content_html: '<p>Weave</p>',
      },
      _jobposting: {
        ...{ '@type': 'JobPosting', identifier: { name: 'B', value: 7 }, hiringOrganization: { name: 'B' } },
        jobLocation: [{ address: { addressLocality: 'Lund', addressCountry: 'SE' } }],
      },
    },
  ],
};

const ODD: unknown[] = [
  ...[
    null,
    undefined,
    0,
    -1,
    1e300,
    true,
    '',
    ' ',
    'x',
    '\u0000',
    '<p>',
    '&lt;p&gt;&amp;lt;',
    'http://',
    'https://[',
  ],
  ...[[], {}, [null], [[]], [{}], ['x', { name: null }], { a: { b: {} } }],
];
const FILE: ParseContext = { map: null, scope: null, pageUrl: null, company: null };
const CONTEXTS: ParseContext[] = [
  FILE,
  { map: null, scope: 'b', pageUrl: 'https://b.example/x/', company: 'b', envelope: { name: {}, title: 3 } },
];

/** Every copy of the record with one odd value in one place, and with that place empty. */
function* spoilt(value: unknown, put: (odd: unknown) => Json): Generator<Json> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const replace = (odd: unknown): Json =>
      put(Array.isArray(value) ? value.with(Number(key), odd) : { ...value, [key]: odd });
    for (const odd of ODD) yield replace(odd);
    yield* spoilt(inner, replace);
  }
}

/** `read`, `other` where it no longer looks like a board's, or the fault. */
function outcomeOf(record: Json, ctx: ParseContext): string {
  const board = BOARDS.find((one) => one.recognises(record));
  if (board === undefined) return 'other';
  try {
    for (const raw of [board.toRaw(record, 'item 1', ctx)].flat()) normalise(raw);
    return 'read';
  } catch (error) {
    const code = codeOf(error);
    return code === 'internal' ? `${messageOf(error)}: ${JSON.stringify(record)}` : code;
  }
}

describe.each(Object.entries(SAMPLES))('%s', (name, records) => {
  it('takes anything in any field', () => {
    const outcomes = new Map<string, number>();
    for (const record of records) {
      for (const odd of spoilt(record, (whole) => whole as Json)) {
        for (const ctx of CONTEXTS) {
          const outcome = outcomeOf(odd, ctx);
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        }
      }
    }
    expect(outcomes.get('read') ?? 0).toBeGreaterThan(100);
    expect([...outcomes.keys()].filter((one) => !['read', 'other', 'empty-posting'].includes(one))).toEqual(
      [],
    );
  });

  it('is recognised by its shape and by no other service before it', async () => {
    for (const record of records) {
      expect(BOARDS.find((one) => one.recognises(record))?.name).toBe(name);
      const out = await readSaved(record);
      expect(out.postings).toMatchObject([{ source: name, title: 'Weaver' }]);
      expect((await readSaved({ meta: {}, data: { results: [record] } })).postings).toEqual(out.postings);
    }
  });
});
