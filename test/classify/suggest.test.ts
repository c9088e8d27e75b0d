import { describe, expect, test } from 'vitest';
import { LossyCounter } from '../../src/classify/lossy-counter.js';
import { Suggester } from '../../src/classify/suggest.js';
import { taxonomy } from '../support/taxonomy.js';

function suggest(...postings: [title: string, description: string][]) {
  const suggester = new Suggester(taxonomy);
  for (const [title, description] of postings) suggester.add({ title, description });
  return suggester.suggestions(20, 1);
}

const termsOf = (description: string): string[] =>
  suggest(['Software Engineer', description])
    .terms.map((term) => term.text)
    .toSorted();

describe('terms', () => {
  test.each([
    ['beside known skills', 'Java, Zorblex and Kafka', ['Zorblex']],
    ['two words', 'Python, Quux Forge, Kafka', ['Quux Forge']],
    ['behind a cue', 'You have experience with Zorblex.', ['Zorblex']],
    ['a mark inside', 'Java/Zorblex.js', ['Zorblex.js']],
    ['known skills are no news', 'Java, PostgreSQL and Kafka', []],
    ['prose between commas', 'Java, we like our colleagues, Kafka', []],
    ['a capital only from the start of the sentence', 'Zorbling with Java, Kafka', []],
    ['far from any skill', 'We have offices in Zorbville, Quuxton and Fooburg.', []],
    ['nothing', '', []],
  ])('%s', (_name, description, expected) => {
    expect(termsOf(description)).toEqual(expected);
  });

  test('count once a posting, whatever the case, with examples', () => {
    const { terms, postings } = suggest(
      ['A', 'Java, Zorblex, Kafka\nJava, ZORBLEX'],
      ['B', 'Kafka, ZorbleX'],
      ['C', 'Kafka'],
    );
    expect(postings).toBe(3);
    expect(terms).toEqual([
      { text: 'Zorblex', count: 2, share: 2 / 3, examples: ['Java, Zorblex, Kafka', 'Kafka, ZorbleX'] },
    ]);
  });
});

describe('titles', () => {
  test('unexplained titles and unknown words', () => {
    const { titles, words } = suggest(
      ['Zorbulator Wrangler', ''],
      ['zorbulator  WRANGLER', ''],
      ['Senior Zorbulator Backend Developer', ''],
    );
    expect(titles.map(({ text, count }) => [text, count])).toEqual([['Zorbulator Wrangler', 2]]);
    expect(words[0]).toMatchObject({ text: 'Zorbulator', count: 3 });
  });
});

describe('LossyCounter', () => {
  test('keeps what is frequent within its capacity', () => {
    const counter = new LossyCounter(10);
    for (let n = 0; n < 1000; n++) {
      counter.add(`rare ${n}`, `rare ${n}`, '');
      if (n % 2 === 0) counter.add('often', 'often', '');
    }
    const [first, ...others] = counter.top(5, 1);
    expect(first?.text).toBe('often');
    expect(first?.count).toBeGreaterThanOrEqual(500 - counter.droppedAt);
    expect(others.length).toBeLessThan(10);
  });
});
