/**
 * Rules that look at one word of a text: what stands before it on its line and what from it on. Patterns on `at` begin
 * with ^, patterns on `before` end with $, so that each is tried at one place; text is lower case.
 */
export interface WordRule<Kind> {
  kind: Kind;
  /** How clearly it speaks of this job, 1 to 5. */
  score: number;
  before?: RegExp;
  at?: RegExp;
}

/** A pattern for the end of the text before a word. */
export const before = (pattern: string): RegExp => new RegExp(`(?:${pattern})$`);

/** The first rule that holds; where both patterns are given, both must. */
export function firstRule<Kind>(
  rules: readonly WordRule<Kind>[],
  left: string,
  right: string,
): WordRule<Kind> | null {
  for (const rule of rules) {
    if (rule.at !== undefined && !rule.at.test(right)) continue;
    if (rule.before !== undefined && !rule.before.test(left)) continue;
    return rule;
  }
  return null;
}
