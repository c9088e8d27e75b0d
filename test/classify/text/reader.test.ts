import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AutomatonBuilder } from '../../../src/classify/text/automaton-builder.js';
import { MATCH } from '../../../src/classify/text/reader/reader.js';
import { SOURCES } from '../../../src/classify/text/reader/program.wasm.js';
import { splitRunTogether } from '../../../src/classify/text/run-together.js';
import { tokenize } from '../../../src/classify/text/tokenize.js';
import { Tokens } from '../../../src/classify/text/tokens.js';
import { numberToken, UNKNOWN, Vocabulary } from '../../../src/classify/text/vocabulary.js';
import { foldWord } from '../../../src/classify/text/fold.js';
import { seeded } from '../../../bench/postings.js';

const ASSEMBLY = resolve(import.meta.dirname, '../../../assembly');

function reader(phrases: readonly string[]): {
  cut: (text: string) => Tokens;
  found: (tokens: Tokens) => string[];
  vocabulary: Vocabulary;
} {
  const vocabulary = new Vocabulary();
  const builder = new AutomatonBuilder(vocabulary);
  for (const phrase of phrases) builder.add(phrase);
  vocabulary.freeze();
  const automaton = builder.compile();
  return {
    vocabulary,
    cut: (text) => tokenize(text, vocabulary, new Tokens()),
    found: (tokens) => {
      const count = automaton.find(tokens);
      const { matches } = automaton;
      return Array.from({ length: count }, (_, n) => {
        const [phrase = 0, from = 0, to = 0] = matches.subarray(n * MATCH, n * MATCH + MATCH);
        return `${phrases[phrase]}: ${tokens.text.slice(tokens.starts[from], tokens.ends[to - 1])}`;
      });
    },
  };
}

test('the program was compiled from the sources beside it (if not: npm run build:reader)', () => {
  const hash = createHash('sha256');
  for (const file of readdirSync(ASSEMBLY).toSorted()) hash.update(readFileSync(join(ASSEMBLY, file)));
  expect(SOURCES).toBe(hash.digest('hex'));
});

describe('Reader', () => {
  test('finds in tokens that were cut before others', () => {
    const { cut, found } = reader(['ruby on rails', 'java']);
    const [first, second] = [cut('Ruby on Rails'), cut('Java')];
    expect([found(first), found(second), found(first)]).toEqual([
      ['ruby on rails: Ruby on Rails'],
      ['java: Java'],
      ['ruby on rails: Ruby on Rails'],
    ]);
  });

  test('finds in tokens that were changed after they were cut', () => {
    const { cut, found, vocabulary } = reader(['unit tests', 'sql server']);
    const tokens = cut(`${'we write our own software here '.repeat(12)}and unit testsSQL Server`);
    splitRunTogether(tokens, vocabulary);
    expect(found(tokens)).toEqual(['unit tests: unit tests', 'sql server: SQL Server']);
  });

  test('knows words of any length and script, however they are written, and no others', () => {
    const random = seeded(11);
    const pick = (letters: string): string => letters[Math.floor(random() * letters.length)] ?? '';
    const word = (): string => {
      const letters = pick('xxx1') === '1' ? 'abé1日ж' : 'abcdefgh';
      return Array.from({ length: 1 + Math.floor(random() * 20) }, () => pick(letters)).join('');
    };
    const words = Array.from({ length: 6000 }, word);
    const vocabulary = new Vocabulary();
    for (const known of words.slice(0, 3000)) vocabulary.add(foldWord(known));
    vocabulary.freeze();
    // Capitals, and a soft hyphen inside: the same word.
    const written = words.map((known, n) =>
      n % 3 === 0 ? known : n % 3 === 1 ? known.toUpperCase() : `${known[0]}\u00ad${known.slice(1)}`,
    );
    const tokens = tokenize(written.join(' '), vocabulary, new Tokens());
    const ids = words.map((known) => {
      const folded = foldWord(known);
      return /^\d+$/.test(folded) ? numberToken(Number(folded)) : vocabulary.get(folded);
    });
    expect([...tokens.ids.subarray(0, tokens.count)]).toEqual(ids);
    expect(ids.filter((id) => id === UNKNOWN).length).toBeGreaterThan(2000);
  });

  test('serves several automata over one vocabulary', () => {
    const vocabulary = new Vocabulary();
    const builders = [new AutomatonBuilder(vocabulary), new AutomatonBuilder(vocabulary)];
    builders[0]?.add('senior');
    builders[1]?.add('developer');
    vocabulary.freeze();
    const automata = builders.map((builder) => builder.compile());
    const tokens = tokenize('senior developer', vocabulary, new Tokens());
    const starts = automata.map((automaton) => {
      expect(automaton.find(tokens)).toBe(1);
      return automaton.matches[1];
    });
    expect(starts).toEqual([0, 1]);
  });

  test('grows with the text and with what is found in it', () => {
    const { cut, found } = reader(['a', 'a b', 'a b a']);
    const text = 'a b '.repeat(50_000);
    expect(found(cut(text))).toHaveLength(50_000 * 3 - 1);
    expect(found(cut('a b'))).toEqual(['a b: a b', 'a: a']);
  });

  test('leaves earlier tokens readable when the memory grows for others', () => {
    const { cut, found } = reader(['ruby on rails', 'a']);
    const early = cut('Ruby on Rails 7');
    const ids = [...early.ids.subarray(0, early.count)];
    cut('a '.repeat(200_000));
    expect([...early.ids.subarray(0, early.count)]).toEqual(ids);
    expect(early.units[0]).toBe('R'.charCodeAt(0));
    expect(found(early)).toEqual(['ruby on rails: Ruby on Rails']);
  });

  test('knows a letter of another script from the two letters that its halves are', () => {
    const vocabulary = new Vocabulary();
    const id = vocabulary.add('ab');
    vocabulary.freeze();
    const [letter, word] = tokenize('\u6261 ab', vocabulary, new Tokens()).ids;
    expect([letter, word]).toEqual([UNKNOWN, id]);
  });

  test('reads a text that ends within a mark, a word or a number as the whole text says', () => {
    const { cut } = reader(['c']);
    cut('C#.NET 12345678');
    // What an older text left behind the end says nothing.
    expect([cut('c.').count, cut('c#').count, cut('c').count, cut('').count, cut('12').ids[0]]).toEqual([
      1, 2, 1, 0, -13,
    ]);
  });
});
