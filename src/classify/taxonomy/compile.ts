import { compileFactWords, TAX_FORM } from '../facts/words.js';
import { compileLevels } from '../level/compile.js';
import { compileSkills } from '../skills/compile.js';
import { compileSkillTables, type SkillMeaning } from '../skills/tables.js';
import { compileTitles } from '../title/compile.js';
import { jobWords } from '../title/job-words.js';
import { PhraseError } from '../text/phrase.js';
import { AutomatonBuilder } from '../text/automaton-builder.js';
import { addTokenKinds } from '../text/kinds.js';
import { Vocabulary } from '../text/vocabulary.js';
import type { Taxonomy, Weights } from './authored.js';
import type { SectionKind } from './section-kinds.js';
import { type CompiledSignal, type CompiledTaxonomy, IS_SKILL, type PhraseMeaning } from './compiled.js';
import { newScratch } from './scratch.js';
import { checkReferences, type Report } from './validate.js';
import { emptyMeaning, kindsOf, shared } from './meanings.js';
import { compileWordUses, scannedWords } from './word-uses.js';

/** Authored rules -> what matching runs on. Faults go to `report`; with faults the result must not be used. `complete`: see `checkReferences`. */
export function compileTaxonomy(
  taxonomy: Taxonomy,
  version: string,
  report: Report,
  complete = true,
): CompiledTaxonomy {
  checkReferences(taxonomy, report, complete);
  const vocabulary = new Vocabulary();
  const builder = new AutomatonBuilder(vocabulary);
  const meanings: PhraseMeaning[] = [];
  const add = (
    phrase: string,
    fault: (message: string) => void,
    mark: (meaning: PhraseMeaning) => void,
  ): void => {
    try {
      mark((meanings[builder.add(phrase)] ??= emptyMeaning()));
    } catch (error) {
      if (!(error instanceof PhraseError)) throw error;
      fault(error.message);
    }
  };
  const named = (meaning: SkillMeaning): boolean => taxonomy.skills[meaning.skill]?.kind === 'named';
  const sensesOf = new Map<PhraseMeaning, SkillMeaning[]>();
  compileSkills(
    taxonomy,
    vocabulary,
    (phrase, meaning, at) => {
      add(
        phrase,
        (m) => report('skills', at, m),
        (entry) => {
          const senses = sensesOf.get(entry) ?? [];
          sensesOf.set(entry, senses);
          if (meaning.context === null && named(meaning)) {
            const rival = senses.find(
              (other) => other.skill !== meaning.skill && other.context === null && named(other),
            );
            if (rival !== undefined) {
              const [own, other] = [taxonomy.skills[meaning.skill]?.id, taxonomy.skills[rival.skill]?.id];
              report('skills', at, `alias "${phrase}" of skill ${own} is also an alias of ${other}`);
            }
          }
          if (senses.some((other) => other.skill === meaning.skill && other.context === null)) return;
          senses.push(meaning);
        },
      );
    },
    report,
  );
  taxonomy.blocked.forEach((phrase, at) =>
    add(
      phrase,
      (m) => report('blocked', [at], m),
      (entry) => (entry.blocked = true),
    ),
  );
  taxonomy.negations.forEach((phrase, at) =>
    add(
      phrase,
      (m) => report('negations', [at], m),
      (entry) => (entry.negation = true),
    ),
  );
  taxonomy.story.forEach((phrase, at) =>
    add(
      phrase,
      (m) => report('story', [at], m),
      (entry) => (entry.story = true),
    ),
  );
  taxonomy.unheard.forEach((phrase, at) =>
    add(
      phrase,
      (m) => report('unheard', [at], m),
      (entry) => (entry.unheard = true),
    ),
  );
  taxonomy.restates.forEach((phrase, at) =>
    add(
      phrase,
      (m) => report('restates', [at], m),
      (entry) => (entry.restates = true),
    ),
  );
  taxonomy.sections.forEach((section, at) => {
    const fault = (m: string): void => report('sections', [at], m);
    for (const phrase of section.headings) {
      add(phrase, fault, (entry) => (entry.heading ??= { kind: section.kind, rule: section.id }));
    }
    for (const phrase of section.inline)
      add(phrase, fault, (entry) => (entry.inline ??= section.kind satisfies SectionKind));
  });
  taxonomy.signals.forEach((signal, at) => {
    for (const phrase of signal.phrases) {
      add(
        phrase,
        (m) => report('signals', [at], m),
        (entry) => entry.signals.push(at),
      );
    }
    for (const phrase of signal.title) {
      add(
        phrase,
        (m) => report('signals', [at, 'title'], m),
        (entry) => entry.titleSignals.push(at),
      );
    }
  });
  taxonomy.levels.forEach((level, at) => {
    for (const phrase of level.said)
      add(
        phrase,
        (m) => report('levels', [at, 'said'], m),
        (entry) => (entry.said = at),
      );
  });
  const titles = compileTitles(taxonomy, vocabulary, report);
  const levelCues = compileLevels(taxonomy, vocabulary, report);
  const scanned = scannedWords(vocabulary);
  const wordUses = compileWordUses(taxonomy, vocabulary);
  const factWords = compileFactWords(vocabulary);
  vocabulary.freeze();
  const signalAt = new Map(taxonomy.signals.map((signal, at) => [signal.id, at]));
  const indexes = (ids: readonly string[]): number[] =>
    ids.map((id) => signalAt.get(id)).filter((at) => at !== undefined);
  const roleAt = new Map(taxonomy.roles.map((role, at) => [role.id, at]));
  const phrases = builder.compile();
  for (let n = 0; n < builder.phraseCount; n++) meanings[n] ??= emptyMeaning();
  const skillTables = compileSkillTables(meanings, sensesOf, taxonomy.skills);
  const meaningKinds = Uint16Array.from(
    meanings,
    (meaning, n) => kindsOf(meaning) | (skillTables.firstSense[n] === 0 ? 0 : IS_SKILL),
  );
  const kinds = addTokenKinds(factWords, phrases, scanned);
  phrases.listen(kinds, meaningKinds, TAX_FORM);
  return {
    version,
    roles: new Map(taxonomy.roles.map((role) => [role.id, role])),
    roleAt,
    levels: taxonomy.levels,
    skills: taxonomy.skills,
    vocabulary,
    phrases,
    meanings: shared(meanings),
    meaningKinds,
    kinds,
    signals: weighed(
      taxonomy.signals.map((signal) => ({
        rule: signal.id,
        role: signal.for,
        roleAt: roleAt.get(signal.for) ?? roleAt.size,
        weight: UNWEIGHED,
        also: new Float64Array(0),
        both: signal.both === undefined ? null : [indexes(signal.both[0]), indexes(signal.both[1])],
        alone: signal.alone === undefined ? null : [indexes(signal.alone[0]), indexes(signal.alone[1])],
      })),
      taxonomy.weights,
      roleAt,
    ),
    weights: taxonomy.weights,
    signalsOfSkill: signalsBySkill(taxonomy),
    titles,
    jobWords: jobWords(titles, vocabulary),
    levelCues,
    mixedSignals: taxonomy.signals.flatMap((signal, at) =>
      signal.both === undefined && signal.alone === undefined ? [] : [at],
    ),
    signalRoles: [...new Set(taxonomy.signals.map((signal) => signal.for))],
    skillTables,
    words: wordUses(),
    scratch: newScratch(taxonomy.skills.length, taxonomy.signals.length, roleAt.size),
  };
}

/** Weight of a signal that no fit has seen yet. */
const UNWEIGHED = 0.7;

/** Signals with these weights; those that the weights do not know keep theirs. */
export function weighed(
  signals: readonly CompiledSignal[],
  weights: Weights,
  roleAt: ReadonlyMap<string, number>,
): CompiledSignal[] {
  const also = new Map<string, number[]>();
  for (const [key, weight] of Object.entries(weights.also)) {
    const [signal = '', id = ''] = key.split(' ');
    const role = roleAt.get(id);
    if (role === undefined) continue;
    also.set(signal, [...(also.get(signal) ?? []), role, weight]);
  }
  return signals.map((signal) => ({
    ...signal,
    weight: weights.signals[signal.rule] ?? signal.weight,
    also: Float64Array.from(also.get(signal.rule) ?? []),
  }));
}

function signalsBySkill(taxonomy: Taxonomy): number[][] {
  const indexOf = new Map(taxonomy.skills.map((skill, index) => [skill.id, index]));
  const lists: number[][] = taxonomy.skills.map(() => []);
  taxonomy.signals.forEach((signal, at) => {
    for (const skill of signal.skills) lists[indexOf.get(skill) ?? -1]?.push(at);
  });
  return lists;
}
