import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/report/text-width.js';
import { diffExample, wantedExamples } from '../../src/report/diff-examples.js';
import { renderDiff } from '../../src/report/diff-terminal.js';
import { compareVerdicts, DiffTally, type Compared } from '../../src/report/verdict-diff.js';
import { toClassifiedPosting } from '../../src/domain/verdict.js';
import { makePosting, makeSkill, makeVerdict } from '../support/postings.js';

const verdict = (
  id: string,
  role: string,
  level: string,
  skills: string[] = [],
  taxonomy = 'old',
): Compared => ({
  id,
  taxonomy,
  role: { id: role },
  level: { id: level },
  // `java!` is a required one.
  skills: skills.map((name) =>
    makeSkill(name.replace('!', ''), { requirement: name.endsWith('!') ? 'required' : 'mentioned' }),
  ),
});
const ids = (skills: { id: string }[]): string[] => skills.map(({ id }) => id);

describe('compareVerdicts', () => {
  it.each([
    ['nothing', ['dev', 'mid', ['java']], ['dev', 'mid', ['java']], [false, false, [], [], []]],
    [
      'the order of skills is nothing',
      ['dev', 'mid', ['a', 'b']],
      ['dev', 'mid', ['b', 'a']],
      [false, false, [], [], []],
    ],
    ['the role', ['dev', 'mid', []], ['ops', 'mid', []], [true, false, [], [], []]],
    ['the level', ['dev', 'mid', []], ['dev', 'senior', []], [false, true, [], [], []]],
    ['skills', ['dev', 'mid', ['a', 'b']], ['dev', 'mid', ['b', 'c']], [false, false, ['c'], ['a'], []]],
    ['how a skill is asked', ['dev', 'mid', ['a']], ['dev', 'mid', ['a!']], [false, false, [], [], ['a']]],
  ] as const)('%s', (_, before, after, [role, level, gained, lost, asked]) => {
    const change = compareVerdicts(
      verdict('1', before[0], before[1], [...before[2]]),
      verdict('1', after[0], after[1], [...after[2]]),
    );
    expect({
      ...change,
      gained: ids(change.gained),
      lost: ids(change.lost),
      askedOtherwise: ids(change.askedOtherwise),
    }).toEqual({
      role,
      level,
      gained,
      lost,
      askedOtherwise: asked,
    });
  });
});

describe('DiffTally', () => {
  const tally = new DiffTally();
  const pairs: [Compared, Compared][] = [
    [verdict('1', 'dev', 'mid', ['a']), verdict('1', 'ops', 'mid', ['a'], 'new')],
    [verdict('2', 'dev', 'mid', ['a', 'b']), verdict('2', 'ops', 'senior', ['a'], 'new')],
    [verdict('3', 'ops', 'mid', ['a']), verdict('3', 'dev', 'mid', ['a', 'b'], 'new')],
    [verdict('4', 'dev', 'mid', ['a'], 'older'), verdict('4', 'dev', 'mid', ['a!'], 'new')],
    [verdict('5', 'dev', 'mid', ['a']), verdict('5', 'dev', 'mid', ['a'], 'new')],
  ];
  for (const [before, after] of pairs) tally.add(before, after);

  it('counts postings, each once in anything', () => {
    expect(tally.result(10)).toMatchObject({
      postings: 5,
      before: [
        { version: 'old', postings: 4 },
        { version: 'older', postings: 1 },
      ],
      changed: { any: 4, role: 3, level: 1, skills: 2, requirements: 1 },
    });
  });

  it('tells transitions with their direction, share and examples', () => {
    expect(tally.result(10).roles).toEqual({
      distinct: 2,
      items: [
        { from: 'dev', to: 'ops', count: 2, share: 0.4, examples: ['1', '2'] },
        { from: 'ops', to: 'dev', count: 1, share: 0.2, examples: ['3'] },
      ],
    });
  });

  it('tells of each skill how many gain and lose it', () => {
    expect(tally.result(10).skills.items).toEqual([
      { id: 'b', label: 'B', gained: 1, lost: 1, askedOtherwise: 0, examples: ['2', '3'] },
      { id: 'a', label: 'A', gained: 0, lost: 0, askedOtherwise: 1, examples: ['4'] },
    ]);
  });

  it('cuts to the top and says of how many', () => {
    expect(tally.result(1).roles).toMatchObject({ distinct: 2, items: [{ from: 'dev' }] });
  });

  it('of nothing there is nothing', () => {
    expect(new DiffTally().result(5)).toMatchObject({
      postings: 0,
      changed: { any: 0 },
      roles: { distinct: 0, items: [] },
    });
  });

  it('keeps few examples of many', () => {
    const many = new DiffTally();
    for (let n = 0; n < 100; n += 1) many.add(verdict(`${n}`, 'dev', 'mid'), verdict(`${n}`, 'ops', 'mid'));
    expect(many.result(1).roles.items[0]).toMatchObject({
      count: 100,
      share: 1,
      examples: ['0', '1', '2', '3', '4'],
    });
  });
});

describe('examples', () => {
  const posting = makePosting('x', { title: 'A title that is longer than any terminal is wide '.repeat(3) });
  const side = (role: string, skills: string[]) =>
    toClassifiedPosting(
      posting,
      makeVerdict({
        role: { ...makeVerdict().role, id: role },
        skills: skills.map((id) => makeSkill(id)),
        evidence: [
          {
            about: 'role',
            for: 'other',
            rule: 'r.lost',
            field: 'title',
            span: null,
            quote: null,
            weight: 9,
            used: false,
          },
          {
            about: 'role',
            for: role,
            rule: `r.${role}`,
            field: 'title',
            span: [0, 1],
            quote: 'A',
            weight: 2,
            used: true,
          },
          {
            about: 'skill',
            for: 'sql',
            rule: 's.sql',
            field: 'description',
            span: null,
            quote: 'SQL',
            weight: 1,
            used: true,
          },
        ],
      }),
      { evidence: true },
    );
  const before = side('dev', ['sql']);
  const after = side('ops', []);
  const tally = new DiffTally();
  tally.add(before, after);
  const diff = tally.result(10);
  const examples = wantedExamples(diff, 5).map((wanted) => diffExample(wanted, before, after));

  it('have the evidence of both sides, what counted first, and of the skill that is meant', () => {
    expect(examples).toMatchObject([
      {
        id: posting.id,
        about: 'role',
        before: { value: 'dev', evidence: [{ rule: 'r.dev' }, { rule: 'r.lost' }] },
        after: { value: 'ops', evidence: [{ rule: 'r.ops' }, { rule: 'r.lost' }] },
      },
      { about: 'skill', skill: 'sql', before: { value: 'mentioned' }, after: { value: null } },
    ]);
  });

  it('none are wanted where none are asked for', () => expect(wantedExamples(diff, 0)).toEqual([]));

  it.each([60, 80, 120])('the whole fits %i columns', (width) => {
    const text = renderDiff(diff, examples, 'newversion12', width);
    expect(Math.max(...text.split('\n').map(displayWidth))).toBeLessThanOrEqual(width);
    expect(text).toContain('1 posting compared');
    expect(text).toMatch(/dev +ops +1 +100\.0%/);
    expect(text).toMatch(/sql +0 +1 +0/);
  });
});
