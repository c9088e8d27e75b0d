import { describe, expect, it } from 'vitest';
import type { ClassifiedPosting } from '../../src/domain/verdict.js';
import { toCsv } from '../../src/report/csv.js';
import { renderExplanation } from '../../src/report/explanation.js';
import { postingsToCsv, renderPostings } from '../../src/report/postings.js';

const posting: ClassifiedPosting = {
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
  expect(row).toContain('backend-developer,0.97,backend,senior');
  expect(row).toContain('java sql');
});

it('the table shows an id that explain takes, and where remote work is bound to', () => {
  const text = renderPostings([posting], 120);
  expect(text).toContain('01234567');
  expect(text).toContain('remote, Berlin, DE');
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
