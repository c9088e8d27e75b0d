import { describe, expect, it } from 'vitest';
import type { StoredPosting } from '../../src/db/query.js';
import { renderCopies } from '../../src/report/copies.js';
import { toCsv } from '../../src/report/csv.js';
import { postingsToCsv } from '../../src/report/export/csv.js';
import { renderExplanation } from '../../src/report/explanation.js';
import { renderPostings } from '../../src/report/postings.js';

const posting: StoredPosting = {
  id: '0123456789abcdef01234567',
  source: 'greenhouse',
  url: 'https://jobs.example/1',
  title: 'Senior Backend Engineer, "Payments"',
  company: '=cmd|calc',
  location: { raw: 'Berlin (remote)', country: 'DE', region: null, city: 'Berlin', remote: 'remote' },
  employmentType: 'full-time',
  salary: { min: 60000, max: null, currency: 'EUR', period: 'year' },
  postedAt: '2026-03-01T00:00:00Z',
  validThrough: null,
  language: 'en',
  role: {
    id: 'backend-developer',
    label: 'Backend Developer',
    family: 'backend',
    confidence: 0.97,
    uncertain: false,
    soc: null,
    isco: null,
  },
  level: { id: 'senior', label: 'Senior', band: 'senior', confidence: 0.99, basis: 'title' },
  years: { min: 5, max: null },
  skills: [
    { id: 'java', label: 'Java', category: 'language', requirement: 'required', inTitle: false },
    { id: 'sql', label: 'SQL', category: 'language', requirement: 'preferred', inTitle: false },
  ],
  taxonomy: 'abc',
  firstSeen: '2026-03-02T00:00:00Z',
  lastSeen: '2026-03-04T00:00:00Z',
  closedAt: null,
  canonicalId: null,
  copies: 0,
  sources: ['https://boards.example/acme'],
  locations: ['Berlin (remote)'],
  evidence: [
    {
      about: 'role',
      for: 'backend-developer',
      rule: 'role.backend',
      field: 'title',
      span: [7, 23],
      quote: 'Backend Engineer',
      weight: 20,
      used: true,
    },
    {
      about: 'role',
      for: 'software-engineer',
      rule: 'role.engineer',
      field: 'title',
      span: [15, 23],
      quote: 'Engineer',
      weight: 2,
      used: false,
    },
    {
      about: 'skill',
      for: 'java',
      rule: 'skill.java',
      field: 'description',
      span: [3, 7],
      quote: 'Java',
      weight: 1,
      used: true,
    },
  ],
};

describe('toCsv', () => {
  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [null, ''],
    [-5, '-5'],
  ])('%j -> %s', (cell, text) => expect(toCsv(['h'], [[cell]])).toBe(`h\r\n${text}\r\n`));
});

it('a posting as CSV has as many cells as the head', () => {
  const [head, row] = postingsToCsv([{ ...posting, title: 'plain', company: 'plain' }]).split('\r\n');
  expect(row?.split(',').length).toBe(head?.split(',').length);
  expect(row).toContain('backend-developer,Backend Developer,0.97,false,backend,');
  expect(row).toContain('java sql');
});

it('the table shows an id that explain takes, and where remote work is bound to', () => {
  const text = renderPostings([posting], 120);
  expect(text).toContain('01234567');
  expect(text).toContain('remote, Berlin, DE');
  expect(text).not.toMatch(/copies|closed/);
});

it('copies and the day of closing have a column where there are any', () => {
  const text = renderPostings([posting, { ...posting, copies: 3, closedAt: '2026-03-05T10:00:00Z' }], 140);
  expect(text).toMatch(/posted +copies +closed\n/);
  expect(text).toMatch(/2026-03-01 +\+3 +2026-03-05$/m);
});

describe('renderCopies', () => {
  const copy = {
    id: 'fedcba9876543210fedcba98',
    canonical: true,
    title: 'Backend Engineer',
    location: 'Paris',
    url: null,
    firstSeen: '2026-02-01T00:00:00Z',
    closedAt: '2026-02-20T00:00:00Z',
    sources: ['https://boards.example/acme', '/data/jobs.csv'],
  };
  it('names each copy with its sources, and what the posting is a copy of', () => {
    const text = renderCopies({ ...posting, canonicalId: copy.id, copies: 1 }, [copy], 120);
    expect(text).toContain('SEEN 2026-03-02 to 2026-03-04, open');
    expect(text).toContain('a copy of fedcba98');
    expect(text).toMatch(/fedcba98 +Backend Engineer +Paris +2026-02-01 +2026-02-20 +https.*jobs\.csv/);
  });
  it('says no more than the standing where there is no copy', () => {
    expect(renderCopies({ ...posting, closedAt: '2026-03-05T00:00:00Z' }, [], 80)).toBe(
      'SEEN 2026-03-02 to 2026-03-04, closed 2026-03-05\n',
    );
  });
});

describe('renderExplanation', () => {
  const text = renderExplanation(posting, 100);
  it('names rule, quote and weight of what decided', () => {
    expect(text).toMatch(/backend-developer +20\.00 +title +role\.backend +"Backend Engineer"/);
    expect(text).toMatch(/java +required +1\.00 +description +skill\.java +"Java"/);
  });
  it('keeps what lost apart', () => {
    expect(text.indexOf('considered and not taken')).toBeLessThan(text.indexOf('software-engineer'));
  });
  it('counts the skills', () => expect(text).toContain('SKILLS 2: 1 required, 1 preferred, 0 mentioned'));
  it('says the years', () => expect(text).toContain('YEARS 5+'));
});
