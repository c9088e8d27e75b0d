import { PERSONAL, usesOf, type WordUses } from '../taxonomy/compiled.js';
import { NEWLINE, STOP, type Tokens } from '../text/tokens.js';

/** Tokens `[from, to)`. */
export interface Stretch {
  from: number;
  to: number;
}

/** Sentences are at most this long on each side of the words that mark them; past it they are no sentences. */
const SENTENCE_REACH = 40;

/** The sentence (or the line, where it has no full stop) that token `at` stands in. */
export function sentenceAt(tokens: Tokens, at: number): Stretch {
  let from = at;
  while (from > 0 && at - from < SENTENCE_REACH && !endsAt(tokens, from)) from--;
  let to = at + 1;
  while (to < tokens.count && to - at < SENTENCE_REACH && !endsAt(tokens, to)) to++;
  return { from, to };
}

/** Whether a sentence or a line ends before token `at`. */
function endsAt(tokens: Tokens, at: number): boolean {
  const gap = tokens.gaps[at] ?? NEWLINE;
  return gap === STOP || gap === NEWLINE;
}

/**
 * Marks the sentence at `at` as the company's own story, unless it addresses the reader or names the job:
 * "We help banks …" is told of the company, "you will help banks …" is a duty.
 */
export function markStory(marks: Stretch[], tokens: Tokens, at: number, words: WordUses): void {
  const last = marks.at(-1);
  if (last !== undefined && at < last.to) return;
  const sentence = sentenceAt(tokens, at);
  for (let i = sentence.from; i < sentence.to; i++)
    if (usesOf(words, tokens.ids[i] as number) & PERSONAL) return;
  marks.push(sentence);
}
