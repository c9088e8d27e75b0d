import { expandPhrase, PhraseError, type Element } from '../src/classify/text/phrase.js';
import type { Skill } from '../src/classify/taxonomy/authored.js';

/** Aliases of each skill as plain text, choices spelled out; those with wildcards are left out, no rival has any. */
export function plainAliases(skills: readonly Skill[]): string[][] {
  return skills.map((skill) => {
    const phrases = [
      ...skill.aliases.map((entry) => (typeof entry === 'string' ? entry : entry.alias)),
      ...skill.exact,
      ...skill.ambiguous.map((entry) => entry.alias),
    ];
    return [...new Set(phrases.flatMap(spellings))];
  });
}

function spellings(phrase: string): string[] {
  if (!/[()*]/.test(phrase)) return [phrase];
  try {
    return expandPhrase(phrase).map(textOf);
  } catch (error) {
    if (error instanceof PhraseError) return [];
    throw error;
  }
}

/** Only practices use choices, and they are made of words: marks need no care for spaces. */
function textOf(elements: readonly Element[]): string {
  return elements
    .map((element) => (element.kind === 'word' ? element.word : element.kind === 'mark' ? element.mark : ''))
    .join(' ');
}
