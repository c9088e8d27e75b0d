import { PhraseError } from '../text/phrase.js';
import type { Automaton } from '../text/automaton.js';
import { AutomatonBuilder } from '../text/automaton-builder.js';
import type { Vocabulary } from '../text/vocabulary.js';
import type { Taxonomy } from '../taxonomy/authored.js';
import type { Report } from '../taxonomy/validate.js';

export interface LevelCue {
  rule: string;
  /** Index into the taxonomy's levels; -1 for a phrase that only keeps a cue from counting. */
  level: number;
  /** Counts only where the title has no other cue. */
  weak: boolean;
}

/** Everything that finding level cues in a title needs. */
export interface CompiledLevels {
  phrases: Automaton;
  cueOf: readonly LevelCue[];
}

/** Compiles the cues of every level; a `not` phrase swallows the cue in it by being longer. */
export function compileLevels(taxonomy: Taxonomy, vocabulary: Vocabulary, report: Report): CompiledLevels {
  const builder = new AutomatonBuilder(vocabulary);
  const cueOf: LevelCue[] = [];
  taxonomy.levels.forEach((level, at) => {
    level.cues.forEach((cue, cueAt) => {
      const add = (phrase: string, meaning: LevelCue): void => {
        try {
          cueOf[builder.add(phrase)] ??= meaning;
        } catch (error) {
          if (!(error instanceof PhraseError)) throw error;
          report('levels', [at, 'cues', cueAt], error.message);
        }
      };
      for (const phrase of cue.any) add(phrase, { rule: cue.id, level: at, weak: cue.weak });
      for (const phrase of cue.not) add(phrase, { rule: cue.id, level: -1, weak: false });
    });
  });
  return { phrases: builder.compile(), cueOf };
}
