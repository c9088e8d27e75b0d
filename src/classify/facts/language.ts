import { STOP_WORDS } from './stop-words.js';

export const LANGUAGES = STOP_WORDS.length;
/** Tokens of a text that are looked at (at most 255): enough for every language, and the end is often an English notice. */
export const LANGUAGE_TOKENS = 250;
/** Fewer words are a guess: "Senior Developer Java, Spring" is the same in eight languages. */
const FEWEST_WORDS = 12;
const FEWEST_HITS = 4;
/** Share of a text's words that are its language's commonest ones; lists of tools stay below. */
const LEAST_SHARE = 0.1;
/** How far the best must be ahead of the next: related languages share many small words. */
const LEAD = 1.12;

/** Scripts that one of the world's larger languages has nearly to itself. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[\u3040-\u30ff]/gu, 'ja'],
  [/[\uac00-\ud7af]/gu, 'ko'],
  [/[\u4e00-\u9fff]/gu, 'zh'],
  [/[іїєґ]/giu, 'uk'],
  [/[\u0400-\u04ff]/gu, 'ru'],
  [/[\u0590-\u05ff]/gu, 'he'],
  [/[\u0600-\u06ff]/gu, 'ar'],
  [/[\u0370-\u03ff]/gu, 'el'],
  [/[\u0e00-\u0e7f]/gu, 'th'],
  [/[\u0900-\u097f]/gu, 'hi'],
];
const SCRIPT_SAMPLE = 600;

/**
 * Language (ISO 639-1) from how often each list was hit, or null: too short, a list of tools, two languages
 * alike.
 * @param counts hits by language, in the order of STOP_WORDS.
 * @param words how many words were looked at.
 */
export function languageOfCounts(counts: readonly number[], words: number, text: string): string | null {
  let best = -1;
  let bestHits = 0;
  let nextHits = 0;
  for (let language = 0; language < STOP_WORDS.length; language++) {
    const hits = counts[language] ?? 0;
    if (hits > bestHits) [best, nextHits, bestHits] = [language, bestHits, hits];
    else if (hits > nextHits) nextHits = hits;
  }
  if (isEnough(bestHits, words)) {
    return bestHits >= nextHits * LEAD ? (STOP_WORDS[best]?.[0] ?? null) : null;
  }
  return languageOfScript(text);
}

/**
 * Whether it can be no language but English: `others` words are in a list of another one, so that none of these has
 * more. False says nothing.
 */
export function isEnglish(english: number, others: number, words: number): boolean {
  return english > others && english >= others * LEAD && isEnough(english, words);
}

function isEnough(hits: number, words: number): boolean {
  return words >= FEWEST_WORDS && hits >= FEWEST_HITS && hits >= words * LEAST_SHARE;
}

function languageOfScript(text: string): string | null {
  const sample = text.slice(0, SCRIPT_SAMPLE);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < FEWEST_WORDS) return null;
  const found = SCRIPTS.find(([script]) => (sample.match(script)?.length ?? 0) > letters * 0.05);
  if (found === undefined) return null;
  const script = found[1] === 'uk' ? /[\u0400-\u04ff]/gu : found[0];
  return (sample.match(script)?.length ?? 0) > letters * (found[1] === 'ja' ? 0.1 : 0.4) ? found[1] : null;
}
