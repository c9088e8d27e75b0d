/** `classify()` over texts that nobody writes: it never throws, and what it says is about the text it was given. */
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { classify } from '../../src/classify/classify.js';
import { LEVEL_BASES, REQUIREMENTS, type Verdict } from '../../src/domain/verdict.js';
import { runs } from './checks.js';
import { taxonomy } from '../support/taxonomy.js';

const RULES = join(import.meta.dirname, '../../rules');
/** Words that rules are made of, so that random texts meet them. */
const WORDS = [
  ...new Set(readFileSync(join(RULES, 'roles.yaml'), 'utf8').match(/\p{L}[\p{L}+#.&/-]{1,20}/gu) ?? []),
].slice(0, 3000);

const WHOLE = 200_000;
const text = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  {
    weight: 6,
    arbitrary: fc.array(fc.constantFrom(...WORDS), { maxLength: 25 }).map((words) => words.join(' ')),
  },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom(...WORDS), { maxLength: 25 }).map((words) => words.join('')),
  },
  {
    weight: 5,
    arbitrary: fc
      .array(
        fc.constantFrom(
          'Senior ',
          'Java',
          'C++ ',
          'C#',
          '.NET',
          'React, ',
          'Node.js/',
          ' - ',
          '\n- ',
          '\n\n',
          'Requirements:\n',
          'Nice to have:\n',
          'Benefits\n',
          '5+ years ',
          'at least ',
          '3-',
          '999999999999 years of ',
          '$90k - $105k ',
          '€ ',
          'Software Engineer ',
          '(m/w/d)',
          'مهندس برمجيات ',
          'מהנדס תוכנה ',
          '\u202eregnardE\u202c ',
          '\u200f',
          'ソフトウェアエンジニア',
          '软件工程师',
          'ＪＡＶＡ ',
          'ﬁnance ',
          'İstanbul ',
          'Straße ',
          'e\u0301',
          '\ud83d',
          '\udc00',
          '👩‍💻',
          '\u0000',
          '\u00a0',
          '\t',
          'remote ',
          'not ',
          '__proto__ ',
          'constructor ',
        ),
        { maxLength: 40 },
      )
      .map((parts) => parts.join('')),
  },
);

function expectSensible(verdict: Verdict, given: { title: string; description: string }): void {
  const share = (n: number): void => {
    expect(n).toBeGreaterThanOrEqual(0);
    expect(n).toBeLessThanOrEqual(1);
  };
  const { role, level, years, skills, evidence } = verdict;
  expect(role.id).toMatch(/^[a-z0-9-]+$/);
  expect(role.label).not.toBe('');
  share(role.confidence);
  share(level.confidence);
  expect(taxonomy.levels.map(({ id }) => id)).toContain(level.id);
  expect(LEVEL_BASES).toContain(level.basis);
  const { min, max } = years ?? { min: 0, max: null };
  expect(min).toBeGreaterThanOrEqual(0);
  expect(min).toBeLessThanOrEqual(max ?? 60);
  expect(new Set(skills.map(({ id }) => id)).size).toBe(skills.length);
  for (const skill of skills) expect(REQUIREMENTS).toContain(skill.requirement);
  for (const { field, span, quote, weight } of evidence) {
    expect(Number.isFinite(weight)).toBe(true);
    if (span === null || field === 'location') continue;
    const [start, end] = span;
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(end).toBeLessThanOrEqual(given[field].length);
    // A title is quoted as it was read: cleaned, and with misspelt words put right.
    const said = field === 'description' ? (quote ?? '') : '';
    expect(given[field].slice(start, end).startsWith(said)).toBe(true);
  }
  // Every skill it names was read somewhere.
  const shown = new Set(evidence.filter(({ about }) => about === 'skill').map((one) => one.for));
  expect(skills.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
}

describe('classify()', () => {
  it('says something sensible of any text, the same each time', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(text, text, (title, description) => {
        const given = { title, description };
        const verdict = classify(given, taxonomy);
        expectSensible(verdict, given);
        const { evidence: _evidence, ...short } = classify(given, taxonomy, { evidence: false });
        const { evidence: _shown, ...long } = verdict;
        expect({ ...short }).toEqual({ ...long });
      }),
      runs(1500),
    );
  });

  it('says the same of a posting, whatever was read before it', () => {
    const posting = {
      title: 'Senior Java Developer',
      description: 'Java, Kafka and 5+ years of experience.',
    };
    const alone = classify(posting, taxonomy);
    fc.assert(
      fc.property(text, text, (title, description) => {
        classify({ title, description }, taxonomy);
        expect(classify(posting, taxonomy)).toEqual(alone);
      }),
      runs(150),
    );
  });

  it('reads texts as long as any posting may be', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(text, text, (title, unit) => {
        const given = {
          title: title.repeat(5),
          description: unit.repeat(Math.ceil(WHOLE / (unit.length || 1))),
        };
        given.description = given.description.slice(0, WHOLE);
        expectSensible(classify(given, taxonomy), given);
      }),
      runs(12),
    );
  });
});
