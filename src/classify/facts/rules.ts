/**
 * Rules that look at one word of a text: what stands before it on its line and what from it on. Patterns on `at` begin
 * with ^, patterns on `before` end with $, so that each is tried at one place; text is lower case.
 */
import { type Stems, stemsIn, stemsOf } from '../text/stems.js';
import type { Window } from './window.js';

export interface WordRule<Kind> {
  kind: Kind;
  /** How clearly it speaks of this job, 1 to 5. */
  score: number;
  before?: RegExp;
  at?: RegExp;
  /** Beginnings of words (see stems.ts) of which one stands in whatever `before` finds. */
  needs?: string;
}

/** Rules in their order, with what rules most of them out at once: most words satisfy none. */
export interface RuleGroup<Kind> {
  rules: readonly WordRule<Kind>[];
  /** The lists that rules need, null without any, and by rule the bit of its own, 0 for none. */
  stems: Stems | null;
  needs: readonly number[];
  /** Holds where the `at` of a rule that needs no word does. */
  anyAt: RegExp;
}

/** A pattern for the end of the text before a word. */
export const before = (pattern: string): RegExp => new RegExp(`(?:${pattern})$`);

export function ruleGroup<Kind>(rules: readonly WordRule<Kind>[]): RuleGroup<Kind> {
  const lists = [...new Set(rules.flatMap(({ needs }) => needs ?? []))];
  const ats = rules.flatMap(({ at, needs }) => (needs === undefined && at !== undefined ? at.source : []));
  return {
    rules,
    stems: lists.length === 0 ? null : stemsOf(lists),
    needs: rules.map(({ needs }) => (needs === undefined ? 0 : 1 << lists.indexOf(needs))),
    // Sticky: of alternatives that each begin with ^ the engine does not see that they are tried at one place only.
    anyAt: new RegExp(ats.map((pattern) => `(?:${pattern})`).join('|'), 'y'),
  };
}

/** The first rule that holds; where both patterns are given, both must. */
export function firstRule<Kind>(
  { rules, stems, needs, anyAt }: RuleGroup<Kind>,
  { left, right, units, from, at }: Window,
): WordRule<Kind> | null {
  const has = stems === null ? 0 : stemsIn(units, from, at, stems);
  anyAt.lastIndex = 0;
  const some = anyAt.test(right);
  for (let i = 0; i < rules.length; i++) {
    const rule = rules[i] as WordRule<Kind>;
    const need = needs[i] as number;
    if (need === 0 ? !some && rule.at !== undefined : (need & has) === 0) continue;
    if (rule.at !== undefined && !rule.at.test(right)) continue;
    if (rule.before !== undefined && !rule.before.test(left)) continue;
    return rule;
  }
  return null;
}
