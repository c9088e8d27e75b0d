/** What is a word, by cases, and the same as a second way of cutting has it for whatever letters there are. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutWords, MAX_CUT, MAX_WORD } from '../../src/domain/words.js';
import { wordsOf } from '../support/words.js';

const cases: [text: string, words: string][] = [
  ['', ''],
  ['--- ½…', '1 2'],
  ['Senior  Engineer,\nBackend', 'senior engineer backend'],
  ['C++/C#, F# and C', 'c++ c# f# and c'],
  ['C++17, g++', 'c++ 17 g++'],
  ['network+ a+b 5+ years', 'network a b 5 years'],
  ['.NET, ASP.NET, net, .network', '.net asp .net net network'],
  ['Node.js, CI/CD, front-end', 'node js ci cd front end'],
  ['don’t; R&D; snake_case', 'don t r d snake case'],
  ['Größe café İstanbul Æon', 'grosse cafe istanbul æon'],
  ['ΟΔΟΣ, οδός', 'οδοσ οδοσ'],
  ['ﬁne １２３ Ａ', 'fine 123 a'],
  ['Инженёр', 'инженер'],
  ['日本語 エンジニア', '日 本 語 エ ン ジ ニ ア'],
  ['Java開発', 'java 開 発'],
  ['개발자를 찾습니다', '개발자를 찾습니다'],
  ['हिंदी', 'हिंदी'],
  ['nul\0byte \uE000\uE001 \ud83d 🦊', 'nul byte'],
  ['x'.repeat(250), `${'x'.repeat(100)} ${'x'.repeat(100)} ${'x'.repeat(50)}`],
];

describe('words of a text', () => {
  it.each(cases)('%j', (text, words) => {
    expect(cutWords(text)).toBe(words);
    expect(wordsOf(text).join(' ')).toBe(words);
  });

  const letters = Array.from('aBcé.+#/ -net日本ßΣ');
  const text = fc.oneof(
    fc.array(fc.constantFrom(...letters, 'C++', '.NET', 'c#'), { maxLength: 30 }).map((all) => all.join('')),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
  );
  it('are those that a second way finds', () => {
    fc.assert(
      fc.property(text, (t) => {
        expect(cutWords(t)).toBe(wordsOf(t).join(' '));
      }),
      { numRuns: 2000 },
    );
  });

  it('are the words that they are cut from: looked for as they are written, each finds itself', () => {
    fc.assert(
      fc.property(text, (t) => {
        for (const word of cutWords(t).split(' ')) expect(cutWords(word)).toBe(word);
      }),
      { numRuns: 1000 },
    );
  });

  it('are bounded, whatever the text', () => {
    // The letter of the most letters there is: 18.
    for (const one of ['\uFDFA', '字', '\u{20000} ', 'ab ', 'x']) {
      const words = cutWords(one.repeat(2_000_000 / one.length));
      expect(words.length).toBeLessThanOrEqual(MAX_CUT);
      expect(words.split(' ').filter((word) => Array.from(word).length > MAX_WORD)).toEqual([]);
    }
  });
});
