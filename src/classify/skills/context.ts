import { HARD, type Tokens } from '../text/tokens.js';
import type { SkillContext } from '../taxonomy/compiled.js';

/** Categories of the unambiguous skills that stand near, asked for only when a rule wants them. */
export type NearbyCategories = (from: number, to: number, within: number) => Iterable<string>;

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
  nearby: NearbyCategories,
): boolean {
  if (context.exact !== null && !writtenAs(context.exact, tokens, from, to)) return false;
  if (context.notBefore.some((sequence) => startsAt(sequence, tokens, to))) return false;
  if (context.notAfter.some((sequence) => endsAt(sequence, tokens, from))) return false;
  if (!asksForNeighbours(context)) return true;
  if (context.before.some((sequence) => startsAt(sequence, tokens, to))) return true;
  if (context.after.some((sequence) => endsAt(sequence, tokens, from))) return true;
  if (context.near !== null && standsNear(context, tokens, from, to)) return true;
  if (context.nearCategories === null) return false;
  for (const category of nearby(from, to, context.within)) {
    if (context.nearCategories.has('skill') || context.nearCategories.has(category)) return true;
  }
  return false;
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
  const written = tokens.text.slice(tokens.starts[from], tokens.ends[to - 1]);
  return written === exact || written.replaceAll(/[\s-]+/g, ' ') === exact;
}

function startsAt(sequence: readonly number[], tokens: Tokens, at: number): boolean {
  if (at + sequence.length > tokens.count) return false;
  for (let i = 0; i < sequence.length; i++) {
    if (tokens.ids[at + i] !== sequence[i] || (tokens.gaps[at + i] ?? HARD) >= HARD) return false;
  }
  return true;
}

function endsAt(sequence: readonly number[], tokens: Tokens, at: number): boolean {
  const start = at - sequence.length;
  if (start < 0) return false;
  for (let i = 0; i < sequence.length; i++) {
    if (tokens.ids[start + i] !== sequence[i] || (tokens.gaps[start + i + 1] ?? HARD) >= HARD) return false;
  }
  return true;
}

function standsNear(context: SkillContext, tokens: Tokens, from: number, to: number): boolean {
  const line = tokens.lines[from];
  const first = Math.max(0, from - context.within);
  const last = Math.min(tokens.count, to + context.within);
  for (let i = first; i < last; i++) {
    if (tokens.lines[i] !== line || (i >= from && i < to)) continue;
    const sequences = context.near?.get(tokens.ids[i] ?? 0);
    if (sequences?.some((sequence) => sequence.every((id, n) => tokens.ids[i + n] === id))) return true;
  }
  return false;
}
