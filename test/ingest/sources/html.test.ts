import { describe, expect, it } from 'vitest';
import { fetcher, readAll, readText, serve, urlSpec } from '../support.js';

const base = {
  '@context': 'https://schema.org/',
  '@type': 'JobPosting',
  title: 'Weaver',
  description: '<p>Weaves.</p><ul><li>Wool</li><li>Silk</li></ul>',
  hiringOrganization: { '@type': 'Organization', name: 'Brightloom' },
};
const page = (...blocks: string[]): string =>
  `<!DOCTYPE html><html><head><title>x</title></head><body>${blocks
    .map((block) => `<script type="application/ld+json">${block}</script>`)
    .join('')}</body></html>`;
const one = async (more: object) =>
  (await readText('job.html', page(JSON.stringify({ ...base, ...more })))).postings[0];

describe('where JobPosting stands', () => {
  it.each([
    ['alone', JSON.stringify(base), 1],
    ['in a list', JSON.stringify([{ '@type': 'WebSite' }, base]), 1],
    [
      'in @graph',
      JSON.stringify({ '@graph': [{ '@type': 'WebPage' }, base, { ...base, title: 'Dyer' }] }),
      2,
    ],
    ['in an ItemList', JSON.stringify({ '@type': 'ItemList', itemListElement: [{ item: base }] }), 1],
    ['with a list of types', JSON.stringify({ ...base, '@type': ['Thing', 'JobPosting'] }), 1],
    ['as a full address', JSON.stringify({ ...base, '@type': 'http://schema.org/JobPosting' }), 1],
  ])('%s', async (_name, block, count) => {
    const out = await readText('job.html', page(block));
    expect(out.postings).toHaveLength(count);
    expect(out.postings[0]).toMatchObject({ source: 'jsonld', title: 'Weaver', company: 'Brightloom' });
    expect(out.postings[0]?.description).toBe('Weaves.\n\n- Wool\n- Silk');
  });

  it('a broken block costs itself; one about breadcrumbs costs nothing', async () => {
    const out = await readText(
      'job.html',
      page('{"@type":"BreadcrumbList" oops', '{"@type":"JobPosting", oops}', JSON.stringify(base)),
    );
    expect(out.postings).toHaveLength(1);
    expect(out.issues).toMatchObject([{ at: 'JSON-LD block 2', code: 'invalid-json' }]);
  });

  it('the same posting in two blocks counts once, two postings of one page stay two', async () => {
    const twice = await readText('job.html', page(JSON.stringify(base), JSON.stringify(base)));
    expect(twice.postings).toHaveLength(1);
    const url = 'https://brightloom.example/jobs';
    const two = await readText(
      'job.html',
      page(
        JSON.stringify([
          { ...base, url },
          { ...base, url, title: 'Dyer' },
        ]),
      ),
    );
    expect(new Set(two.postings.map((p) => p.id)).size).toBe(2);
  });
});

describe('facts', () => {
  it('places, of which the first decides', async () => {
    const place = (city: string, country: unknown) => ({
      '@type': 'Place',
      address: { addressLocality: city, addressRegion: 'BY', addressCountry: country },
    });
    const jobLocation = [
      place('Ulm', { '@type': 'Country', name: ['Germany', 'Germany'] }),
      place('Wien', 'AT'),
    ];
    expect((await one({ jobLocation }))?.location).toEqual({
      raw: 'Ulm, BY, Germany; Wien, BY, AT',
      country: 'DE',
      region: 'BY',
      city: 'Ulm',
      remote: null,
    });
  });

  it('remote, open to one country or to several', async () => {
    const remote = { jobLocationType: 'TELECOMMUTE' };
    const from = (...names: string[]) => ({
      applicantLocationRequirements: names.map((name) => ({ '@type': 'Country', name })),
    });
    expect((await one({ ...remote, ...from('USA') }))?.location).toMatchObject({
      remote: 'remote',
      country: 'US',
    });
    expect((await one({ ...remote, ...from('USA', 'Canada') }))?.location).toMatchObject({
      raw: 'USA; Canada',
      country: null,
    });
  });

  it.each([
    [
      { currency: 'USD', value: { minValue: 90000, maxValue: 120000, unitText: 'YEAR' } },
      [90000, 120000, 'USD', 'year'],
    ],
    [{ currency: 'EUR', value: { value: '45,50', unitText: 'HOUR' } }, [45.5, 45.5, 'EUR', 'hour']],
    [{ currency: 'GBP', value: 50000 }, [50000, 50000, 'GBP', null]],
    [
      { currency: 'USD', minValue: '100,000', maxValue: '150,000', unitText: 'YEAR' },
      [100000, 150000, 'USD', 'year'],
    ],
    ['£40k - £50k per annum', [40000, 50000, 'GBP', 'year']],
    [{ currency: 'USD', value: { minValue: 0, maxValue: 0 } }, null],
  ])('salary %j', async (baseSalary, expected) => {
    const salary = (await one({ baseSalary }))?.salary ?? null;
    expect(salary === null ? null : [salary.min, salary.max, salary.currency, salary.period]).toEqual(
      expected,
    );
  });

  it('employment type as text or list, dates, and further sections', async () => {
    const posting = await one({
      employmentType: ['FULL_TIME', 'CONTRACTOR'],
      datePosted: '2026-02-03',
      validThrough: '2026-04-01T00:00:00+02:00',
      qualifications: 'Ten years of silk',
    });
    expect(posting).toMatchObject({
      employmentType: 'full-time',
      postedAt: '2026-02-03T00:00:00Z',
      validThrough: '2026-03-31T22:00:00Z',
    });
    expect(posting?.description).toContain('Qualifications\n\nTen years of silk');
  });

  it('an identifier that is only the employer again does not make all postings one', async () => {
    const identifier = { '@type': 'PropertyValue', name: 'Brightloom', value: 'Brightloom' };
    const [a, b] = [await one({ identifier }), await one({ identifier, title: 'Dyer' })];
    expect(a?.id).not.toBe(b?.id);
    expect((await one({ identifier: { value: 77 } }))?.sourceId).toBe('77');
  });
});

describe('over HTTP', () => {
  it('takes the page for its address, resolves relative ones, and believes the charset of the header', async () => {
    const { origin } = await serve((request, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=iso-8859-1' });
      const url = request.url === '/own' ? { url: '/jobs/7' } : {};
      response.end(Buffer.from(page(JSON.stringify({ ...base, title: 'Färber', ...url })), 'latin1'));
    });
    const own = await readAll(urlSpec(`${origin}/own`), { fetcher: fetcher() });
    expect(own.postings).toMatchObject([{ title: 'Färber', url: `${origin}/jobs/7` }]);
    const plain = await readAll(urlSpec(`${origin}/plain`), { fetcher: fetcher() });
    expect(plain.postings).toMatchObject([{ url: `${origin}/plain` }]);
  });
});
