import { expandPhrase, PhraseError, type Element } from '../text/phrase.js';
import { MARKS, type Vocabulary } from '../text/vocabulary.js';
import type { Ambiguous, Taxonomy } from '../taxonomy/authored.js';
import type { Report } from '../taxonomy/validate.js';
import { type SkillContext, sequencesOf } from './context.js';
import { categoriesOf, type SkillMeaning } from './tables.js';

/** Adds a phrase with its meaning; the fault, if any, is reported by the callee. */
export type AddSkillPhrase = (phrase: string, meaning: SkillMeaning, at: (string | number)[]) => void;

/** Feeds every alias of every skill to `add`. */
export function compileSkills(
  taxonomy: Taxonomy,
  vocabulary: Vocabulary,
  add: AddSkillPhrase,
  report: Report,
): void {
  const indexOf = new Map(taxonomy.skills.map((skill, index) => [skill.id, index]));
  const indexes = (ids: readonly string[]): number[] =>
    ids.map((id) => indexOf.get(id)).filter((index) => index !== undefined);
  const categories = categoriesOf(taxonomy.skills);
  taxonomy.skills.forEach((skill, index) => {
    const named = skill.kind === 'named';
    skill.aliases.forEach((entry, n) => {
      const [phrase, own] = typeof entry === 'string' ? [entry, []] : [entry.alias, entry.implies];
      const implies = indexes([...skill.implies, ...own]);
      add(phrase, { skill: index, named, implies, context: null }, [index, 'aliases', n]);
    });
    skill.exact.forEach((phrase, n) => {
      const context: SkillContext = { ...FREE, exact: phrase };
      add(phrase, { skill: index, named, implies: indexes(skill.implies), context }, [index, 'exact', n]);
    });
    skill.ambiguous.forEach((entry, n) => {
      const fault = (message: string): void => report('skills', [index, 'ambiguous', n], message);
      const context = compileContext(entry, vocabulary, categories, fault);
      add(entry.alias, { skill: index, named, implies: indexes(skill.implies), context }, [
        index,
        'ambiguous',
        n,
      ]);
    });
  });
}

const FREE: SkillContext = {
  exact: null,
  within: 0,
  near: null,
  nearCategories: null,
  before: sequencesOf([]),
  after: sequencesOf([]),
  notBefore: sequencesOf([]),
  notAfter: sequencesOf([]),
};

function compileContext(
  entry: Ambiguous,
  vocabulary: Vocabulary,
  categories: readonly string[],
  fault: (message: string) => void,
): SkillContext {
  const sequences = (phrases: readonly string[]): number[][] =>
    phrases.flatMap((phrase) => {
      try {
        return expandPhrase(phrase, true).map((elements) =>
          elements.map((element) => tokenOf(element, vocabulary)),
        );
      } catch (error) {
        if (!(error instanceof PhraseError)) throw error;
        fault(error.message);
        return [];
      }
    });
  const wanted = entry.with.filter((item) => item.startsWith('@')).map((item) => item.slice(1));
  for (const category of wanted) {
    if (category !== 'skill' && !categories.includes(category)) {
      fault(`no category "@${category}": @skill or one of ${categories.map((c) => `@${c}`).join(', ')}`);
    }
  }
  const near = new Map<number, number[][]>();
  for (const sequence of sequences(entry.with.filter((item) => !item.startsWith('@')))) {
    const first = sequence[0] ?? 0;
    near.set(first, [...(near.get(first) ?? []), sequence]);
  }
  return {
    exact: entry.case === 'exact' ? entry.alias : null,
    within: entry.within,
    near: near.size === 0 ? null : new Map([...near].map(([first, lists]) => [first, sequencesOf(lists)])),
    nearCategories:
      wanted.length === 0
        ? null
        : Uint8Array.from(categories, (id) => Number(wanted.includes('skill') || wanted.includes(id))),
    before: sequencesOf(sequences(entry.before)),
    after: sequencesOf(sequences(entry.after)),
    notBefore: sequencesOf(sequences(entry.not_before)),
    notAfter: sequencesOf(sequences(entry.not_after)),
  };
}

function tokenOf(element: Element, vocabulary: Vocabulary): number {
  if (element.kind === 'word') return vocabulary.add(element.word);
  return element.kind === 'mark' ? MARKS[element.mark] : 0;
}
