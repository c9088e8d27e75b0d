/**
 * What the description says about the role. Each signal (a phrase, or a skill that counts) speaks for one
 * role with its weight, less in parts that weigh less, and at most `REPEATS` times: one stray word settles
 * nothing, and a word said ten times is no ten proofs.
 */
import type { CompiledTaxonomy } from '../taxonomy/compiled.js';
import type { SkillMention } from '../skills/match.js';
import type { Scan } from './scan.js';
import { kindAt, SECTION_WEIGHT } from './sections.js';

/** One signal that fired, with what it added. */
export interface SignalHit {
  signal: number;
  from: number;
  to: number;
  weight: number;
}

export interface RoleScores {
  byRole: Map<string, number>;
  hits: SignalHit[];
}

const REPEATS = 2;

/** Sums up the signals of a description by role; pure. */
export function scoreRoles(
  scan: Scan,
  mentions: readonly SkillMention[],
  taxonomy: CompiledTaxonomy,
): RoleScores {
  const byRole = new Map<string, number>();
  const hits: SignalHit[] = [];
  const times = new Map<number, number>();
  const add = (signal: number, from: number, to: number): void => {
    const rule = taxonomy.signals[signal];
    const factor = SECTION_WEIGHT[kindAt(scan, from) ?? 'none'];
    const before = times.get(signal) ?? 0;
    if (rule === undefined || factor === 0 || before >= REPEATS) return;
    times.set(signal, before + 1);
    const weight = (rule.weight * factor) / (before + 1);
    byRole.set(rule.role, (byRole.get(rule.role) ?? 0) + weight);
    hits.push({ signal, from, to, weight });
  };
  for (const hit of scan.signals) for (const signal of hit.meaning.signals) add(signal, hit.from, hit.to);
  for (const mention of mentions) {
    if (mention.ruledOut !== null) continue;
    for (const signal of taxonomy.signalsOfSkill[mention.skill] ?? []) add(signal, mention.from, mention.to);
  }
  return { byRole, hits };
}

/** Both sides must be this strong, and neither more than `ONE_SIDED` times the other, to be full stack. */
const SIDE_MINIMUM = 3;
const ONE_SIDED = 3;
/** Less than this settles nothing: the title's own role stands. */
const SETTLE_MINIMUM = 3;
/** The best must be ahead of the next by this factor to settle with confidence. */
const CLEAR_LEAD = 1.5;

const FULLSTACK = 'fullstack-developer';
const BACKEND = 'backend-developer';
const FRONTEND = 'frontend-developer';

/**
 * The role among `open` that the description speaks for, or null when it settles nothing.
 * `clear` is how sure: 1 no rival, 0 a tie.
 */
export function settleRole(
  scores: RoleScores,
  open: readonly string[],
): { role: string; clear: number } | null {
  const score = (role: string): number => scores.byRole.get(role) ?? 0;
  const candidates = open.map((role) => ({ role, score: score(role) })).toSorted(byScore);
  const [best, next] = candidates;
  if (best === undefined || best.score < SETTLE_MINIMUM) return null;
  const clear = Math.min(1, Math.max(0, best.score / Math.max(next?.score ?? 0, 1) - 1) / (CLEAR_LEAD - 1));
  const sides = [score(BACKEND), score(FRONTEND)] as const;
  const both = Math.min(...sides) >= SIDE_MINIMUM && Math.max(...sides) <= ONE_SIDED * Math.min(...sides);
  const web = best.role === BACKEND || best.role === FRONTEND || best.role === FULLSTACK;
  if (web && both && open.includes(FULLSTACK)) return { role: FULLSTACK, clear };
  return { role: best.role, clear };
}

function byScore(a: { role: string; score: number }, b: { role: string; score: number }): number {
  return b.score - a.score || (a.role < b.role ? -1 : 1);
}
