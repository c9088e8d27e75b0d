import { describe, expect, test } from 'vitest';
import { expandPhrase, parsePhrase, PhraseError } from '../../../src/classify/text/phrase.js';

const words = (phrase: string) =>
  expandPhrase(phrase).map((sequence) =>
    sequence.map((e) => (e.kind === 'word' ? e.word : e.kind === 'mark' ? e.mark : '?')).join(' '),
  );

describe('expandPhrase', () => {
  test.each([
    ['Spring Boot', ['spring boot']],
    ['back-end', ['back end']],
    ['C++', ['c + +']],
    ['node.js', ['node . js']],
    ['Développeur', ['developpeur']],
    ['(design|build) apis', ['design apis', 'build apis']],
    ['design (scalable)? apis', ['design scalable apis', 'design apis']],
    ['a (b|c d)', ['a b', 'a c d']],
    ['(spring boot|spring)(?)'.slice(0, 20), ['spring boot', 'spring']],
  ])('%s', (phrase, expected) => expect(words(phrase)).toEqual(expected));
});

describe('parsePhrase refuses', () => {
  test.each([
    ['spring (boot', '"(" without ")"'],
    ['spring) boot', '")" without "("'],
    ['what?', '"?" stands only behind ")"'],
    ['  ,', 'has no word'],
    ['* services', 'starts with a wildcard'],
  ])('%s', (phrase, reason) => {
    expect(() => parsePhrase(phrase)).toThrow(PhraseError);
    expect(() => parsePhrase(phrase)).toThrow(reason);
  });

  test('a mark alone is a phrase only where the caller says so', () => {
    expect(() => parsePhrase('&')).toThrow(PhraseError);
    expect(parsePhrase('&', true)).toEqual([{ kind: 'mark', mark: '&' }]);
  });
});
