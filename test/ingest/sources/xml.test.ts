import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readText } from '../support.js';

const job = (n: number, more = ''): string =>
  `<job><title><![CDATA[Engineer ${n}]]></title><date>Mon, 02 Mar 2026 10:00:00 GMT</date>
   <referencenumber>R${n}</referencenumber><url>https://jobs.example/${n}?a=1&amp;b=2</url>
   <company><![CDATA[Acme]]></company><city>Austin</city><state>TX</state><country>US</country>
   <description><![CDATA[<p>Build <b>services</b></p><ul><li>Java</li><li>Go</li></ul>]]></description>
   <salary>$100,000 - $120,000 a year</salary><jobtype>fulltime</jobtype>${more}</job>`;
const source = (...jobs: string[]): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<source><publisher>Feeds Inc</publisher>${jobs.join('\n')}</source>`;

describe('feeds that job boards exchange', () => {
  it('the format of Indeed', async () => {
    const out = await readText('a.xml', source(job(1), job(2)));
    expect(out.adapter).toBe('xml');
    expect(out.postings.map((p) => p.title)).toEqual(['Engineer 1', 'Engineer 2']);
    expect(out.postings[0]).toMatchObject({
      sourceId: 'R1',
      url: 'https://jobs.example/1?a=1&b=2',
      company: 'Acme',
      location: { raw: 'Austin, TX, US', country: 'US', region: 'TX', city: 'Austin' },
      description: 'Build services\n\n- Java\n- Go',
      employmentType: 'full-time',
      postedAt: '2026-03-02T10:00:00Z',
      salary: { min: 100000, max: 120000, currency: 'USD', period: 'year' },
    });
  });

  it('the format of Trovit, whose dates have the day first', async () => {
    const out = await readText(
      'a.xml',
      `<trovit><ad><id><![CDATA[7]]></id><title>Cook</title><url>https://jobs.example/7</url>
       <content><![CDATA[Cooking<br/>Cleaning]]></content><city>Madrid</city><region>Madrid</region>
       <company>Bar SL</company><working_hours>Part time</working_hours><date>03/04/2026</date>
       <expiration_date>04/05/2026</expiration_date></ad></trovit>`,
    );
    expect(out.postings[0]).toMatchObject({
      sourceId: '7',
      title: 'Cook',
      description: 'Cooking\nCleaning',
      employmentType: 'part-time',
      postedAt: '2026-04-03T00:00:00Z',
      validThrough: '2026-05-04T00:00:00Z',
    });
  });

  it('a record whose facts are attributes and nested elements', async () => {
    const out = await readText(
      'a.xml',
      `<jobs><job id="9" title="Baker"><employer name="Loaf Ltd"/><location city="Leeds" country="GB"/>
       <salary currency="GBP" period="hour">12.50</salary><description>Bread.</description></job></jobs>`,
    );
    expect(out.postings[0]).toMatchObject({
      sourceId: '9',
      title: 'Baker',
      company: 'Loaf Ltd',
      location: { raw: 'Leeds, GB', country: 'GB', city: 'Leeds' },
      salary: { min: 12.5, currency: 'GBP', period: 'hour' },
    });
  });

  it('one company around its jobs, several locations, HTML that nobody escaped', async () => {
    const out = await readText(
      'a.xml',
      `<companies><company><name>Acme</name><jobs><vacancy><title>Cook</title>
       <locations><location>Bonn</location><location>Ulm</location></locations>
       <description><p>Fish &amp; chips</p><ul><li>fry<li>salt</ul>Bye<br>now</description></vacancy></jobs></company></companies>`,
    );
    expect(out.postings[0]).toMatchObject({
      company: 'Acme',
      location: { raw: 'Bonn; Ulm' },
      description: 'Fish & chips\n\n- fry\n- salt\n\nBye\nnow',
    });
  });
});

describe('RSS and Atom', () => {
  const item = `<item><title>Cook</title><link>https://jobs.example/1</link><description>Short…</description>
    <content:encoded><![CDATA[<p>The whole text.</p>]]></content:encoded><media:title>a logo</media:title>
    <job_listing:company>Bar SL</job_listing:company><job_listing:location>Madrid, Spain</job_listing:location>
    <pubDate>Mon, 02 Mar 2026 10:00:00 -0500</pubDate><guid isPermaLink="false">x1</guid></item>`;
  const expected = {
    title: 'Cook',
    url: 'https://jobs.example/1',
    company: 'Bar SL',
    description: 'The whole text.',
    location: { raw: 'Madrid, Spain' },
    postedAt: '2026-03-02T15:00:00Z',
  };

  it('RSS 2.0, with its namespaces', async () => {
    const out = await readText(
      'a.rss',
      `<rss version="2.0"><channel><title>Jobs</title><description>All jobs</description><language>en-us</language>
       <image><title>Logo</title><url>https://jobs.example/i.png</url></image>${item}${item}</channel></rss>`,
    );
    expect(out.postings).toHaveLength(2);
    expect(out.postings[0]).toMatchObject({ ...expected, language: 'en' });
  });

  it('RSS 1.0: items beside the channel', async () => {
    const out = await readText(
      'a.rss',
      `<rdf:RDF xmlns:rdf="x"><channel rdf:about="y"><title>Jobs</title><description>All</description>
       <items><rdf:Seq><rdf:li rdf:resource="z"/></rdf:Seq></items></channel>${item}</rdf:RDF>`,
    );
    expect(out.postings).toHaveLength(1);
    expect(out.postings[0]).toMatchObject(expected);
  });

  it('Atom: the link of the page itself, text as XHTML', async () => {
    const out = await readText(
      'a.atom',
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>Jobs</title><id>f</id><entry><title>Cook</title>
       <link rel="self" href="https://jobs.example/1.atom"/><link rel="alternate" href="https://jobs.example/1"/>
       <id>tag:1</id><published>2026-03-02T10:00:00Z</published><author><name>Ann</name></author>
       <content type="xhtml"><div xmlns="x"><p>One</p><p>Two</p></div></content></entry></feed>`,
    );
    expect(out.postings[0]).toMatchObject({
      title: 'Cook',
      url: 'https://jobs.example/1',
      description: 'One\n\nTwo',
      postedAt: '2026-03-02T10:00:00Z',
    });
  });

  it('items that have only a title and a link', async () => {
    const out = await readText(
      'a.rss',
      '<rss><channel><item><title>Cook</title><link>https://jobs.example/1</link></item></channel></rss>',
    );
    expect(out.postings.map((p) => p.title)).toEqual(['Cook']);
  });

  it('a feed without items holds no postings', async () => {
    const out = await readText(
      'a.rss',
      '<rss><channel><title>Jobs</title><description>All our jobs</description></channel></rss>',
    );
    expect(out).toMatchObject({ postings: [], failed: 'no-postings-found' });
  });
});

describe('finding the records', () => {
  const stelle = (n: number): string =>
    `<eintrag><kontakt><name>Ann</name><firma>X</firma></kontakt><titel>Koch ${n}</titel><firma>Bar</firma>
     <ort>Bonn</ort><beschreibung>Kochen.</beschreibung></eintrag>`;
  it.each([
    ['a name nobody knows, that repeats', `<export>${stelle(1)}${stelle(2)}</export>`, ['Koch 1', 'Koch 2']],
    ['deeper', `<a><b><c>${stelle(1)}${stelle(2)}</c></b></a>`, ['Koch 1', 'Koch 2']],
    ['one alone', `<export>${stelle(1)}</export>`, ['Koch 1']],
    ['the root itself', stelle(1), ['Koch 1']],
    [
      'in groups',
      `<jobs><it><job><title>A</title><company>X</company></job></it><hr><job><title>B</title><company>X</company></job></hr></jobs>`,
      ['A', 'B'],
    ],
    [
      'a posting whose field is named like a posting',
      '<list><vacancy><position><name>A</name><description>B</description></position><title>T</title><company>C</company></vacancy></list>',
      ['T'],
    ],
    [
      'lists of other things before them',
      '<data><items><item><id>1</id><name>Full time</name></item></items><job><title>A</title><company>X</company></job></data>',
      ['A'],
    ],
  ])('%s', async (_, text, titles) => {
    const out = await readText('a.xml', text);
    expect(out.postings.map((p) => p.title)).toEqual(titles);
    expect(out.issues).toEqual([]);
  });

  it('by --map', async () => {
    const row = (n: number): string => `<x><k1>Title ${n}</k1><k2><v>Text</v></k2></x>`;
    const out = await readText('a.xml', `<r>${row(1)}${row(2)}</r>`, {
      map: { title: 'k1', description: 'k2.v' },
    });
    expect(out.postings.map((p) => [p.title, p.description])).toEqual([
      ['Title 1', 'Text'],
      ['Title 2', 'Text'],
    ]);
  });
});

describe('XML with faults', () => {
  it('a feed that is cut off gives what could be read, and says where it ends', async () => {
    const whole = source(job(1), job(2), job(3));
    const cut = await readText('a.xml', whole.slice(0, whole.lastIndexOf('<city>')));
    expect(cut.postings).toHaveLength(2);
    expect(cut.issues).toMatchObject([{ at: 'item 3', code: 'invalid-xml' }]);
    const between = await readText('a.xml', whole.replace('</source>', ''));
    expect(between.postings).toHaveLength(3);
    expect(between.issues).toMatchObject([{ at: null, code: 'invalid-xml' }]);
  });

  it('a missing or wrong end tag costs at most its own record', async () => {
    const wrong = job(2).replace('</company>', '</firm>');
    const unclosed = job(3).replace('</job>', '');
    const out = await readText('a.xml', source(job(1), wrong, unclosed, job(4)));
    expect(out.postings.map((p) => p.title)).toEqual([
      'Engineer 1',
      'Engineer 2',
      'Engineer 3',
      'Engineer 4',
    ]);
    expect(out.notes.join()).toContain('no end tag');
  });

  it('ampersands and signs that nobody escaped', async () => {
    const text = source(job(1, '<skills>R&D, C&amp;A, a < b</skills>').replace('?a=1&amp;b', '?a=1&b'));
    const out = await readText('a.xml', text);
    expect(out.postings[0]?.url).toBe('https://jobs.example/1?a=1&b=2');
    expect(out.postings[0]?.description).toMatch(/R&D, C&A, a < b/);
  });

  it('a record without anything is an issue of its own', async () => {
    const out = await readText('a.xml', source(job(1), '<job><id>4</id></job>', job(2)));
    expect(out.postings).toHaveLength(2);
    expect(out.issues).toMatchObject([{ at: 'item 2', code: 'empty-posting' }]);
  });

  it('a record that is too long costs itself', async () => {
    const out = await readText(
      'a.xml',
      source(job(1), job(2, `<x>${'long '.repeat(2_000_000)}</x>`), job(3)),
    );
    expect(out.postings.map((p) => p.title)).toEqual(['Engineer 1', 'Engineer 3']);
    expect(out.issues).toMatchObject([{ at: 'item 2', code: 'line-too-long' }]);
  });

  it('millions of empty elements in one record are too many', async () => {
    const out = await readText('a.xml', source(job(1), job(2, '<x/>'.repeat(1_000_000)), job(3)));
    expect(out.postings.map((p) => p.title)).toEqual(['Engineer 1', 'Engineer 3']);
  });

  it('what lies deeper than any record is left out', async () => {
    const deep = `${'<x>'.repeat(900)}y${'</x>'.repeat(900)}`;
    const out = await readText(
      'a.xml',
      source(job(1, deep), `<job><title>T</title><description>D${deep}</description></job>`),
    );
    expect(out.postings.map((p) => [p.title, p.description.split('\n')[0]])).toEqual([
      ['Engineer 1', 'Build services'],
      ['T', 'D'],
    ]);
  });

  it.each([
    ['a CDATA section without end', '<job><title><![CDATA[', 'x'.repeat(9 * 1024 * 1024)],
    ['a tag without end', '<job a="', 'y'.repeat(9 * 1024 * 1024)],
    ['elements inside each other', '', '<a>'.repeat(200_000)],
  ])('%s ends the reading, with an issue', async (_, start, filler) => {
    const out = await readText('a.xml', source(job(1)).replace('</source>', start + filler));
    expect(out.postings).toHaveLength(1);
    expect(out.issues).toMatchObject([{ code: 'invalid-xml' }]);
  });

  it('entities that a document declares are not expanded, and nothing is fetched', async () => {
    const bomb = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
      .map((name, i, all) => `<!ENTITY ${name} "${`&${all[i - 1] ?? 'lol'};`.repeat(50)}">`)
      .join('\n');
    const dtd = `<!DOCTYPE source [<!ENTITY lol "lol">\n${bomb}\n<!ENTITY xxe SYSTEM "file:///etc/passwd">]>`;
    const text = source(job(1).replace('Engineer 1', ']]>Engineer &h; &xxe;<![CDATA['));
    const out = await readText('a.xml', text.replace('<source>', `${dtd}<source>`));
    expect(out.postings[0]?.title).toBe('Engineer &h; &xxe;');
    expect(out.issues).toMatchObject([{ at: null, code: 'xml-entities' }]);
  });

  it('long unknown documents are passed over without keeping them', async () => {
    const row = `<row><a>${'x'.repeat(500)}</a></row>`;
    const out = await readText('a.xml', `<r>${row.repeat(20_000)}</r>`);
    expect(out.failed).toBe('no-postings-found');
  });
});

describe('what XML comes as', () => {
  it('another encoding, as its declaration says', async () => {
    const text =
      '<?xml version="1.0" encoding="ISO-8859-2"?><jobs><job><title>Księgowy</title><company>Łąka</company></job></jobs>';
    const bytes = iconv.encode(text, 'iso-8859-2');
    const out = await readText('a.xml', bytes);
    expect(out.postings[0]).toMatchObject({ title: 'Księgowy', company: 'Łąka' });
  });

  it('UTF-16', async () => {
    const out = await readText('a.xml', Buffer.from(`\ufeff${source(job(1))}`, 'utf16le'));
    expect(out.postings).toHaveLength(1);
  });

  it.each([
    ['compressed', 'a.xml.gz', gzipSync(source(job(1))), ''],
    ['named as something else', 'a.json', source(job(1)), 'named as json, but holds an XML document'],
    ['without an ending', 'feed', source(job(1)), ''],
    ['after a comment', 'a.xml', `<!-- made by hand -->${source(job(1))}`, ''],
    ['after blank lines and a warning', 'a.xml', `\n Warning: x\n${source(job(1))}`, ''],
  ])('%s', async (_, name, content, note) => {
    const out = await readText(name, content);
    expect(out.postings.map((p) => p.title)).toEqual(['Engineer 1']);
    expect(out.note).toContain(note);
  });

  it.each([
    ['<?xml version="1.0"?><!DOCTYPE html PUBLIC "a" "b"><html xmlns="x"><body>Hi</body></html>'],
    ['<!-- saved --><html><body>Hi</body></html>'],
  ])('%s is a web page', async (text) => {
    const out = await readText('a.xml', text);
    expect(out.note).toBe('named as xml, but holds a web page: read as that');
  });

  it('--format xml', async () => {
    expect((await readText('a.txt', source(job(1)), { format: 'xml' })).postings).toHaveLength(1);
    expect((await readText('a.txt', '{"title":"x"}', { format: 'xml' })).failed).toBe('format-mismatch');
  });
});
