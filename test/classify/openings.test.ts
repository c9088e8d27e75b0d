import { describe, expect, test } from 'vitest';
import { classify } from '../../src/classify/classify.js';
import { taxonomy } from '../support/taxonomy.js';

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
    [
      'in a line that goes on',
      'Acme | Remote | Full-time',
      '- Senior Software Engineer, Android - 170k - Java, Rust, Kotlin, Compose, Gradle - apply here',
      'mobile-developer senior',
    ],
    [
      'behind a rank in brackets',
      'Acme | Remote | Full-time',
      'We make things.\n\n(Sr) Frontend Engineers (React)\nBackend Engineers',
      'frontend-developer senior',
    ],
    [
      'in bold type',
      'Acme | Remote | Full-time',
      '*1. Systems Architect / Full Stack Dev* You see the whole board and you own the design of it.',
      'software-architect senior',
    ],
    [
      'in the brackets of the first line',
      'acme.dev/jobs/12',
      'Acme, Leeds (Senior Data Analyst) - acme.dev/jobs/12',
      'data-analyst senior',
    ],
    [
      'behind an abbreviation',
      'Acme | various Data Roles | Leeds',
      "We're hiring Sr. Data Engineers, Data Scientists and others.",
      'data-engineer senior',
    ],
    [
      'in a list below a sentence that says less',
      'Acme | Berlin | Full-time',
      "We're hiring engineers who care.\n\nOpen:\n- Data Engineer\n- Backend Engineer",
      'data-engineer mid',
    ],
    [
      'under a title that is a sentence',
      'We make assistants that help high-volume firms to manage their caseloads; our leading lead is the first of its kind',
      'Looking for:\nAI Engineer: evals',
      'machine-learning-engineer mid',
    ],
    [
      'not in a sentence about somebody',
      'Acme | Berlin | Full-time',
      '(Hear from our CTO here)\nFounded by an ex-Acme lead engineer.\n- Backend Engineer',
      'backend-developer mid',
    ],
    [
      'not in an address',
      'https://acme.dev/',
      'Acme | Leeds | https://acme.dev/\n\n- Data Engineer',
      'data-engineer mid',
    ],
  ])('%s', (_where, title, description, expected) => {
    expect(verdict(title, description)).toBe(expected);
  });

  test('a forum post that names no job seeks people who write software', () => {
    const words = 'Python, deep learning and computer vision, any or all of them.';
    expect(verdict('Acme | Durham | Full-time', `Acme | Durham | Full-time\n\n${words}`)).not.toContain(
      'non-tech',
    );
    expect(verdict('Growth', `We like ${words}`)).toBe('non-tech mid');
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
