import { describe, expect, test } from 'vitest';
import { classify } from '../../src/classify/classify.js';
import { taxonomy } from '../support/taxonomy.js';

const read = (description: string, title = 'Backend Developer') => classify({ title, description }, taxonomy);

describe('years of experience', () => {
  test.each([
    ['5+ years of experience with Java', 5, null],
    ['3-5 years of professional experience', 3, 5],
    ['3 – 5 yrs experience', 3, 5],
    ['2 to 4 years working with databases', 2, 4],
    ['at least three years of experience', 3, null],
    ['Minimum of five (5) years of experience', 5, null],
    ['- 7+ years Java', 7, null],
    ['mindestens 3 Jahre Berufserfahrung', 3, null],
    ["3 ans d'expérience", 3, null],
    ['18 months of experience', 1.5, null],
  ])('%s', (text, min, max) => expect(read(text).years).toEqual({ min, max }));

  test.each([
    ['We have been in business for 25 years.'],
    ['You must be 18 years old.'],
    ['About us\nFor 10 years we have been working with banks.'],
    ['Contract: 2 years, renewable'],
    ['In 2020 we raised money for 100 years of work'],
    ['years of experience'],
  ])('no years: %s', (text) => expect(read(text).years).toBeNull());
});

describe('the level', () => {
  test.each([
    ['the title wins over the years', 'Junior Developer', '8+ years of experience', 'entry', 'title'],
    ['the years decide without a cue', 'Developer', '3–5 years of experience', 'mid', 'years'],
    ['five years are senior', 'Developer', '5-8 years of experience', 'senior', 'years'],
    ['one year is entry', 'Developer', '1 year of experience', 'entry', 'years'],
    ['years never lift above senior', 'Developer', '15+ years of experience', 'senior', 'years'],
    [
      'words about the job win over years',
      'Developer',
      'This is an entry-level role. 3 years of experience',
      'entry',
      'description',
    ],
    ['nothing at all is mid', 'Developer', '', 'mid', 'default'],
    ['an architect is senior', 'Software Architect', '', 'senior', 'default'],
    ['a manager of people is manager', 'Engineering Manager', '', 'manager', 'title'],
  ])('%s', (_name, title, text, level, basis) => {
    expect(read(text, title).level).toMatchObject({ id: level, basis });
  });
});
