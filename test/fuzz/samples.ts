/** Good input of every kind, small: what the fuzz tests damage. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const LARGEST = 6_000;

const POSTING = {
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  title: 'Köchin (m/w/d)',
  url: '/jobs/7',
  identifier: { '@type': 'PropertyValue', name: 'Brightloom', value: '7' },
  hiringOrganization: { '@type': 'Organization', name: 'Brightloom' },
  jobLocation: [{ '@type': 'Place', address: { addressLocality: 'Ghent', addressCountry: 'BE' } }],
  baseSalary: { currency: 'EUR', value: { minValue: 3000, maxValue: '3,500', unitText: 'MONTH' } },
  datePosted: '2026-03-04',
  description: '&lt;p&gt;We cook.&lt;/p&gt;<ul><li>Soup</li></ul>',
};

const PAGE = `<!doctype html><html lang="nl"><head><link rel="canonical" href="https://brightloom.example/jobs">
<meta charset="utf-8"><script type="application/ld+json">{"@graph":[${JSON.stringify(POSTING)},]} // end</script>
<script type="application/ld+json"><!-- {"@type":"BreadcrumbList"} --></script></head><body>
<div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">Baker</h1>
<div itemprop="description"><p>We bake.</p></div><meta itemprop="datePosted" content="2026-02-01">
<span itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization"><b itemprop="name">Brightloom</b></span></div>
<div vocab="https://schema.org/" typeof="JobPosting"><span property="title">Waiter</span><div property="description">We serve.</div></div>
<iframe src="https://boards.greenhouse.io/embed/job_board?for=brightloom"></iframe>
<a href="/jobs/7-cook">Cook</a> <a href="/jobs/8-baker">Baker</a></body></html>`;

const ITEM = `<title>Brightloom: Cook &amp; Baker</title><link>https://brightloom.example/jobs/7</link><guid>7</guid>
<pubDate>Wed, 04 Mar 2026 10:00:00 +0000</pubDate><description><![CDATA[<p>We <b>cook</b>.</p>]]></description>`;

const RSS = `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Jobs at Brightloom</title>
<item>${ITEM}</item><item>${ITEM.replaceAll('7', '8')}</item></channel></rss>`;

const ATOM = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Jobs</title><entry><id>urn:7</id><title>Cook</title>
<link href="https://brightloom.example/jobs/7"/><updated>2026-03-04T10:00:00Z</updated><content type="html">&lt;p&gt;We cook.&lt;/p&gt;</content></entry></feed>`;

const INDEED = `<?xml version="1.0" encoding="iso-8859-1"?><source><publisher>Brightloom</publisher>
<job><title><![CDATA[Cook]]></title><date>2026-03-04</date><referencenumber>7</referencenumber><url>https://brightloom.example/7</url>
<company>Brightloom</company><city>Ghent</city><country>BE</country><description><![CDATA[<p>We cook.</p>]]></description><salary>€3000 per month</salary></job>
<job><title>Baker</title><referencenumber>8</referencenumber><description>We bake.</description></job></source>`;

const PERSONIO = `<workzag-jobs><position><id>7</id><subcompany>Brightloom</subcompany><office>Ghent</office><name>Cook</name>
<jobDescriptions><jobDescription><name>Tasks</name><value><![CDATA[<ul><li>Soup</li></ul>]]></value></jobDescription></jobDescriptions>
<employmentType>permanent</employmentType><schedule>full-time</schedule><createdAt>2026-03-04T10:00:00+00:00</createdAt></position></workzag-jobs>`;

const SITEMAP = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://brightloom.example/jobs/7</loc></url></urlset>`;

const CSV = `Job Title;Company;Location;"Description";Salary
Cook;"Brightloom ""Ghent""";"Ghent, BE";"We cook.
Every day.";3000
'Baker';Brightloom;Gent;We bake;"3.000 €"
`;

function fixture(name: string): Buffer {
  const bytes = readFileSync(join(FIXTURES, name));
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

const files = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.[a-z]+(\.gz)?$/.test(name) && !name.endsWith('.md'),
);

/** Name -> bytes; the fixtures of the project, cut to a size at which thousands of cases take seconds. */
export const SAMPLES: ReadonlyMap<string, Buffer> = new Map([
  ...files.map((name): [string, Buffer] => [name, fixture(name).subarray(0, LARGEST)]),
  ...Object.entries({ PAGE, RSS, ATOM, INDEED, PERSONIO, SITEMAP, CSV }).map(
    ([name, text]): [string, Buffer] => [name.toLowerCase(), Buffer.from(text)],
  ),
  [
    'posting.json',
    Buffer.from(JSON.stringify({ jobs: [POSTING, { ...POSTING, '@type': 'Thing' }] }, null, 1)),
  ],
]);
