/**
 * Which words can be the first of what tells something in a title. Most of what a description says where it may name
 * the job ("we are looking for someone …") has none of them, and is spared being read as a title.
 */
import { FIRST_WORD, type Vocabulary } from '../text/vocabulary.js';
import type { Tokens } from '../text/tokens.js';
import type { CompiledTitles } from './compile.js';
import { splitCompound } from './compound.js';
import { isIn } from './concept-set.js';

/** A rule that names one role and leaves none open cannot do without such a word. */
export const OF_ROLE = 1;
/** See `isJob`. */
export const OF_JOB = 2;

/** "Engineer", "Account Executive"; not "Lead", "PM", "Documentation", with which other lines begin as well. */
export function isJob(concept: number, tokens: number, { openingNouns, heads }: CompiledTitles): boolean {
  return isIn(openingNouns, concept) || (tokens > 1 && isIn(heads, concept));
}

/** By token id, bits of what it can be the first word of; call it when all words are in. */
export function tellingWords(titles: CompiledTitles, vocabulary: Vocabulary): Uint8Array {
  const { phrases, conceptOf, compounds } = titles;
  const { nextFrom, nextTokens, nextTargets, phrasesFrom, phrases: ends } = phrases.places;
  const tells = (concept: number, tokens: number): number =>
    (namesRole(concept, titles) ? OF_ROLE : 0) | (isJob(concept, tokens, titles) ? OF_JOB : 0);
  /** Of all phrases that go on from a place. */
  const from = (place: number, tokens: number): number => {
    let bits = 0;
    for (const phrase of ends.subarray(phrasesFrom[place], phrasesFrom[place + 1]))
      bits |= tells(conceptOf[phrase] ?? -1, tokens);
    for (const target of nextTargets.subarray(nextFrom[place], nextFrom[place + 1]))
      bits |= from(target, tokens + 1);
    return bits;
  };
  const words = new Uint8Array(vocabulary.size);
  for (let way = nextFrom[0] ?? 0; way < (nextFrom[1] ?? 0); way++)
    words[nextTokens[way] ?? 0] = from(nextTargets[way] ?? 0, 1);
  for (let id = FIRST_WORD; id < words.length; id++)
    for (const concept of splitCompound(vocabulary.wordOf(id), compounds) ?? [])
      words[id] = (words[id] ?? 0) | tells(concept, 1);
  return words;
}

function namesRole(concept: number, { patterns: { patterns, starts, numbers } }: CompiledTitles): boolean {
  return numbers.subarray(starts[concept], starts[concept + 1]).some((number) => {
    const pattern = patterns[number];
    return pattern !== undefined && !pattern.vague && pattern.open.length === 0;
  });
}

/** Whether what the bits `of` say can stand in tokens `[from, to)`; numbers and words that no rule knows can be anything. */
export function mayTell({ ids }: Tokens, from: number, to: number, words: Uint8Array, of: number): boolean {
  for (let at = from; at < to; at++) {
    const id = ids[at] as number;
    if (id <= 0 || ((words[id] as number) & of) !== 0) return true;
  }
  return false;
}
