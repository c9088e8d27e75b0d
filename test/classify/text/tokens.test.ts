import { describe, expect, test } from 'vitest';
import { tokenize } from '../../../src/classify/text/tokenize.js';
import { COMMA, DASH, GLUED, NEWLINE, SOFT, Tokens } from '../../../src/classify/text/tokens.js';
import { numberOf, UNKNOWN, Vocabulary } from '../../../src/classify/text/vocabulary.js';

const vocabulary = new Vocabulary();
for (const word of ['node', 'js', 'c', 'developpeur', 'java', 'backend', 'end', 'back']) vocabulary.add(word);
vocabulary.freeze();

const cut = (text: string) => {
  const tokens = tokenize(text, vocabulary, new Tokens());
  return Array.from({ length: tokens.count }, (_, n) => text.slice(tokens.starts[n], tokens.ends[n]));
};
const gaps = (text: string) => {
  const tokens = tokenize(text, vocabulary, new Tokens());
  return [...tokens.gaps.subarray(1, tokens.count)];
};

describe('tokenize', () => {
  test.each([
    ['Node.js, and C++.', ['Node', '.', 'js', 'and', 'C', '+', '+']],
    ['the end. Next', ['the', 'end', 'Next']],
    ['C#/.NET', ['C', '#', '/', '.', 'NET']],
    ['5+ years', ['5', '+', 'years']],
    ['# Heading', ['Heading']],
    ['', []],
    ['…!!!', []],
  ])('%s', (text, expected) => expect(cut(text)).toEqual(expected));

  test('offsets point into the original, whatever was folded', () => {
    expect(cut('Développeur·se – Müller')).toEqual(['Développeur', 'se', 'Müller']);
  });

  test.each([
    ['back end', [SOFT]],
    ['back-end', [SOFT]],
    ['back - end', [DASH]],
    ['back – end', [DASH]],
    ['back, end', [COMMA]],
    ['back\nend', [NEWLINE]],
    ['node.js', [GLUED, GLUED]],
  ])('gap in "%s"', (text, expected) => expect(gaps(text)).toEqual(expected));

  test('a known word has its id with any case, accent, soft hyphen or combining mark', () => {
    const id = vocabulary.get('developpeur');
    for (const text of ['développeur', 'DÉVELOPPEUR', 'de\u0301veloppeur', 'déve\u00adloppeur']) {
      expect(tokenize(text, vocabulary, new Tokens()).ids[0]).toBe(id);
    }
    expect(tokenize('développeurs', vocabulary, new Tokens()).ids[0]).toBe(UNKNOWN);
  });

  test('digits are numbers, up to six of them', () => {
    const tokens = tokenize('5 007 1234567', vocabulary, new Tokens());
    expect([...tokens.ids.subarray(0, 3)].map(numberOf)).toEqual([5, 7, null]);
  });

  test('the buffers grow with the text and are emptied by the next one', () => {
    const tokens = new Tokens();
    expect(tokenize('java '.repeat(5000), vocabulary, tokens).count).toBe(5000);
    expect(tokenize('java', vocabulary, tokens).count).toBe(1);
  });
});
