import { describe, expect, test } from 'vitest';
import { classify } from '../../../src/classify/classify.js';
import { splitRunTogether } from '../../../src/classify/text/run-together.js';
import { tokenize } from '../../../src/classify/text/tokenize.js';
import { Tokens } from '../../../src/classify/text/tokens.js';
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

  test.each([
    [
      'back',
      'Work 4 hours in a team.Kotlin for 5 days, then KotlinPerlHaskell and 2012Experience and 6 more',
    ],
    ['on', 'Know KotlinPerlHaskell and 2012Experience for 5 days, Work 4 hours in a team.Kotlin and 6 more'],
    [
      'both',
      'a team.Kotlin team.Perl 1 of KotlinPerl team.Kotlin 2 team.Perl 3 team.Kotlin KotlinPerlHaskell 4',
    ],
  ])('words and figures stay in order where rows move %s first', (_name, text) => {
    const tokens = tokenize(filler + text, taxonomy.vocabulary, new Tokens());
    splitRunTogether(tokens, taxonomy.vocabulary);
    const { starts, ends, count, figures } = tokens;
    const words = Array.from({ length: count }, (_, n) => tokens.text.slice(starts[n], ends[n]));
    const apart = (filler + text).replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, ' ');
    expect(words).toEqual(apart.match(/\w+/g));
    expect(figures).toEqual([...words.keys()].filter((n) => /^\d/.test(words[n] ?? '')));
  });

  test('evidence quotes the part', () => {
    const { evidence } = classify({ title: 'Developer', description: `${filler}Know KotlinPerl.` }, taxonomy);
    const quotes = evidence.filter(({ about }) => about === 'skill').map(({ quote }) => quote);
    expect(quotes).toEqual(['Kotlin', 'Perl']);
  });
});
