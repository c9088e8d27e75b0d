import { MARKS, MAX_DIGITS, numberToken, UNKNOWN, type Vocabulary } from './vocabulary.js';
import { GLUED, NEWLINE, type Tokens } from './tokens.js';
import { isDigit } from './units.js';

/** A text whose lines are this long on average has lost its line breaks. */
const LONG_LINE = 300;
/** A part of a word that no rule knows must have at least this many letters to be a word of its own. */
const LEAST_STRANGER = 5;
/** The same of a part that some rule knows, by where it stands. */
const LEAST_KNOWN_LEFT = 2;
const LEAST_KNOWN_RIGHT = 3;
/** A longer one is no words of a posting, and each cut looks at all that is left of it. */
const LONGEST_WORD = 500;
const CAPITAL_Z = 90;
/** The number of a list's item with what follows it, or one of years: "Requirements5+ years of experience". */
const NUMBER = /^\d{1,2}(?:\.[A-Z]|(?:\s?[-–]\s?\d{1,2})?\s?\+?\s?(?:years?|yrs?)\b)/;
const NUMBER_LENGTH = 16;
/** What a dot inside a name stands before, whatever the letters' case: "Asp.Net", "Node.Js". */
const DOTTED = 'net js io com org ai co dev py ts'.split(' ');

/**
 * Cuts words that lost line breaks have run together: "unit testsSQL Server", "and LINQProven skills",
 * "in the team.Java". Such texts come from pages whose markup was thrown away. Only texts of very long lines
 * are looked at, and only at words that no rule knows.
 */
export function splitRunTogether(tokens: Tokens, vocabulary: Vocabulary): void {
  const { text, count, ids, starts, ends } = tokens;
  if (count === 0 || text.length < LONG_LINE * ((tokens.lines[count - 1] ?? 0) + 1)) return;
  const changes: Change[] = [];
  for (let i = 0; i < count; i++) {
    const at = i;
    const isLost = ids[i] === MARKS['.'] && isLostBreak(tokens, i);
    if (isLost) i++;
    const isStranger = ids[i] === UNKNOWN && (ends[i] as number) - (starts[i] as number) <= LONGEST_WORD;
    if (!isLost && !(isStranger && mayHaveBoundary(tokens.units, starts[i] as number, ends[i] as number)))
      continue;
    const piece = isLost ? { ...pieceOf(tokens, i), gap: NEWLINE, breaks: 1 } : pieceOf(tokens, i);
    const pieces = isStranger ? partsOf(text, piece, vocabulary) : [piece];
    if (isLost || pieces.length > 1) changes.push({ from: at, to: i + 1, pieces });
  }
  if (changes.length > 0) write(tokens, changes);
}

/** Tokens `[from, to)` become these pieces. */
interface Change {
  from: number;
  to: number;
  pieces: Piece[];
}

interface Piece {
  id: number;
  start: number;
  end: number;
  gap: number;
  line: number;
  /** Line breaks that were lost before it. */
  breaks: number;
}

function pieceOf(tokens: Tokens, i: number): Piece {
  return {
    id: tokens.ids[i] ?? UNKNOWN,
    start: tokens.starts[i] ?? 0,
    end: tokens.ends[i] ?? 0,
    gap: tokens.gaps[i] ?? NEWLINE,
    line: tokens.lines[i] ?? 0,
    breaks: 0,
  };
}

/** Tokens `[from, to)`, which stand between two changes, move on by so many tokens and lines. */
interface Stretch {
  from: number;
  to: number;
  shift: number;
  breaks: number;
}

/** Puts the pieces in, in the rows that are there: no piece is empty, so that they have room for all. */
function write(tokens: Tokens, changes: readonly Change[]): void {
  const { count, units, ids, starts, ends, gaps, lines, figures: known } = tokens;
  const stretches: Stretch[] = [];
  let shift = 0;
  let breaks = 0;
  changes.forEach(({ from, to, pieces }, n) => {
    shift += pieces.length - (to - from);
    for (const piece of pieces) breaks += piece.breaks;
    stretches.push({ from: to, to: changes[n + 1]?.from ?? count, shift, breaks });
  });
  // What moves back goes first to last and what moves on last to first: nothing is written over that is still to move.
  for (const stretch of stretches) if (stretch.shift <= 0) move(tokens, stretch);
  for (const stretch of stretches.toReversed()) if (stretch.shift > 0) move(tokens, stretch);
  tokens.count = count + shift;
  const figures: number[] = [];
  let next = 0;
  /** Takes over the figures before token `end`, which now stand `by` further on. */
  const figuresTo = (end: number, by: number): void => {
    for (; (known[next] ?? end) < end; next++) figures.push((known[next] as number) + by);
  };
  [shift, breaks] = [0, 0];
  changes.forEach(({ from, to, pieces }, n) => {
    figuresTo(from, shift);
    // Those of the pieces are told anew.
    while ((known[next] ?? to) < to) next++;
    let at = from + shift;
    for (const piece of pieces) {
      breaks += piece.breaks;
      ids[at] = piece.id;
      starts[at] = piece.start;
      ends[at] = piece.end;
      gaps[at] = piece.gap;
      lines[at] = piece.line + breaks;
      if (isDigit(units[piece.start] as number)) figures.push(at);
      at++;
    }
    shift = stretches[n]?.shift ?? 0;
  });
  figuresTo(count, shift);
  tokens.figures = figures;
}

function move({ ids, starts, ends, gaps, lines }: Tokens, { from, to, shift, breaks }: Stretch): void {
  const step = shift > 0 ? -1 : 1;
  for (let i = shift > 0 ? to - 1 : from; i >= from && i < to; i += step) {
    const at = i + shift;
    ids[at] = ids[i] as number;
    starts[at] = starts[i] as number;
    ends[at] = ends[i] as number;
    gaps[at] = gaps[i] as number;
    lines[at] = (lines[i] as number) + breaks;
  }
}

/** The dot at token `at` ends a sentence or an item's number: a small letter or a digit before it, a capital behind it. */
function isLostBreak({ text, units, ids, starts, ends, gaps, count }: Tokens, at: number): boolean {
  const next = at + 1;
  if (next >= count || gaps[at] !== GLUED || gaps[next] !== GLUED) return false;
  if (!isCapital(units[starts[next] as number] as number)) return false;
  const before = units[(starts[at] as number) - 1] ?? 0;
  if (!isDigit(before) && !(isSmall(before) && ids[next] !== UNKNOWN)) return false;
  return !DOTTED.includes(text.slice(starts[next], ends[next]).toLowerCase());
}

function partsOf(text: string, piece: Piece, vocabulary: Vocabulary): Piece[] {
  const parts: Piece[] = [];
  let rest = piece;
  for (;;) {
    const cut = rest.id === UNKNOWN ? cutOf(text, rest, vocabulary) : null;
    if (cut === null) return [...parts, rest];
    const { at, left, right } = cut;
    parts.push({ ...rest, id: left, end: at });
    rest = { ...rest, id: right, start: at, gap: NEWLINE, breaks: 1 };
  }
}

/** A word is cut at this offset, into words of these ids. */
interface Cut {
  at: number;
  left: number;
  right: number;
}

/** Where the word is best cut, if anywhere: both parts known, else the left one, else the right one. */
function cutOf(text: string, { start, end }: Piece, vocabulary: Vocabulary): Cut | null {
  let best: Cut | null = null;
  let most = 0;
  for (let i = start + 2; i < end; i++) {
    if (!isBoundary(text, i)) continue;
    if (!fitsAlone(text, start, i, LEAST_KNOWN_LEFT) || !fitsAlone(text, i, end, LEAST_KNOWN_RIGHT)) continue;
    const left = idOf(text, start, i, vocabulary);
    // To look up a word is what takes time here: not the right one where the left one cannot stand.
    if (left === UNKNOWN && (most > 1 || !fitsAlone(text, start, i, LEAST_STRANGER))) continue;
    const right = idOf(text, i, end, vocabulary);
    if (right === UNKNOWN && !fitsAlone(text, i, end, LEAST_STRANGER)) continue;
    const score = (left !== UNKNOWN ? 2 : 0) + (right !== UNKNOWN ? 1 : 0);
    if (score >= most && score > 0) [best, most] = [{ at: i, left, right }, score];
  }
  return best;
}

/** Whether there is anything inside of a word but small letters: nearly every word is asked. */
function mayHaveBoundary(units: Uint16Array, start: number, end: number): boolean {
  for (let i = start + 2; i < end; i++) if ((units[i] as number) <= CAPITAL_Z) return true;
  return false;
}

/** "tests|SQL", "LINQ|Proven", "2012|Must": a capital that begins a word; "skills|2.Write", "skills|5+ years": a number. */
function isBoundary(text: string, i: number): boolean {
  const before = text.charCodeAt(i - 1);
  if (isSmall(before) && isDigit(text.charCodeAt(i)) && NUMBER.test(text.slice(i, i + NUMBER_LENGTH)))
    return true;
  if (!isCapital(text.charCodeAt(i))) return false;
  return isSmall(before) || isDigit(before) || (isCapital(before) && isSmall(text.charCodeAt(i + 1)));
}

/** Long enough for a word; numbers are of any length. */
function fitsAlone(text: string, start: number, end: number, least: number): boolean {
  return isDigit(text.charCodeAt(start)) || end - start >= least;
}

function idOf(text: string, start: number, end: number, vocabulary: Vocabulary): number {
  const word = text.slice(start, end).toLowerCase();
  if (isDigit(word.charCodeAt(0)) && /^\d+$/.test(word))
    return word.length <= MAX_DIGITS ? numberToken(Number(word)) : UNKNOWN;
  return vocabulary.get(word);
}

function isCapital(unit: number): boolean {
  return unit >= 65 && unit <= CAPITAL_Z;
}

function isSmall(unit: number): boolean {
  return unit >= 97 && unit <= 122;
}
