import type { Skill } from '../src/classify/taxonomy/authored.js';

/** Plain aliases of each skill. Those with choices or wildcards are left out: no rival can read them. */
export function plainAliases(skills: readonly Skill[]): string[][] {
  return skills.map((skill) => {
    const phrases = [
      ...skill.aliases.map((entry) => (typeof entry === 'string' ? entry : entry.alias)),
      ...skill.exact,
      ...skill.ambiguous.map((entry) => entry.alias),
    ];
    return [...new Set(phrases.filter((phrase) => !/[()*]/.test(phrase)))];
  });
}
