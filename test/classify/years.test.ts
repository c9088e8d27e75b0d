import { describe, expect, test } from 'vitest';
import { classify } from '../../src/classify/classify.js';
import { taxonomy } from '../support/taxonomy.js';

const years = (description: string): number | undefined =>
  classify({ title: 'COBOL Developer', description }, taxonomy).years?.min;

describe('the years that decide', () => {
  test.each([
    ['or more', '10 or more years of verification experience', 10],
    ['YOE', 'Full Stack Engineer (5+ YOE)', 5],
    [
      'with the better degree, not those that stand in for it',
      'B.S. degree with 4 years experience in COBOL OR an associate degree with 6 years experience OR 8 years experience',
      4,
    ],
    ['of one thing or another are no trade', '3 years of Java or 5 years of Scala experience', 5],
    ['before a wish', '- 5+ years of sales experience, ideally in software.\n- 2 years in our market', 5],
    ['wished for', '- Ideally 5+ years of sales experience.\n- At least 2 years in our market', 2],
  ])('%s', (_what, description, expected) => {
    expect(years(description)).toBe(expected);
  });
});
