import { foldWord } from './fold.js';
import type { Vocabulary } from './vocabulary.js';

/** Token ids of folded words. */
export function wordSet(words: readonly string[], vocabulary: Vocabulary): Set<number> {
  return new Set(words.map((word) => vocabulary.add(foldWord(word))));
}
