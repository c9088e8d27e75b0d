import { describe, expect, test } from 'vitest';
import { AutomatonBuilder } from '../../../src/classify/text/automaton-builder.js';
import { tokenize } from '../../../src/classify/text/tokenize.js';
import { Tokens } from '../../../src/classify/text/tokens.js';
import { MATCH } from '../../../src/classify/text/reader/reader.js';
import { Vocabulary } from '../../../src/classify/text/vocabulary.js';

/** All matches of the phrases in the text, as quotes, in order of start, the longest first. */
function matches(phrases: readonly string[], text: string): string[] {
  const vocabulary = new Vocabulary();
  const builder = new AutomatonBuilder(vocabulary);
  for (const phrase of phrases) builder.add(phrase);
  vocabulary.freeze();
  const automaton = builder.compile();
  const tokens = tokenize(text, vocabulary, new Tokens());
  const found: string[] = [];
  const count = automaton.find(tokens);
  for (let n = 0; n < count; n++) {
    const [phrase, from, to] = automaton.matches.subarray(n * MATCH) as unknown as [number, number, number];
    found.push(`${phrase}:${text.slice(tokens.starts[from], tokens.ends[to - 1])}`);
  }
  return found;
}

describe('Automaton', () => {
  test.each([
    ['shorter and longer phrase', ['spring', 'spring boot'], 'Spring-Boot', ['1:Spring-Boot', '0:Spring']],
    ['whole words only', ['java'], 'JavaScript java', ['0:java']],
    ['a comma ends a phrase', ['ruby on rails'], 'ruby, on rails', []],
    ['a line break ends a phrase', ['ruby on rails'], 'ruby\non rails', []],
    ['marks must be glued', ['c++'], 'c + + and C++', ['0:C++']],
    ['a dot must be glued', ['node.js'], 'node. js Node.js', ['0:Node.js']],
    ['choice', ['(design|build) apis'], 'build APIs', ['0:build APIs']],
    ['left out', ['design (scalable)? apis'], 'design apis', ['0:design apis']],
    ['one word between', ['build * services'], 'build web services', ['0:build web services']],
    ['one word is not none', ['build * services'], 'build services', []],
    [
      'a wildcard takes unknown words',
      ['build * services'],
      'build xyzzy services',
      ['0:build xyzzy services'],
    ],
    [
      'also where very many words can follow',
      ['build * services', ...Array.from({ length: 64 }, (_, n) => `build word${n}`)],
      'build xyzzy services and build word63',
      ['0:build xyzzy services', '64:build word63'],
    ],
    ['up to three words', ['build ** services'], 'build a b c services', ['0:build a b c services']],
    ['not four', ['build ** services'], 'build a b c d services', []],
    ['a wildcard takes no mark', ['build * services'], 'build / services', []],
    ['a choice of one phrase is no way into another', ['(a|b) x', 'a y'], 'b y a y', ['1:a y']],
    ['numbers', ['oauth 2.0', 'web 3'], 'OAuth 2.0 web 3', ['0:OAuth 2.0', '1:web 3']],
  ])('%s', (_name, phrases, text, expected) => expect(matches(phrases, text)).toEqual(expected));

  test('the same phrase has one number, however often it is added', () => {
    const builder = new AutomatonBuilder(new Vocabulary());
    expect([builder.add('Spring Boot'), builder.add('x'), builder.add('spring-boot')]).toEqual([0, 1, 0]);
  });

  test('agrees with a search word by word on random texts', () => {
    const words = ['a', 'b', 'c', 'd'];
    let seed = 7;
    const pick = (): string => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return words[seed % words.length] ?? 'a';
    };
    const phrases = Array.from({ length: 30 }, (_, n) => Array.from({ length: 1 + (n % 4) }, pick).join(' '));
    const unique = [...new Set(phrases)];
    for (let round = 0; round < 50; round++) {
      const text = Array.from({ length: 40 }, pick);
      const expected = text.flatMap((_, start) =>
        unique
          .map((phrase, number) => ({ number, length: phrase.split(' ').length, phrase }))
          .filter(({ phrase, length }) => text.slice(start, start + length).join(' ') === phrase)
          .toSorted((x, y) => y.length - x.length)
          .map(({ number, phrase }) => `${number}:${phrase}`),
      );
      expect(matches(unique, text.join(' '))).toEqual(expected);
    }
  });

  test('many choices do not blow up', () => {
    const choice = '(a|b|c|d|e|f|g|h|i|j)';
    const phrase = Array.from({ length: 12 }, () => choice).join(' ');
    const text = 'abcdefghijab'.split('').join(' ');
    expect(matches([phrase], text)).toEqual([`0:${text}`]);
  });
});
