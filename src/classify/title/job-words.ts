/**
 * Which words a phrase that names a job can begin with. Most lines of a post that names no job in its title have none of
 * them, and are spared being read as a title.
 */
import { FIRST_WORD, type Vocabulary } from '../text/vocabulary.js';
import type { Tokens } from '../text/tokens.js';
import type { CompiledTitles } from './compile.js';
import { splitCompound } from './compound.js';
import { isIn } from './concept-set.js';

/** "Engineer", "Account Executive"; not "Lead", "PM", "Documentation", with which other lines begin as well. */
export function isJob(concept: number, tokens: number, { openingNouns, heads }: CompiledTitles): boolean {
  return isIn(openingNouns, concept) || (tokens > 1 && isIn(heads, concept));
}

/** By token id, 1 for these words; call it when all words are in. */
export function jobWords(titles: CompiledTitles, vocabulary: Vocabulary): Uint8Array {
  const { phrases, conceptOf, compounds } = titles;
  const { nextFrom, nextTokens, nextTargets, phrasesFrom, phrases: ends } = phrases.places;
  /** Whether a phrase that goes on from a place, so many tokens long up to there, does. */
  const leadsToJob = (place: number, tokens: number): boolean =>
    ends
      .subarray(phrasesFrom[place], phrasesFrom[place + 1])
      .some((phrase) => isJob(conceptOf[phrase] ?? -1, tokens, titles)) ||
    nextTargets
      .subarray(nextFrom[place], nextFrom[place + 1])
      .some((target) => leadsToJob(target, tokens + 1));
  const words = new Uint8Array(vocabulary.size);
  for (let way = nextFrom[0] ?? 0; way < (nextFrom[1] ?? 0); way++)
    if (leadsToJob(nextTargets[way] ?? 0, 1)) words[nextTokens[way] ?? 0] = 1;
  for (let id = FIRST_WORD; id < words.length; id++) {
    const parts = splitCompound(vocabulary.wordOf(id), compounds);
    if (parts?.some((concept) => isJob(concept, 1, titles)) === true) words[id] = 1;
  }
  return words;
}

/** Whether tokens `[from, to)` may name a job; numbers and words that no rule knows can be anything. */
export function mayNameJob({ ids }: Tokens, from: number, to: number, words: Uint8Array): boolean {
  for (let at = from; at < to; at++) {
    const id = ids[at] as number;
    if (id <= 0 || words[id] === 1) return true;
  }
  return false;
}
