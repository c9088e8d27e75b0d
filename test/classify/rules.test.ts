import { describe, expect, test } from 'vitest';
import { classify } from '../../src/classify/classify.js';
import { checkTaxonomy } from '../../src/classify/load.js';
import { SHIPPED_RULES } from '../../src/classify/taxonomy/files.js';
import { readTaxonomy } from '../../src/classify/taxonomy/read.js';
import { taxonomy } from '../support/taxonomy.js';

/** Every rule carries its own tests: what it must find, and the near miss that it must leave alone. */
const { taxonomy: authored } = readTaxonomy(SHIPPED_RULES);

test('the shipped taxonomy has no fault', () => {
  expect(checkTaxonomy()).toEqual([]);
});

describe('title rules', () => {
  for (const role of authored.roles) {
    for (const rule of role.titles) {
      const allowed = [role.id, ...rule.open];
      test.each(rule.examples)(`${rule.id}: "%s"`, (title) => {
        expect(allowed).toContain(classify({ title, description: '' }, taxonomy).role.id);
      });
      test.each(rule.counterexamples)(`not ${rule.id}: "%s"`, (title) => {
        expect(classify({ title, description: '' }, taxonomy).role.id).not.toBe(role.id);
      });
    }
  }
});

describe('level cues', () => {
  for (const level of authored.levels) {
    for (const cue of level.cues) {
      const levelOf = (title: string) => classify({ title, description: '' }, taxonomy).level;
      test.each(cue.examples)(`${cue.id}: "%s"`, (title) => {
        // A range names two levels; an example of the higher one still has to show the cue.
        const cues = classify({ title, description: '' }, taxonomy).evidence.filter(
          (e) => e.about === 'level',
        );
        expect(cues.map((evidence) => evidence.for)).toContain(level.id);
      });
      test.each(cue.counterexamples)(`not ${cue.id}: "%s"`, (title) => {
        const { id, basis } = levelOf(title);
        expect(basis === 'title' && id === level.id).toBe(false);
      });
    }
  }
});

describe('skills', () => {
  const skillsIn = (text: string) =>
    classify({ title: '', description: text }, taxonomy).skills.map((skill) => skill.id);
  for (const skill of authored.skills) {
    test.each(skill.examples)(`${skill.id}: "%s"`, (text) => expect(skillsIn(text)).toContain(skill.id));
    test.each(skill.counterexamples)(`not ${skill.id}: "%s"`, (text) => {
      expect(skillsIn(text)).not.toContain(skill.id);
    });
  }
  test('every named skill has an example', () => {
    const without = authored.skills.filter((skill) => skill.kind === 'named' && skill.examples.length === 0);
    expect(without.map((skill) => skill.id)).toEqual([]);
  });
});

test('every role has codes of both classifications, but those that are no occupation', () => {
  const without = authored.roles.filter((role) => role.soc === null || role.isco === null);
  expect(without.map((role) => role.id)).toEqual(['other-tech', 'non-tech']);
});
