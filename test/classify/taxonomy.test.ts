import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkTaxonomy, loadTaxonomy } from '../../src/classify/load.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'rolemill-rules-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const write = (name: string, text: string) => writeFileSync(join(dir, name), text);
const faults = () => checkTaxonomy(dir).map(({ file, line, message }) => `${file}:${line} ${message}`);

const SKILLS = `skills:
  - id: go
    label: Go
    category: language
    kind: named
    aliases: [golang]
`;

describe('faults come with file and line', () => {
  test.each<[string, string, string]>([
    [
      'an id used twice',
      `${SKILLS}  - {id: go, label: Go, category: language, kind: named, aliases: [go lang]}\n`,
      '7 id "go" is used twice',
    ],
    [
      'an alias of two names',
      `${SKILLS}  - id: other\n    label: Other\n    category: language\n    kind: named\n    aliases: [x, Golang]\n`,
      '11 alias "Golang" of skill other is also an alias of go',
    ],
    ['an unknown field', `${SKILLS}    alias: [x]\n`, '7 skills.0.alias'],
    ['a kind that is none', SKILLS.replace('named', 'nmaed'), '5 skills.0.kind'],
    [
      'a phrase that does not parse',
      SKILLS.replace('[golang]', '["go (lang"]'),
      '6 "(" without ")" in "go (lang"',
    ],
    [
      'a category that is none',
      `${SKILLS}    ambiguous: [{alias: Go, with: ["@langauge"]}]\n`,
      '7 no category "@langauge"',
    ],
    ['an implied skill that is none', `${SKILLS}    implies: [goo]\n`, '7 no skill "goo"'],
    ['a signal for no role', `signals:\n  - {id: s, for: nobody, phrases: [x]}\n`, '2 no role "nobody"'],
    [
      'a group that is none',
      `roles:\n  - id: r\n    label: R\n    family: f\n    definition: d\n    titles:\n      - {id: r.t, any: ["a <devs>"]}\n`,
      '7 no group <devs>',
    ],
    ['broken YAML', 'skills: [\n', ''],
  ])('%s', (_name, text, expected) => {
    write('rules.yaml', text);
    const found = faults();
    expect(found.length).toBeGreaterThan(0);
    expect(found.join('\n')).toContain(expected === '' ? 'rules.yaml:' : `rules.yaml:${expected}`);
  });

  test('all faults of all files at once, and nothing starts', () => {
    write('a.yaml', SKILLS.replace('named', 'x'));
    write('b.yaml', 'roles: 5\n');
    expect(faults().map((fault) => fault.split(':')[0])).toEqual(['a.yaml', 'b.yaml']);
    expect(() => loadTaxonomy(dir)).toThrow(expect.objectContaining({ code: 'taxonomy-invalid' }));
  });

  test('no folder, no rule file', () => {
    expect(() => loadTaxonomy(join(dir, 'missing'))).toThrow(
      expect.objectContaining({ code: 'taxonomy-not-found' }),
    );
    expect(() => loadTaxonomy(dir)).toThrow(expect.objectContaining({ code: 'taxonomy-not-found' }));
  });

  test('roles and levels that every verdict falls back on must be there', () => {
    write('rules.yaml', SKILLS);
    expect(faults().join('\n')).toMatch(/other-tech[\s\S]*non-tech[\s\S]*mid/);
  });
});

test('the version follows the content of the files', () => {
  const first = loadTaxonomy();
  expect(first.version).toMatch(/^[0-9a-f]{12}$/);
  expect(loadTaxonomy().version).toBe(first.version);
});
