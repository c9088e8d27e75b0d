import {
  CLOSE,
  COLON,
  COMMA,
  DASH,
  HARD,
  NEWLINE,
  OPEN,
  PIPE,
  SOFT,
  STOP,
  type Tokens,
} from '../text/tokens.js';
import type { Automaton } from '../text/automaton.js';
import { MARKS } from '../text/vocabulary.js';

/** A title as a row of concepts: each word (or phrase) by its canonical word's number, -1 where unknown. */
export interface TitleElement {
  concept: number;
  /** Tokens `[from, to)` of the title. */
  from: number;
  to: number;
  /** Part of the title, counted from 0: commas, brackets, colons and dashes begin a new one. */
  segment: number;
  /** "/", "&" or "+" stands before it: it is an alternative to what precedes. */
  joined: boolean;
}

const SEGMENT_GAPS = new Set([HARD, COMMA, COLON, STOP, OPEN, CLOSE, PIPE, DASH, NEWLINE]);

/**
 * Reads a tokenized title as concepts, longest phrase first. Marks vanish; "and" joins as "&" does.
 * @param conceptOf concept of each phrase number of `phrases`.
 */
export function titleElements(
  tokens: Tokens,
  phrases: Automaton,
  conceptOf: Int32Array,
  joiners: ReadonlySet<number>,
): TitleElement[] {
  const elements: TitleElement[] = [];
  let segment = 0;
  let joined = false;
  for (let i = 0; i < tokens.count;) {
    const gap = tokens.gaps[i] ?? SOFT;
    if (i > 0 && SEGMENT_GAPS.has(gap)) segment++;
    const id = tokens.ids[i] ?? 0;
    if (id === MARKS['/'] || id === MARKS['&'] || id === MARKS['+'] || joiners.has(id)) {
      joined = true;
      i++;
      continue;
    }
    let concept = -1;
    let to = i + 1;
    phrases.matchAt(tokens, i, (phrase, _from, end) => {
      if (end >= to) {
        to = end;
        concept = conceptOf[phrase] ?? -1;
      }
    });
    if (concept !== -1 || id > 8 || id <= 0) {
      elements.push({ concept, from: i, to, segment, joined });
      joined = false;
    }
    i = to;
  }
  return elements;
}
