/** `--text`: what is typed, as what is looked for among the words of postings (src/domain/words.ts). */
import { UsageError } from '../domain/errors.js';
import { cutWords } from '../domain/words.js';
import { cleanText } from './clean.js';

export interface TextTerms {
  /** A tsquery: every word, wherever it stands. */
  words: string;
  /** LIKE patterns over ` the words `: those that stand next to each other. Empty where `words` says it all. */
  phrases: string[];
  /** The same of every term: all that is asked for. */
  patterns: string[];
}

/** More than anybody types. */
const MAX_TERMS = 20;
/** Of all terms together: each is one more list of the index to go through. */
const MAX_WORDS = 200;

/**
 * `java kube* "design system" node.js` -> two words, the second a beginning, and two phrases. A term without a letter or
 * digit (`-`, `&`) says nothing beside others.
 * @throws UsageError where nothing is left to look for, or too much.
 */
export function textTerms(text: string): TextTerms {
  const typed = [...text.matchAll(/"([^"]*)"|(\S+)/g)]
    .map((match) => cleanText(match[1] ?? match[2] ?? '').trim())
    .filter((term) => term !== '');
  if (typed.length === 0) throw new UsageError('text: expected at least one word');
  if (typed.length > MAX_TERMS)
    throw new UsageError(
      `text: expected at most ${MAX_TERMS} words, got ${typed.length}; quote words that belong together`,
    );
  const terms = typed.map(termOf).filter(({ words }) => words.length > 0);
  if (terms.length === 0)
    throw new UsageError('text: expected a letter or digit to look for, got signs alone');
  const count = terms.reduce((sum, { words }) => sum + words.length, 0);
  if (count > MAX_WORDS) throw new UsageError(`text: expected at most ${MAX_WORDS} words, got ${count}`);
  return {
    words: [...new Set(terms.flatMap(lexemes))].join(' & '),
    phrases: terms.filter(({ words }) => words.length > 1).map(toPattern),
    patterns: terms.map(toPattern),
  };
}

/** The same for what takes the same postings, and for a word alone the same as its `words`. */
export function keyOf({ words, phrases }: TextTerms): string {
  return [words, ...phrases].join('\n');
}

interface Term {
  words: string[];
  /** The last one is a beginning. */
  begins: boolean;
}

function termOf(typed: string): Term {
  return {
    words: cutWords(typed).split(' ').filter(Boolean),
    begins: /[\p{L}\p{N}\p{M}+#]\*+$/u.test(typed),
  };
}

function toPattern({ words, begins }: Term): string {
  return `% ${words.join(' ')}${begins ? '' : ' '}%`;
}

/** Words hold letters, digits, `+`, `#` and `.` alone: between quotes nothing of them is an operator. */
function lexemes({ words, begins }: Term): string[] {
  return words.map((word, n) => `'${word}'${begins && n === words.length - 1 ? ':*' : ''}`);
}
