import { describe, expect, it } from 'vitest';
import { readHeader } from '../../../src/ingest/sources/hn-header.js';
import { splitRoles } from '../../../src/ingest/sources/hn-roles.js';
import { boardTarget } from '../../../src/ingest/sources/registry.js';
import { jsonAt, readAll, readText, serve, urlSpec } from '../support.js';

const comment = (id: number, text: string | null, more: object = {}) => ({
  id,
  created_at: '2026-04-01T10:00:00.000Z',
  created_at_i: 1775037600,
  type: 'comment',
  author: 'weaver',
  title: null,
  url: null,
  text,
  parent_id: 100,
  story_id: 100,
  children: [],
  options: [],
  ...more,
});
const thread = (...children: object[]) => ({
  id: 100,
  created_at: '2026-04-01T09:00:00.000Z',
  type: 'story',
  author: 'whoishiring',
  title: 'Ask HN: Who is hiring? (April 2026)',
  text: 'Please state the location.',
  parent_id: null,
  story_id: 100,
  children,
  options: [],
});
const HEADER =
  'Brightloom (YC S21) | Senior Go Engineer, Frontend Dev | Berlin or REMOTE | Full-time | &#x20AC;70k&#x2013;90k | <a href="https:&#x2F;&#x2F;brightloom.example" rel="nofollow">https:&#x2F;&#x2F;brightloom.example</a>';

describe('addresses', () => {
  const api = 'https://hn.algolia.com/api/v1/items/49522897';
  it.each([
    'https://news.ycombinator.com/item?id=49522897',
    'https://news.ycombinator.com/item?id=49522897&p=2',
    'https://hn.algolia.com/api/v1/items/49522897',
    'https://hacker-news.firebaseio.com/v0/item/49522897.json',
  ])('%s', (page) => expect(boardTarget(new URL(page))?.target.apiUrl).toBe(api));

  it.each([
    'https://news.ycombinator.com/news',
    'https://news.ycombinator.com/item',
    'https://news.ycombinator.com/item?id=x',
    'https://acme.example/api/v1/items/5',
  ])('none: %s', (page) => expect(boardTarget(new URL(page))).toBeNull());
});

describe('a thread', () => {
  it('one posting per role, with company, place, pay and kind of contract of the header', async () => {
    const document = thread(comment(7, `${HEADER}<p>We weave:\n&#x2022; wool\n&#x2022; silk<p>Write to us.`));
    const out = await readText('saved.json', JSON.stringify(document));
    expect(out.issues).toEqual([]);
    const shared = {
      source: 'hackernews',
      url: 'https://news.ycombinator.com/item?id=7',
      company: 'Brightloom',
      location: { raw: 'Berlin or REMOTE', remote: 'remote' },
      employmentType: 'full-time',
      salary: { min: 70000, max: 90000, currency: 'EUR' },
      postedAt: '2026-04-01T10:00:00Z',
    };
    expect(out.postings).toMatchObject([
      { ...shared, sourceId: '7', title: 'Senior Go Engineer' },
      { ...shared, sourceId: '7-2', title: 'Frontend Dev' },
    ]);
    expect(new Set(out.postings.map((p) => p.id)).size).toBe(2);
    expect(new Set(out.postings.map((p) => p.description))).toEqual(
      new Set([
        'Brightloom (YC S21) | Senior Go Engineer, Frontend Dev | Berlin or REMOTE | Full-time | €70k–90k | https://brightloom.example\n\nWe weave:\n- wool\n- silk\n\nWrite to us.',
      ]),
    );
  });

  it('top-level comments only; deleted, empty ones and people who look for work are none', async () => {
    const reply = comment(8, 'Looms Inc | Weaver Engineer | Rome');
    const document = thread(
      comment(1, 'Acme | Data Engineer | Leeds, UK | ONSITE', { children: [reply] }),
      comment(2, null),
      comment(3, '  '),
      comment(4, '[deleted]'),
      comment(5, 'Acme | Designer | Rome', { deleted: true }),
      comment(6, 'SEEKING WORK | Leeds | Weaver'),
      comment(7, 'Location: Leeds<p>Remote: Yes<p>Willing to relocate: No<p>Technologies: looms'),
      comment(9, 'Is this thread still read?'),
    );
    const out = await readText('saved.json', JSON.stringify(document));
    expect(out.failed).toBeNull();
    expect(out.postings.map((p) => p.title)).toEqual(['Data Engineer', 'Is this thread still read?']);
  });

  it('is read from its address, trimmed to a few fields too, with the same ids', async () => {
    const trimmed = {
      id: 100,
      title: 'Ask HN: Who is hiring?',
      children: [{ id: 7, text: HEADER, created_at: '2026-04-01T10:00:00.000Z' }],
    };
    const { origin } = await serve(jsonAt({ '/api/v1/items/100': thread(comment(7, HEADER)) }));
    const live = await readAll(urlSpec(`${origin}/api/v1/items/100`));
    const saved = await readText('saved.json', JSON.stringify(trimmed, null, 1));
    expect(live.postings).toHaveLength(2);
    expect(saved.postings).toEqual(live.postings);
  });

  it('a single comment is that comment, without its replies', async () => {
    const one = comment(7, HEADER, { children: [comment(8, 'Looms Inc | Weaver Engineer | Rome')] });
    const out = await readText('one.json', JSON.stringify(one));
    expect(out.postings.map((p) => p.title)).toEqual(['Senior Go Engineer', 'Frontend Dev']);
    const found = {
      objectID: '7',
      story_id: 100,
      comment_text: HEADER,
      created_at_i: 1775037600,
      title: null,
    };
    const hits = await readText('search.json', JSON.stringify({ hits: [found] }));
    expect(hits.postings.map((p) => p.id)).toEqual(out.postings.map((p) => p.id));
  });
});

describe('roles', () => {
  it.each([
    ['Software Engineer, Infrastructure'],
    ['Software Engineer, Developer Experience'],
    ['Staff SWE, AI'],
    ['Software Engineer, Tech Lead'],
    ['Manager, Software Development'],
    ['Systems or ML Engineer, Workers AI'],
    ['Senior/Staff+ Product, Platform & Design Engineers'],
    ['Staff, Fullstack & Frontend Software Engineers'],
    ['Lead and Senior Software Engineer'],
    ['Principal / Senior Software Engineers'],
    ['DevOps / Platform Engineer'],
    ['Data Scientist & Engineer'],
    ['ML Scientist & Engineering'],
    ['Software Engineers (backend, product and security)'],
    ['Head of Engineering & Infrastructure'],
    ['Senior Ruby on Rails Developer'],
    ['AI/ML Engineer'],
    ['Software, Mobile, QA, IT'],
  ])('one title: %s', (title) => expect(splitRoles(title)).toEqual([title]));

  it.each([
    ['Senior Go Engineer, Frontend Dev', 'Senior Go Engineer', 'Frontend Dev'],
    ['Senior SRE + Full Stack Engineer', 'Senior SRE', 'Full Stack Engineer'],
    ['Founding Engineers and Designer', 'Founding Engineers', 'Designer'],
    ['Engineer, Designer, and PM', 'Engineer', 'Designer', 'PM'],
    [
      'Software Engineer, Infrastructure, Head of Growth',
      'Software Engineer, Infrastructure',
      'Head of Growth',
    ],
    ['Product Manager, Backend and Mobile Engineers', 'Product Manager', 'Backend and Mobile Engineers'],
    ['Sr. Platform, Sr. Front End, Sr. SRE (on call)', 'Sr. Platform', 'Sr. Front End', 'Sr. SRE (on call)'],
    ['Senior Developer (Go, C) / Senior AI Engineer', 'Senior Developer (Go, C)', 'Senior AI Engineer'],
    ['Engineers, Designers, and many more', 'Engineers', 'Designers'],
    [
      'Staff Fullstack Engineer/Data Engineer/UX Designer',
      'Staff Fullstack Engineer',
      'Data Engineer',
      'UX Designer',
    ],
  ])('several: %s', (segment, ...titles) => expect(splitRoles(segment)).toEqual(titles));
});

describe('headers', () => {
  it.each([
    ['Acme | REMOTE (US only) | Staff Engineer | $180k', ['Staff Engineer'], 'Acme', ['REMOTE (US only)']],
    ['Acme — Lead Weaver Engineer — £85–120k — Hybrid', ['Lead Weaver Engineer'], 'Acme', []],
    [
      'Acme | https://acme.example | Data Engineer | Uxbridge, ON',
      ['Data Engineer'],
      'Acme',
      ['Uxbridge, ON'],
    ],
    ['Acme | Designer | Trondheim (on site)', ['Designer'], 'Acme', ['Trondheim (on site)']],
    ['Acme | SWE, AI | SWE, Product | SF Onsite', ['SWE, AI', 'SWE, Product'], 'Acme', ['SF Onsite']],
    ['Acme | Roles: [Data Engineer, UX Designer] | Rome', ['Data Engineer', 'UX Designer'], 'Acme', ['Rome']],
    ['Acme | Engineering, Sales | Leeds', ['Engineering, Sales'], 'Acme', ['Leeds']],
    ['Acme | Multiple roles | Remote', ['Multiple roles'], 'Acme', ['Remote']],
    ['Leeds, UK | Data Engineer | Acme | ONSITE', ['Data Engineer'], 'Acme', ['Leeds, UK']],
    ['Boston Looms | Data Engineer | Python, Go', ['Data Engineer'], 'Boston Looms', []],
    ['Acme | Data Engineer | FULL-TIME, INTERNS, VISA | Rome', ['Data Engineer'], 'Acme', ['Rome']],
    ['Acme | Developer various levels | Rome', ['Developer various levels'], 'Acme', ['Rome']],
    ['Acme | Leeds | visa sponsorship', ['Acme | Leeds | visa sponsorship'], 'Acme', ['Leeds']],
    ['Data Engineer | Remote | Contract', ['Data Engineer'], null, ['Remote']],
    ['Data Engineer | Acme Data Hub | Remote', ['Data Engineer'], 'Acme Data Hub', ['Remote']],
    ['Acme (YC S21) is hiring a Data Engineer in Leeds. Join!', ['Data Engineer'], 'Acme', []],
    ['Company: Acme\nPosition: Data Engineer\nLocation: Leeds', ['Data Engineer'], 'Acme', ['Leeds']],
    ['Hi! We are a loom in the cloud. Write.', ['Hi! We are a loom in the cloud.'], null, []],
  ])('%s', (line, titles, company, locations) => {
    expect(readHeader(line)).toMatchObject({ titles, company, locations });
  });

  it.each([
    ['Acme | Engineer | ONSITE or REMOTE', 'remote'],
    ['Acme | Engineer | Leeds | ONSITE (hybrid)', 'hybrid'],
    ['Acme | Engineer | Leeds | no remote, in-office', 'onsite'],
    ['Acme (Remote) | Engineer', 'remote'],
    ['Remote Control Ltd | Engineer | Leeds', null],
  ])('%s: %s', (line, remote) => expect(readHeader(line).remote).toBe(remote));

  it('money raised is no pay; nothing is asked of a line of bars alone', () => {
    expect(readHeader('Acme | Engineer | raised $20M Series A').salary).toBeNull();
    expect(readHeader('| | |').titles).toHaveLength(1);
    expect(readHeader('').titles).toEqual(['']);
  });

  it.each(['Engineer, ', '(', 'a and ', 'Acme |', 'Acme - ', '\n', 'Company: '])(
    '%j a hundred thousand times ends',
    (part) => {
      expect(readHeader(part.repeat(100_000)).titles.length).toBeGreaterThan(0);
    },
  );
});
