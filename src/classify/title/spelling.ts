import { createRequire } from 'node:module';
import type levenshtein from 'natural/lib/natural/distance/levenshtein_distance.js';
import { foldWord } from '../text/fold.js';
import type { Tokens } from '../text/tokens.js';
import { UNKNOWN, type Vocabulary } from '../text/vocabulary.js';

/** Title words long enough to be recognised when misspelt, by first letter: people rarely miss that one. */
export type Spellings = ReadonlyMap<string, readonly Candidate[]>;

interface Candidate {
  word: string;
  /** A bit for each letter that it has. */
  letters: number;
}

const load = createRequire(import.meta.url);

/** Loaded at the first word that needs it: few titles have one. */
function distanceOf(word: string, candidate: string): number {
  const module = load('natural/lib/natural/distance/levenshtein_distance.js') as typeof levenshtein;
  return module.DamerauLevenshteinDistance(word, candidate);
}

/** A shorter word is one letter away from too many others. */
const SHORTEST = 7;
/** What LONG_WORD finds. */
const SHORTEST_LOOKED_AT = 6;
/** From this length on two edits are allowed instead of one. */
const LONG = 10;

export function spellingsOf(words: Iterable<string>): Spellings {
  const byLetter = new Map<string, Candidate[]>();
  for (const word of new Set([...words].filter((w) => /^\p{L}+$/u.test(w)).map(foldWord))) {
    if (word.length < SHORTEST) continue;
    const letter = word[0] ?? '';
    byLetter.set(letter, [...(byLetter.get(letter) ?? []), { word, letters: lettersOf(word) }]);
  }
  return byLetter;
}

const LONG_WORD = /\p{L}{6,}/gu;
/** Below it a token of letters alone is a word of LONG_WORD's, and what is no token has no letter. */
const PLAIN_END = 0x80;
/** Dashes, quotes and dots. */
const PUNCTUATION: readonly [number, number] = [0x2010, 0x203a];

/**
 * Whether a word of the title may be misspelt: one that no rule knows, of some length. Half of the titles that name no
 * role have none, and are spared cutting them up once more.
 */
export function mayBeMisspelt({ text, ids, starts, ends, count }: Tokens): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= PLAIN_END && (unit < PUNCTUATION[0] || unit > PUNCTUATION[1])) return true;
  }
  for (let i = 0; i < count; i++) {
    const [start, end] = [starts[i] as number, ends[i] as number];
    if (end - start < SHORTEST_LOOKED_AT) continue;
    if (ids[i] === UNKNOWN || /\d/.test(text.slice(start, end))) return true;
  }
  return false;
}

/**
 * The title with misspelt words put right ("Sofware Enginer" -> "software engineer"). Only words that no
 * rule knows are touched, so that a rare word is never bent into a common one. One edit (insertion,
 * deletion, substitution, transposition) in a word of about seven letters or more, two from ten.
 */
export function correctSpelling(title: string, spellings: Spellings, vocabulary: Vocabulary): string {
  return title.replaceAll(LONG_WORD, (word) => {
    const folded = foldWord(word);
    if (vocabulary.get(folded) !== UNKNOWN) return word;
    return correctionOf(folded, spellings) ?? word;
  });
}

/**
 * Words looked at before: a few hundred unknown ones ("clinical", "warehouse") are most of what titles have of them,
 * and a look-up costs a hundredth of a comparison with every candidate. Emptied when full.
 */
const lookedAt = new WeakMap<Spellings, Map<string, string | null>>();
const MOST_WORDS = 4000;

function correctionOf(word: string, spellings: Spellings): string | null {
  let known = lookedAt.get(spellings);
  if (known === undefined) lookedAt.set(spellings, (known = new Map()));
  let found = known.get(word);
  if (found !== undefined) return found;
  found = closest(word, spellings.get(word[0] ?? '') ?? []);
  if (known.size >= MOST_WORDS) known.clear();
  known.set(word, found);
  return found;
}

function closest(word: string, candidates: readonly Candidate[]): string | null {
  const letters = lettersOf(word);
  const allowed = word.length >= LONG ? 2 : 1;
  let best: string | null = null;
  let bestDistance = allowed + 1;
  for (const { word: candidate, letters: theirs } of candidates) {
    if (Math.abs(candidate.length - word.length) > allowed || bitCount(letters ^ theirs) > 2 * allowed)
      continue;
    if (lettersApart(word, candidate) > 2 * allowed) continue;
    if (isAnotherWord(word, candidate)) continue;
    const distance = distanceOf(word, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/**
 * What is one edit away and yet no misspelling: another ending ("managed", "manager"; "source", "sourcer"), and
 * in a short word another letter ("lending", "leading").
 */
function isAnotherWord(word: string, candidate: string): boolean {
  if (candidate.length !== word.length) {
    return word.length <= SHORTEST && (candidate.startsWith(word) || word.startsWith(candidate));
  }
  const sameLetters = lettersApart(word, candidate) === 0;
  return candidate.slice(0, -1) === word.slice(0, -1) || (word.length <= SHORTEST && !sameLetters);
}

/** Which of the letters a to z a word has: rules out most candidates with one operation. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << ((word.charCodeAt(i) - 0x61) & 31);
  return letters;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/**
 * Letters that one word has and the other lacks. One edit changes at most two, so this rules out nearly
 * every candidate before the distance is computed, which costs some 20 µs a pair.
 */
function lettersApart(a: string, b: string): number {
  addCounts(a, 1);
  addCounts(b, -1);
  return takeCounts(a) + takeCounts(b);
}

/** By letter; all 0 between two calls. A map for each pair took four times as long. */
const COUNTS = new Int16Array(0x10000);

function addCounts(word: string, by: number): void {
  for (let i = 0; i < word.length; i++) {
    const unit = word.charCodeAt(i);
    COUNTS[unit] = (COUNTS[unit] as number) + by;
  }
}

function takeCounts(word: string): number {
  let sum = 0;
  for (let i = 0; i < word.length; i++) {
    const unit = word.charCodeAt(i);
    sum += Math.abs(COUNTS[unit] as number);
    COUNTS[unit] = 0;
  }
  return sum;
}
