import { describe, expect, test } from 'vitest';
import { classify } from '../../../src/classify/classify.js';
import { taxonomy } from '../../support/taxonomy.js';

const filler =
  'You take part in the work of a small team that builds tools for the people of the company. '.repeat(4);
const ids = (text: string): string[] =>
  classify({ title: 'Developer', description: text }, taxonomy).skills.map((skill) => skill.id);

describe('words that lost line breaks have run together', () => {
  test.each([
    [
      'small letter, capital',
      'Writes unit testsSQL Server and KotlinTypeScript',
      ['unit-testing', 'sql-server', 'kotlin', 'typescript'],
    ],
    [
      'capitals, a word',
      'Skills in Kotlin and LINQProven record with AWSAre you in',
      ['kotlin', 'linq', 'aws'],
    ],
    ['a digit, a word', 'Work on SQL Server 2012Experience with Perl', ['sql-server', 'perl']],
    [
      'a full stop without a space',
      'Work in a team.Kotlin and Perl.Must know SQL',
      ['kotlin', 'perl', 'sql'],
    ],
    ['numbered items', 'Needs 1.Kotlin2.Perl skills3.Knowledge of SQL', ['kotlin', 'perl', 'sql']],
    ['three words', 'Experience in KotlinPerlHaskell', ['kotlin', 'perl', 'haskell']],
  ])('%s', (_name, text, skills) => expect(ids(filler + text)).toEqual(expect.arrayContaining(skills)));

  test.each([
    ['a name stays whole', 'Write JavaScript and Asp.Net', ['javascript', 'aspnet'], ['java', 'dotnet']],
    ['a heading ends the part before it', 'Benefits: PerlRequirements: Kotlin', ['kotlin'], ['perl']],
  ])('%s', (_name, text, kept, dropped) => {
    const found = ids(filler + text);
    expect(found).toEqual(expect.arrayContaining(kept));
    for (const id of dropped) expect(found).not.toContain(id);
  });

  test.each([
    ['with a plus', 'Requirements5+ years of experience with Kotlin', { min: 5, max: null }],
    ['a range', 'What you bring3-5 years of experience with Kotlin', { min: 3, max: 5 }],
    [
      'the version of a thing',
      'Needs 2 years of experience with Kotlin in Web3 and an H264 codec',
      { min: 2, max: null },
    ],
  ])('years: %s', (_name, text, years) =>
    expect(classify({ title: 'Developer', description: filler + text }, taxonomy).years).toEqual(years),
  );

  test('texts with their line breaks are left alone', () =>
    expect(ids('Skills:\nqwertPerl\nKotlin')).toEqual(['kotlin']));

  test('evidence quotes the part', () => {
    const { evidence } = classify({ title: 'Developer', description: `${filler}Know KotlinPerl.` }, taxonomy);
    const quotes = evidence.filter(({ about }) => about === 'skill').map(({ quote }) => quote);
    expect(quotes).toEqual(['Kotlin', 'Perl']);
  });
});
