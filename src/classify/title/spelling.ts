import levenshtein from 'natural/lib/natural/distance/levenshtein_distance.js';
import { foldWord } from '../text/fold.js';

/**
 * The title with misspelt words put right: "Sofware Enginer" -> "software engineer". Called only for a title
 * in which no rule found anything, so that a rare word is never bent into a common one without need.
 * One edit (insertion, deletion, substitution, transposition) in a word of 7 letters or more, two from 10.
 */
export function correctSpelling(title: string, spellings: readonly string[]): string {
  return title.replace(/\p{L}{6,}/gu, (word) => closest(foldWord(word), spellings) ?? word);
}

function closest(word: string, spellings: readonly string[]): string | null {
  const allowed = word.length >= 10 ? 2 : 1;
  let best: string | null = null;
  let bestDistance = allowed + 1;
  for (const candidate of spellings) {
    if (Math.abs(candidate.length - word.length) > allowed || candidate[0] !== word[0]) continue;
    if (candidate === word) return null;
    const distance = levenshtein.DamerauLevenshteinDistance(word, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}
