import { isIn } from './concept-set.js';
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
import { foldWord } from '../text/fold.js';
import { MATCH } from '../text/reader/reader.js';
import { MARKS } from '../text/vocabulary.js';
import type { CompiledTitles } from './compile.js';
import { splitCompound } from './compound.js';

/** A title as a row of concepts: each word (or phrase) by its canonical word's number, -1 where unknown. */
export interface TitleElement {
  concept: number;
  /** Tokens `[from, to)` of the title. */
  from: number;
  to: number;
  /** Part of the title, counted from 0: commas, brackets, colons and dashes begin a new one. */
  segment: number;
  /** "/", "&", "+" or "and" stands before it: it is an alternative to what precedes. */
  joined: boolean;
  /** A comma or semicolon stands before it. */
  listed: boolean;
  /** Ends in "s", as "Engineers" does. */
  plural: boolean;
  /** Stands in brackets: what surrounds them reads on, "Full Stack (Go, React) Developer". */
  bracketed: boolean;
}

/** A shorter word is hardly a compound. */
const SHORTEST_COMPOUND = 8;
const LONGEST_COMPOUND = 48;
const LONGEST_ABBREVIATION = 4;
const LETTER_S = 0x73;

/** Bits of the gaps that begin a new segment. */
const SEGMENT_GAPS = [HARD, COMMA, COLON, STOP, OPEN, CLOSE, PIPE, DASH, NEWLINE].reduce(
  (bits, gap) => bits | (1 << gap),
  0,
);

/** Reads a tokenized title as concepts, longest phrase first. Marks vanish; "and" joins as "&" does. */
export function titleElements(tokens: Tokens, titles: CompiledTitles): TitleElement[] {
  const { phrases, conceptOf, joiners } = titles;
  const elements: TitleElement[] = [];
  let segment = 0;
  let segments = 0;
  /** The segment that a bracket interrupts, while it is open. */
  let around: number | null = null;
  let named = false;
  let joined = false;
  let listed = false;
  const last = phrases.find(tokens) * MATCH;
  const { matches } = phrases;
  let at = 0;
  for (let i = 0; i < tokens.count;) {
    const gap = tokens.gaps[i] ?? SOFT;
    // "Backend, Frontend Engineers": until the noun comes, commas only list.
    const lists = gap === COMMA && !named;
    const abbreviates = gap === STOP && isAbbreviation(tokens, i - 1);
    const adds = (gap === HARD || gap === CLOSE) && isBetween(tokens, i, ADDED);
    if (adds) joined = true;
    else if (i > 0 && (SEGMENT_GAPS & (1 << gap)) !== 0 && !lists && !abbreviates) {
      const closes: boolean = gap === CLOSE && around !== null && isBetween(tokens, i, CLOSED);
      around = gap === OPEN ? segment : closes || gap !== CLOSE ? around : null;
      segment = closes && around !== null ? around : ++segments;
      if (closes) around = null;
    }
    if (isListing(tokens, i, gap)) listed = true;
    const id = tokens.ids[i] ?? 0;
    let concept = -1;
    let to = i + 1;
    while (at < last && (matches[at + 1] as number) < i) at += MATCH;
    if (at < last && matches[at + 1] === i) {
      concept = conceptOf[matches[at] as number] ?? -1;
      to = matches[at + 2] as number;
    }
    if (concept === -1 && (isMark(id) || joiners.has(id))) {
      joined = true;
      i++;
      continue;
    }
    if (concept !== -1 || id > 8 || id <= 0) {
      const parts = concept === -1 ? compoundAt(tokens, i, titles) : null;
      for (const part of parts ?? [concept]) {
        const plural = (tokens.text.charCodeAt((tokens.ends[to - 1] ?? 0) - 1) | 0x20) === LETTER_S;
        elements.push({
          concept: part,
          from: i,
          to,
          segment,
          joined,
          listed,
          plural,
          bracketed: around !== null,
        });
        named ||= isIn(titles.jobNouns, part);
        joined = false;
        listed = false;
      }
    }
    i = to;
  }
  return elements;
}

/** "Backend + Data Engineer", "Engineer (ML) + Intern" */
const ADDED = /^[\s)\]]*\+\s*$/;
/** A bracket that closes, and nothing else: behind it goes on what stood before. */
const CLOSED = /^[)\]]+\s+$/;

function isBetween(tokens: Tokens, at: number, pattern: RegExp): boolean {
  return at > 0 && pattern.test(tokens.text.slice(tokens.ends[at - 1], tokens.starts[at]));
}

/** A comma may hide behind a bracket: "Engineers (all levels), Product Designer". */
function isListing(tokens: Tokens, at: number, gap: number): boolean {
  if (gap === COMMA) return true;
  if ((gap !== CLOSE && gap !== HARD) || at === 0) return false;
  return /[,;]/.test(tokens.text.slice(tokens.ends[at - 1], tokens.starts[at]));
}

/** "Sr. Engineer", "Specjalista ds. wsparcia": the dot ends no part of the title. */
function isAbbreviation(tokens: Tokens, at: number): boolean {
  return (tokens.ends[at] ?? 0) - (tokens.starts[at] ?? 0) <= LONGEST_ABBREVIATION;
}

function isMark(id: number): boolean {
  return id === MARKS['/'] || id === MARKS['&'] || id === MARKS['+'];
}

function compoundAt(tokens: Tokens, at: number, titles: CompiledTitles): number[] | null {
  const [from, to] = [tokens.starts[at] ?? 0, tokens.ends[at] ?? 0];
  if (to - from < SHORTEST_COMPOUND || to - from > LONGEST_COMPOUND) return null;
  return splitCompound(foldWord(tokens.text.slice(from, to)), titles.compounds);
}
