/**
 * Which role the title names. Order of precedence:
 *
 * 1. The first head noun (engineer, manager, analyst …) that a specific rule explains; among its rules the
 *    one that explains most words (highest score), then the longest, the earliest, the rule id.
 * 2. A word behind a general head: "Software Engineer, Backend".
 * 3. A vague rule ("Software Engineer"): the description must settle it.
 * 4. Nothing: the description decides alone.
 */
import type { CompiledTitles } from './compile.js';
import type { TitleElement } from './elements.js';
import { matchPattern, type TitleMatch, type TitlePattern } from './patterns.js';

export interface TitleRole {
  winner: TitleMatch | null;
  /** Best of what else was found, other roles only, best first: for alternatives and for `explain`. */
  others: TitleMatch[];
}

/** Reads the role off a title; pure. */
export function roleOfTitle(elements: readonly TitleElement[], titles: CompiledTitles): TitleRole {
  const matches: TitleMatch[] = [];
  const tried = new Set<TitlePattern>();
  for (const element of elements) {
    for (const pattern of titles.byConcept.get(element.concept) ?? []) {
      if (tried.has(pattern)) continue;
      tried.add(pattern);
      const match = matchPattern(pattern, elements, titles.fillers, titles.heads);
      if (match !== null && match.score > 0) matches.push(match);
    }
  }
  matches.sort(compareMatches);
  const winner = matches[0] ?? null;
  const seen = new Set([winner?.pattern.role]);
  const others = matches.filter((match) => {
    if (seen.has(match.pattern.role)) return false;
    seen.add(match.pattern.role);
    return true;
  });
  return { winner, others };
}

function compareMatches(a: TitleMatch, b: TitleMatch): number {
  const vague = Number(a.pattern.vague) - Number(b.pattern.vague);
  if (vague !== 0) return vague;
  // Vague rules are weighed before they are placed: "engineer" says more than any word before it.
  const order = a.pattern.vague ? b.score - a.score || a.head - b.head : a.head - b.head || b.score - a.score;
  return (
    order ||
    b.pattern.places.length - a.pattern.places.length ||
    a.last - b.last ||
    (a.pattern.rule < b.pattern.rule ? -1 : 1)
  );
}
