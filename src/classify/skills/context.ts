import { HARD, type Tokens } from '../text/tokens.js';
import { UNKNOWN } from '../text/vocabulary.js';

/** Conditions under which an ambiguous word is the skill; token sequences, compared where the word stands. */
export interface SkillContext {
  /** The word must be written just so. */
  exact: string | null;
  within: number;
  /** Sequences of which one must stand within `within` tokens on the same line, by first token. */
  near: ReadonlyMap<number, Sequences> | null;
  /** By number of the category, 1: an unambiguous skill of it must stand near. */
  nearCategories: Uint8Array | null;
  before: Sequences;
  after: Sequences;
  notBefore: Sequences;
  notAfter: Sequences;
}

/** Sequences of tokens in a row, each behind its length: in one place, since most are one token long. */
export type Sequences = Int32Array;

export function sequencesOf(lists: readonly (readonly number[])[]): Sequences {
  return Int32Array.from(lists.flatMap((list) => [list.length, ...list]));
}

/**
 * What can be told of a context at one look: one line of the cache, and most words around are in none of its lists.
 * Filters have bit `token & 31` set for the token of each sequence that lies next to the word, and one of 256 bits for
 * each token with which a sequence of `near` begins.
 */
export const LOOK = 16;
const FLAGS = 0;
const NOT_BEFORE = 1;
const NOT_AFTER = 2;
const BEFORE = 3;
const AFTER = 4;
const WITHIN = 5;
/** First code unit of `exact`. */
const LETTER = 6;
const NEAR_FILTER = 8;
const NEAR_CELLS = 8;
/** Something must stand beside the word or near by for it to be the skill. */
const ASKS = 1;
const EXACT = 2;
const NEAR = 4;
const CATEGORIES = 8;

export function newLook(context: SkillContext): number[] {
  const { exact, within, near, nearCategories, before, after, notBefore, notAfter } = context;
  const asks = before.length + after.length > 0 || near !== null || nearCategories !== null;
  const look = new Int32Array(LOOK);
  look[FLAGS] =
    (asks ? ASKS : 0) |
    (exact === null ? 0 : EXACT) |
    (near === null ? 0 : NEAR) |
    (nearCategories === null ? 0 : CATEGORIES);
  look[NOT_BEFORE] = filterOf(notBefore, 0);
  look[NOT_AFTER] = filterOf(notAfter, -1);
  look[BEFORE] = filterOf(before, 0);
  look[AFTER] = filterOf(after, -1);
  look[WITHIN] = within;
  look[LETTER] = exact?.charCodeAt(0) ?? 0;
  for (const token of near?.keys() ?? []) {
    const cell = NEAR_FILTER + ((token >>> 5) & (NEAR_CELLS - 1));
    look[cell] = (look[cell] ?? 0) | (1 << (token & 31));
  }
  return [...look];
}

/** Of the first tokens of the sequences, or of the last. */
function filterOf(sequences: Sequences, at: 0 | -1): number {
  let filter = 0;
  for (let n = 0; n < sequences.length; n += 1 + (sequences[n] as number)) {
    const next = at === 0 ? n + 1 : n + (sequences[n] as number);
    filter |= 1 << ((sequences[next] as number) & 31);
  }
  return filter;
}

/** The tables' part that contexts are read from. */
export interface Contexts {
  looks: Int32Array;
  contexts: readonly SkillContext[];
}

/** What the words around say; `IF_NEIGHBOUR`: the skill if one of the categories it wants stands near. */
export const NO = 0;
export const YES = 1;
export const IF_NEIGHBOUR = 2;

/**
 * Whether the word at tokens `[from, to)` is the skill in context number `n`. Order: how it is written, what rules
 * it out, then any one of the things that speak for it (directly behind, directly before, near by); a
 * context that asks for nothing more is satisfied.
 */
export function contextHolds(
  { looks, contexts }: Contexts,
  n: number,
  tokens: Tokens,
  from: number,
  to: number,
): typeof NO | typeof YES | typeof IF_NEIGHBOUR {
  const { ids, gaps } = tokens;
  const look = n * LOOK;
  const flags = looks[look + FLAGS] as number;
  if (flags & EXACT) {
    if (tokens.units[tokens.starts[from] as number] !== looks[look + LETTER]) return NO;
    if (!writtenAs(contexts[n]?.exact ?? '', tokens, from, to)) return NO;
  }
  const behind = to < tokens.count && (gaps[to] as number) < HARD ? 1 << ((ids[to] as number) & 31) : 0;
  const before = from > 0 && (gaps[from] as number) < HARD ? 1 << ((ids[from - 1] as number) & 31) : 0;
  if ((looks[look + NOT_BEFORE] as number) & behind && oneStartsAt(contexts[n]?.notBefore, tokens, to))
    return NO;
  if ((looks[look + NOT_AFTER] as number) & before && oneEndsAt(contexts[n]?.notAfter, tokens, from))
    return NO;
  if ((flags & ASKS) === 0) return YES;
  if ((looks[look + BEFORE] as number) & behind && oneStartsAt(contexts[n]?.before, tokens, to)) return YES;
  if ((looks[look + AFTER] as number) & before && oneEndsAt(contexts[n]?.after, tokens, from)) return YES;
  if (flags & NEAR && standsNear(looks, look, contexts[n]?.near, tokens, from, to)) return YES;
  return flags & CATEGORIES ? IF_NEIGHBOUR : NO;
}

/** The same, where nothing else may vouch for the word. */
export function holdsByItself(
  contexts: Contexts,
  n: number,
  tokens: Tokens,
  from: number,
  to: number,
): boolean {
  const asks = (contexts.looks[n * LOOK + FLAGS] as number) & ASKS;
  return asks === 0 && contextHolds(contexts, n, tokens, from, to) === YES;
}

/** Letter for letter, but any run of white space or hyphens for a space. */
function writtenAs(exact: string, tokens: Tokens, from: number, to: number): boolean {
  const start = tokens.starts[from] as number;
  const end = tokens.ends[to - 1] as number;
  if (end - start === exact.length && tokens.text.startsWith(exact, start)) return true;
  return exact.includes(' ') && tokens.text.slice(start, end).replaceAll(/[\s-]+/g, ' ') === exact;
}

function oneStartsAt(sequences: Sequences | undefined, tokens: Tokens, at: number): boolean {
  if (sequences === undefined) return false;
  for (let n = 0; n < sequences.length; n += 1 + (sequences[n] as number)) {
    if (runsFrom(sequences, n, tokens, at, at)) return true;
  }
  return false;
}

function oneEndsAt(sequences: Sequences | undefined, tokens: Tokens, at: number): boolean {
  if (sequences === undefined) return false;
  for (let n = 0; n < sequences.length; n += 1 + (sequences[n] as number)) {
    const first = at - (sequences[n] as number);
    if (first >= 0 && runsFrom(sequences, n, tokens, first, first + 1)) return true;
  }
  return false;
}

/** The words of the sequence at `n` from token `at` on, with nothing hard before any of them from `joined` on. */
function runsFrom(
  sequences: Sequences,
  n: number,
  { ids, gaps, count }: Tokens,
  at: number,
  joined: number,
): boolean {
  const length = sequences[n] as number;
  if (at + length > count) return false;
  for (let i = 0; i < length; i++) {
    if (ids[at + i] !== sequences[n + 1 + i]) return false;
    if (at + i >= joined && (gaps[at + i] as number) >= HARD) return false;
  }
  return true;
}

/** Outwards from the word, as far as its line goes. */
function standsNear(
  looks: Int32Array,
  look: number,
  near: ReadonlyMap<number, Sequences> | null | undefined,
  tokens: Tokens,
  from: number,
  to: number,
): boolean {
  const { ids, lines } = tokens;
  const line = lines[from] as number;
  const within = looks[look + WITHIN] as number;
  const first = Math.max(0, from - within);
  const last = Math.min(tokens.count, to + within);
  const filter = look + NEAR_FILTER;
  for (let i = from - 1; i >= first && lines[i] === line; i--) {
    const id = ids[i] as number;
    const cell = looks[filter + ((id >>> 5) & (NEAR_CELLS - 1))] as number;
    if ((cell >>> (id & 31)) & 1 && oneStands(near, tokens, i)) return true;
  }
  for (let i = to; i < last && lines[i] === line; i++) {
    const id = ids[i] as number;
    const cell = looks[filter + ((id >>> 5) & (NEAR_CELLS - 1))] as number;
    if ((cell >>> (id & 31)) & 1 && oneStands(near, tokens, i)) return true;
  }
  return false;
}

function oneStands(
  near: ReadonlyMap<number, Sequences> | null | undefined,
  tokens: Tokens,
  at: number,
): boolean {
  const id = tokens.ids[at] as number;
  if (id === UNKNOWN) return false;
  const sequences = near?.get(id);
  if (sequences === undefined) return false;
  for (let n = 0; n < sequences.length; n += 1 + (sequences[n] as number)) {
    if (stands(sequences, n, tokens, at)) return true;
  }
  return false;
}

/** The sequence at `n`, whatever stands between its words. */
function stands(sequences: Sequences, n: number, { ids, count }: Tokens, at: number): boolean {
  const length = sequences[n] as number;
  if (at + length > count) return false;
  for (let i = 0; i < length; i++) if (ids[at + i] !== sequences[n + 1 + i]) return false;
  return true;
}
