import { HARD, type Tokens } from '../text/tokens.js';
import { UNKNOWN } from '../text/vocabulary.js';
import type { SkillContext } from '../taxonomy/compiled.js';

/** Whether a skill of one of the categories, itself beyond doubt, stands near; asked only when a rule wants it. */
export type HasNeighbour = (
  categories: ReadonlySet<string>,
  from: number,
  to: number,
  within: number,
) => boolean;

/**
 * Whether the word at tokens `[from, to)` is the skill in this context. Order: how it is written, what rules
 * it out, then any one of the things that speak for it (directly behind, directly before, near by); a
 * context that asks for nothing more is satisfied.
 */
export function contextHolds(
  context: SkillContext,
  tokens: Tokens,
  from: number,
  to: number,
  hasNeighbour: HasNeighbour,
): boolean {
  if (context.exact !== null && !writtenAs(context.exact, tokens, from, to)) return false;
  if (oneStartsAt(context.notBefore, tokens, to) || oneEndsAt(context.notAfter, tokens, from)) return false;
  if (!asksForNeighbours(context)) return true;
  if (oneStartsAt(context.before, tokens, to) || oneEndsAt(context.after, tokens, from)) return true;
  if (context.near !== null && standsNear(context.near, context, tokens, from, to)) return true;
  return context.nearCategories !== null && hasNeighbour(context.nearCategories, from, to, context.within);
}

/** Whether something must stand near for the word to be the skill. */
export function asksForNeighbours(context: SkillContext): boolean {
  return (
    context.before.length + context.after.length > 0 ||
    context.near !== null ||
    context.nearCategories !== null
  );
}

/** Letter for letter, but any run of white space or hyphens for a space. */
function writtenAs(exact: string, tokens: Tokens, from: number, to: number): boolean {
  const start = tokens.starts[from] as number;
  const end = tokens.ends[to - 1] as number;
  if (end - start === exact.length && tokens.text.startsWith(exact, start)) return true;
  return exact.includes(' ') && tokens.text.slice(start, end).replaceAll(/[\s-]+/g, ' ') === exact;
}

type Sequences = readonly (readonly number[])[];

function oneStartsAt(sequences: Sequences, tokens: Tokens, at: number): boolean {
  if (sequences.length === 0 || at >= tokens.count || (tokens.gaps[at] as number) >= HARD) return false;
  for (const sequence of sequences) if (runsFrom(sequence, tokens, at, at)) return true;
  return false;
}

function oneEndsAt(sequences: Sequences, tokens: Tokens, at: number): boolean {
  if (sequences.length === 0 || at >= tokens.count || (tokens.gaps[at] as number) >= HARD) return false;
  for (const sequence of sequences) {
    if (sequence.length <= at && runsFrom(sequence, tokens, at - sequence.length, at - sequence.length + 1)) {
      return true;
    }
  }
  return false;
}

/** The words of the sequence from token `at` on, with nothing hard before any of them from `joined` on. */
function runsFrom(sequence: readonly number[], tokens: Tokens, at: number, joined: number): boolean {
  if (at + sequence.length > tokens.count) return false;
  for (let i = 0; i < sequence.length; i++) {
    if (tokens.ids[at + i] !== sequence[i]) return false;
    if (at + i >= joined && (tokens.gaps[at + i] as number) >= HARD) return false;
  }
  return true;
}

function standsNear(
  near: ReadonlyMap<number, Sequences>,
  { within, nearFilter }: SkillContext,
  tokens: Tokens,
  from: number,
  to: number,
): boolean {
  const { ids, lines } = tokens;
  const line = lines[from];
  const first = Math.max(0, from - within);
  const last = Math.min(tokens.count, to + within);
  for (let i = first; i < last; i++) {
    const id = ids[i] as number;
    if (((nearFilter >>> (id & 31)) & 1) === 0 || id === UNKNOWN) continue;
    if (lines[i] !== line || (i >= from && i < to)) continue;
    for (const sequence of near.get(id) ?? NONE) if (stands(sequence, tokens, i)) return true;
  }
  return false;
}

const NONE: Sequences = [];

/** Whatever stands between the words. */
function stands(sequence: readonly number[], tokens: Tokens, at: number): boolean {
  if (at + sequence.length > tokens.count) return false;
  for (let i = 0; i < sequence.length; i++) if (tokens.ids[at + i] !== sequence[i]) return false;
  return true;
}
