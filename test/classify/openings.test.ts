import { describe, expect, test } from 'vitest';
import { classify } from '../../src/classify/classify.js';
import { loadTaxonomy } from '../../src/classify/load.js';

const taxonomy = loadTaxonomy();
const verdict = (title: string, description: string): string => {
  const { role, level } = classify({ title, description }, taxonomy);
  return `${role.id} ${level.id}`;
};

describe('a header that names no job: the first one of the text is it', () => {
  const list =
    'We rent flats.\n\nOpen now:\n\n- Lead Product Designer | 100k\n\n- Senior Backend Engineer | 90k';
  test.each([
    ['in a list', 'Acme | Leeds, UK | Full-Time | ONSITE', list, 'ux-designer lead'],
    ['behind a number', 'Acme | Multiple roles | Remote', '1. Account Executive | 90k', 'non-tech mid'],
    [
      'behind a word that names one',
      'Internship',
      'Position: Data Analyst Intern (hybrid)',
      'data-analyst intern',
    ],
    [
      'in a sentence',
      'Acme (S21) is hiring',
      'We are hiring a Senior Data Engineer to join us.',
      'data-engineer senior',
    ],
    [
      'years behind it',
      'Acme | Roles | Remote',
      '2 X Full Stack Engineer (5+ YOE): own it',
      'fullstack-developer senior',
    ],
  ])('%s', (_where, title, description, expected) => {
    expect(verdict(title, description)).toBe(expected);
  });

  test.each([
    ['a title that names a job', 'Barista | Full-time | Leeds', list, 'non-tech mid'],
    ['a title that names a department', 'Growth Operations', list, 'non-tech mid'],
    [
      'lines that are sentences',
      'Acme | Remote | Full-time',
      'Lead discovery calls\nMeet us at 4 pm',
      'non-tech mid',
    ],
  ])('not against %s', (_what, title, description, expected) => {
    expect(verdict(title, description)).toBe(expected);
  });

  test('the evidence quotes the description', () => {
    const { evidence } = classify({ title: 'Acme | Remote | Full-time', description: list }, taxonomy);
    const used = evidence.filter(({ about, used: is }) => is && (about === 'role' || about === 'level'));
    expect(used.map(({ field, quote }) => `${field}: ${quote}`)).toEqual([
      'description: Product Designer',
      'description: Lead',
    ]);
    for (const { span, quote } of used) expect(list.slice(...(span ?? [0, 0]))).toBe(quote);
  });
});

describe('a title of any trade in a posting without technology', () => {
  const kitchen = 'You keep our kitchens clean and our suppliers honest, and you write it all down. '.repeat(
    12,
  );
  test.each([
    ['Quality Manager', kitchen, 'non-tech manager'],
    ['Quality Manager', `${kitchen}Selenium, Jenkins and Java.`, 'it-manager manager'],
    ['Support Specialist', kitchen, 'non-tech mid'],
    ['Support Specialist', 'Short.', 'it-support-specialist mid'],
  ])('%s', (title, description, expected) => {
    expect(verdict(title, description)).toBe(expected);
  });
});
