/**
 * Time is linear in the length of the text, whatever the text. No test here looks at a clock: work is counted where
 * it can be (steps of the automaton), and elsewhere the text is so long that anything worse than linear would not end.
 */
import { describe, expect, test } from 'vitest';
import { classify } from '../../src/classify/classify.js';
import { Automaton } from '../../src/classify/text/automaton.js';
import { tokenize } from '../../src/classify/text/tokenize.js';
import { Tokens } from '../../src/classify/text/tokens.js';
import { taxonomy } from '../support/taxonomy.js';

const MEGABYTES = 2_000_000;
const PATIENCE_MS = 60_000;

const fill = (unit: string, length = MEGABYTES): string => unit.repeat(Math.ceil(length / unit.length));

const TEXTS: readonly (readonly [name: string, text: string])[] = [
  ['no spaces', fill('x')],
  ['letters and dots', fill('a.b.')],
  ['one known word without end', fill('java')],
  ['words run together without end', fill('controlEstate')],
  ['an alias 10,000 times', fill('Java ', 50_000)],
  ['an ambiguous alias, all over', fill('Go ')],
  ['ambiguous aliases, a line each', fill('Go\nR\nSwift\n')],
  ['right to left', fill('مهندس برمجيات أول في الرياض ')],
  ['brackets', fill('(', 100_000)],
  ['brackets with letters', fill('(m ')],
  ['digits', fill('7')],
  ['digits and spaces', fill('7 ')],
  ['numbers and hyphens', fill('1-2-3-')],
  ['years', fill('5 years ')],
  ['years of experience', fill('5+ years of experience, ')],
  ['pay', fill('$100k-$120k ')],
  ['currencies', fill('$')],
  ['emoji', fill('👩‍💻🚀')],
  ['spaces', fill(' ')],
  ['line breaks', fill('\n')],
  ['headings', fill('Requirements:\n')],
  ['headings on one line', fill('Requirements ')],
  ['nice to have', fill('Java is a plus. ')],
  ['negations', fill('no ')],
  ['addresses', fill('https://x.example/a?b ')],
  ['half an address', fill('http://')],
  ['lone surrogates', fill('\ud800')],
  ['combining marks', fill('e\u0301\u0301\u0301')],
  ['wildcards of the rules', fill('build a of the ')],
  ['slashes', fill('and/or/')],
  ['commas', fill(', ')],
  ['signals', fill('build backend services. ')],
  ['signals where none is heard', fill('work closely with the backend team on build backend services ')],
];

describe('a description of two megabytes', () => {
  test.each(TEXTS)(
    '%s',
    (_name, description) => {
      const verdict = classify({ title: 'Backend Developer', description }, taxonomy);
      expect(verdict.role.id).toBe('backend-developer');
      // What is kept of a text is bounded, not a copy of it.
      expect(verdict.evidence.length).toBeLessThan(5000);
    },
    PATIENCE_MS,
  );
});

describe('a description of two megabytes that has to settle the role', () => {
  test.each(TEXTS)(
    '%s',
    (_name, description) => {
      const verdict = classify({ title: 'Software Engineer', description }, taxonomy, { evidence: false });
      expect(taxonomy.roles.has(verdict.role.id)).toBe(true);
      expect(verdict.role.confidence).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );
});

describe('a title of a megabyte', () => {
  test.each(TEXTS)(
    '%s',
    (_name, text) => {
      const verdict = classify({ title: text.slice(0, 1_000_000), description: '' }, taxonomy);
      expect(verdict.role.id).not.toBe('');
      expect(verdict.level.id).not.toBe('');
    },
    PATIENCE_MS,
  );
});

describe('work', () => {
  /** Tokens that matching looks at, over all places to start from. */
  function steps(text: string): number {
    taxonomy.phrases.find(tokenize(text, taxonomy.vocabulary, new Tokens()));
    return taxonomy.vocabulary.reader.looked;
  }

  test.each([['build a of the '], ['Java '], ['5 years '], ['no '], ['x '], ['and/or/']])(
    'twice the text is twice the steps: %s',
    (unit) => {
      // The first text builds the states it needs; what it looked at meanwhile counts double.
      steps(unit.repeat(500));
      const once = steps(unit.repeat(500));
      const twice = steps(unit.repeat(1000));
      expect(twice / once).toBeGreaterThan(1.9);
      expect(twice / once).toBeLessThan(2.1);
    },
  );

  test('an automaton is what counts them', () => expect(taxonomy.phrases).toBeInstanceOf(Automaton));
});
