import { describe, expect, it } from 'vitest';
import { readText } from '../support.js';

const base = {
  '@type': 'JobPosting',
  title: 'Weaver',
  description: '<p>Weaves.</p>',
  hiringOrganization: { '@type': 'Organization', name: 'Brightloom' },
};
const script = (block: string): string => `<script type="application/ld+json">${block}</script>`;
const page = (body: string): string =>
  `<!DOCTYPE html><html><head><title>x</title></head><body>${body}</body></html>`;
const read = (body: string) => readText('job.html', page(body));
const one = async (more: object) => (await read(script(JSON.stringify({ ...base, ...more })))).postings[0];

describe('blocks as they are really written', () => {
  const text = JSON.stringify(base);
  it.each([
    ['CDATA', `//<![CDATA[\n${text}\n//]]>`],
    ['CDATA in block comments', `/*<![CDATA[*/${text}/*]]>*/`],
    ['an HTML comment', `<!-- ${text} -->`],
    ['comments and trailing commas', `{// one\n${text.slice(1, -1)}, /* two */ }`],
    ['a missing comma', text.replace('","description"', '" "description"')],
    ['raw line breaks and tabs in strings', text.replace('Weaves.', 'Weaves.\n\tAll day.')],
    ['escaped as a whole', text.replaceAll('"', '&quot;')],
    ['escaped as a whole, by number', text.replaceAll('"', '&#x22;')],
    ['an escape that JSON does not have', text.replace('Weaves.', "Weaves\\'.")],
    [
      'quotes inside a string',
      text.replace('Weaves.', '<a href="https://loom.example">See</a>, and "more", ok.'),
    ],
    ['typographic quotes', text.replace('"title"', '“title”')],
    ['single quotes', text.replaceAll('"', "'")],
    ['two objects in one block', `{"@type":"WebSite","name":"x"}\n${text}`],
    ['a semicolon behind', `${text};`],
  ])('%s', async (_name, block) => {
    const out = await read(script(block));
    expect(out).toMatchObject({ failed: null, issues: [] });
    expect(out.postings).toMatchObject([{ title: 'Weaver', company: 'Brightloom' }]);
    expect(out.postings[0]?.description).toMatch(/^(Weaves|See)/);
  });

  it('what cannot be mended is told and invents nothing', async () => {
    const out = await read(script('{"@type":"JobPosting", "title": oops oops'));
    expect(out.postings).toEqual([]);
    expect(out.issues).toMatchObject([{ at: 'JSON-LD block 1', code: 'invalid-json' }]);
  });

  it.each([
    [
      'names with their vocabulary',
      { '@type': 'schema:JobPosting', 'schema:title': 'Weaver', 'http://schema.org/description': 'Weaves.' },
    ],
    [
      'values as objects',
      {
        '@type': ['JobPosting'],
        title: [{ '@value': 'Weaver' }],
        description: { '@value': 'Weaves.', '@language': 'en' },
      },
    ],
    [
      'names in lower case',
      { '@type': 'jobposting', Title: 'Weaver', Description: 'Weaves.', HiringOrganization: 'Brightloom' },
    ],
    ['deep in something else', { '@type': 'WebPage', offers: { x: [{ mainEntity: base }] } }],
  ])('%s', async (_name, value) => {
    expect((await read(script(JSON.stringify(value)))).postings).toMatchObject([
      { title: 'Weaver', description: expect.stringMatching(/^Weaves/) as string },
    ]);
  });

  it('a node that others of the graph refer to', async () => {
    const graph = [
      { '@id': '#job', ...base, hiringOrganization: { '@id': '#org' }, jobLocation: { '@id': '#place' } },
      { '@id': '#org', '@type': 'Organization', name: 'Brightloom' },
      { '@id': '#place', '@type': 'Place', address: { addressLocality: 'Ulm', addressCountry: 'DE' } },
    ];
    const out = await read(script(JSON.stringify({ '@graph': graph })));
    expect(out.postings).toMatchObject([{ company: 'Brightloom', location: { city: 'Ulm', country: 'DE' } }]);
  });
});

describe('shapes of its facts', () => {
  it.each([
    ['text', 'Brightloom'],
    ['a list', [{ name: 'Brightloom' }]],
    ['a legal name', { '@type': 'Organization', name: 'null', legalName: 'Brightloom' }],
  ])('the employer as %s', async (_name, hiringOrganization) => {
    expect((await one({ hiringOrganization }))?.company).toBe('Brightloom');
  });

  it.each([
    ['text', 'Ulm, Germany', 'Ulm, Germany'],
    ['texts', ['Ulm', 'Wien'], 'Ulm; Wien'],
    ['a bare address', { '@type': 'PostalAddress', addressLocality: 'Ulm', addressCountry: 'DE' }, 'Ulm, DE'],
    ['an address as text', { '@type': 'Place', address: 'Loom Lane 1, Ulm' }, 'Loom Lane 1, Ulm'],
    [
      'several addresses',
      { '@type': 'Place', address: [{ addressLocality: 'Ulm' }, { addressLocality: 'Wien' }] },
      'Ulm; Wien',
    ],
    [
      'placeholders',
      { address: { addressLocality: 'Ulm', addressRegion: 'N/A', addressCountry: 'undefined' } },
      'Ulm',
    ],
    [
      'names over one address repeated',
      ['Ulm', 'Wien'].map((name) => ({ name, address: { addressLocality: 'Ulm' } })),
      'Ulm; Wien',
    ],
  ])('the place as %s', async (_name, jobLocation, raw) => {
    expect((await one({ jobLocation }))?.location.raw).toBe(raw);
  });

  it.each([
    [
      'a price',
      { '@type': 'PriceSpecification', minPrice: 10, maxPrice: 20, priceCurrency: 'EUR', unitText: 'HOUR' },
      [10, 20, 'EUR', 'hour'],
    ],
    [
      'a range as text',
      { currency: 'EUR', value: { value: '40.000 - 50.000', unitText: 'YEAR' } },
      [40000, 50000, 'EUR', 'year'],
    ],
    [
      'a unit code',
      { currency: 'EUR', value: { minValue: 4000, unitCode: 'MON' } },
      [4000, null, 'EUR', 'month'],
    ],
    [
      'percentiles',
      [
        {
          name: 'base',
          currency: 'USD',
          duration: 'P1Y',
          percentile10: 1000,
          median: 2000,
          percentile90: 3000,
        },
      ],
      [1000, 3000, 'USD', 'year'],
    ],
    ['nothing', { currency: 'EUR', value: { minValue: 0, maxValue: 0, value: '' } }, null],
  ])('pay as %s', async (_name, baseSalary, expected) => {
    const salary = (await one({ baseSalary }))?.salary ?? null;
    expect(salary === null ? null : [salary.min, salary.max, salary.currency, salary.period]).toEqual(
      expected,
    );
  });

  it('a number whose currency stands beside it', async () => {
    expect((await one({ baseSalary: '50000', salaryCurrency: 'GBP' }))?.salary).toMatchObject({
      min: 50000,
      currency: 'GBP',
    });
  });

  it('a list joined by hard spaces becomes a list', async () => {
    const items = [
      'Weave cloth of wool and silk',
      'Mend looms that are very old',
      'Teach others how it is done',
    ];
    const posting = await one({ responsibilities: items.join('&nbsp;') });
    expect(posting?.description).toContain(items.map((item) => `- ${item}`).join('\n'));
  });
});

describe('in the markup', () => {
  const microdata = `<div itemscope itemtype="https://schema.org/JobPosting" itemref="pay">
    <h1 itemprop="title">Weaver</h1>
    <span itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization"><b itemprop="name">Brightloom</b></span>
    <div itemprop="jobLocation" itemscope itemtype="https://schema.org/Place"><div itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">
      <i itemprop="addressLocality">Ulm</i><meta itemprop="addressCountry" content="DE"></div></div>
    <time itemprop="datePosted" datetime="2026-03-01">1 March</time><a itemprop="url" href="https://loom.example/jobs/1">x</a>
    <div itemprop="description"><p>Weaves.</p><ul><li>Wool</li></ul></div></div>
    <div id="pay"><div itemprop="baseSalary" itemscope itemtype="https://schema.org/MonetaryAmount"><meta itemprop="currency" content="EUR"><span itemprop="value">4000</span></div></div>`;
  const rdfa = `<div vocab="https://schema.org/" typeof="JobPosting"><h1 property="title">Weaver</h1>
    <span property="hiringOrganization" typeof="Organization"><b property="name">Brightloom</b></span>
    <div property="jobLocation" typeof="Place"><div property="address" typeof="PostalAddress"><i property="addressLocality">Ulm</i><i property="schema:addressCountry" content="DE">Germany</i></div></div>
    <time property="datePosted" datetime="2026-03-01">1 March</time><a property="url" href="https://loom.example/jobs/1">x</a>
    <div property="description"><p>Weaves.</p><ul><li>Wool</li></ul></div>
    <div property="baseSalary" typeof="MonetaryAmount"><i property="currency">EUR</i><i property="value">4000</i></div></div>`;

  it.each([
    ['microdata', microdata],
    ['rdfa', rdfa],
  ])('%s', async (source, body) => {
    expect((await read(body)).postings).toMatchObject([
      {
        source,
        title: 'Weaver',
        company: 'Brightloom',
        url: 'https://loom.example/jobs/1',
        location: { raw: 'Ulm, DE', country: 'DE', city: 'Ulm' },
        postedAt: '2026-03-01T00:00:00Z',
        description: 'Weaves.\n\n- Wool',
        salary: { min: 4000, currency: 'EUR' },
      },
    ]);
  });

  it('counts only where JSON-LD says nothing', async () => {
    expect((await read(microdata + script(JSON.stringify(base)))).postings).toMatchObject([
      { source: 'jsonld' },
    ]);
  });

  it('several items are several postings', async () => {
    expect((await read(microdata + microdata.replace('>Weaver<', '>Dyer<'))).postings).toHaveLength(2);
  });
});
