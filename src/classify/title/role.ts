/**
 * Which role the title names. Order of precedence:
 *
 * 1. The first job, where the title names several (jobs.ts).
 * 2. The first head noun (engineer, manager, analyst …) that a specific rule explains; among its rules the
 *    one whose words come from the first alternative ("ML / Data Engineer"), then the one that explains most
 *    (highest score), then the longest, the earliest, the rule id.
 * 3. A word behind a general head: "Software Engineer, Backend".
 * 4. A vague rule ("Software Engineer"): the description must settle it.
 * 5. Nothing: the description decides alone.
 */
import { type ConceptSet, isIn } from './concept-set.js';
import type { CompiledTitles } from './compile.js';
import type { TitleElement } from './elements.js';
import { firstJob } from './jobs.js';
import { possiblePatterns } from './pattern-index.js';
import { matchPattern, type TitleMatch } from './patterns.js';

export interface TitleRole {
  winner: TitleMatch | null;
  /** Best of what else was found, other roles only, best first: for alternatives and for `explain`. */
  others: TitleMatch[];
  /** Tokens `[0, jobEnd)` speak of the first job, the rest of others; null where there is but one. */
  jobEnd: number | null;
}

/** Reads the role off a title; pure. */
export function roleOfTitle(elements: readonly TitleElement[], titles: CompiledTitles): TitleRole {
  const job = firstJob(elements, titles);
  const all = matchesIn(elements, titles);
  const first = job.several ? matchesIn(elements.slice(0, job.end), titles) : all;
  const winner = first[0] ?? all[0] ?? null;
  const others: TitleMatch[] = [];
  if (job.several) addOthers(others, first, winner);
  addOthers(others, all, winner);
  const jobEnd = job.several && first.length > 0 ? (elements[job.end]?.from ?? null) : null;
  return { winner, others, jobEnd };
}

/** Adds the first match of each role that is not yet there. */
function addOthers(others: TitleMatch[], matches: readonly TitleMatch[], winner: TitleMatch | null): void {
  for (const match of matches) {
    const { role } = match.pattern;
    if (role !== winner?.pattern.role && !others.some(({ pattern }) => pattern.role === role))
      others.push(match);
  }
}

function matchesIn(elements: readonly TitleElement[], titles: CompiledTitles): TitleMatch[] {
  const matches: TitleMatch[] = [];
  for (const pattern of possiblePatterns(titles.patterns, elements, titles.heads)) {
    const match = matchPattern(pattern, elements, titles.fillers, titles.heads);
    if (match !== null && match.score > 0 && !mixesJobs(match, elements)) matches.push(match);
  }
  const kept = withoutRanks(matches, elements, titles);
  return kept.length > FEW
    ? kept.sort((a, b) => compareMatches(a, b, elements, titles))
    : sortFew(kept, elements, titles);
}

/** "Azure Lead Data Engineer": the lead is the rank of the engineer and no noun, where another rule reads that one. */
function withoutRanks(
  matches: TitleMatch[],
  elements: readonly TitleElement[],
  titles: CompiledTitles,
): TitleMatch[] {
  if (matches.length < 2) return matches;
  const isRank = ({ head }: TitleMatch): boolean => {
    const lead = elements[head];
    if (lead === undefined || !isIn(titles.ranks, lead.concept)) return false;
    for (let at = head + 1; at < elements.length; at++) {
      const { concept, segment, joined, listed } = elements[at] as TitleElement;
      if (segment !== lead.segment) return false;
      if (isIn(titles.jobNouns, concept)) return !joined && !listed;
    }
    return false;
  };
  const kept = matches.filter((match) => !isRank(match));
  return kept.some(({ pattern }) => !pattern.vague) ? kept : matches;
}

/** Titles have some three matches, for which the runtime's own sorting takes ten times as long; placed as it places them. */
const FEW = 8;

function sortFew(
  matches: TitleMatch[],
  elements: readonly TitleElement[],
  titles: CompiledTitles,
): TitleMatch[] {
  for (let i = 1; i < matches.length; i++) {
    const match = matches[i] as TitleMatch;
    let [low, high] = [0, i];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareMatches(match, matches[middle] as TitleMatch, elements, titles) < 0) high = middle;
      else low = middle + 1;
    }
    for (let at = i; at > low; at--) matches[at] = matches[at - 1] as TitleMatch;
    matches[low] = match;
  }
  return matches;
}

/** "Backend and DevOps Engineers" are two jobs, "Backend/DevOps Engineer" is one that mixes them. */
function mixesJobs(match: TitleMatch, elements: readonly TitleElement[]): boolean {
  if (match.pattern.places.length < 3 || elements[match.head]?.plural !== true) return false;
  for (let i = match.first + 1; i < match.last; i++) {
    if (elements[i]?.joined === true || elements[i]?.listed === true) return true;
  }
  return elements[match.last]?.joined === true;
}

function compareMatches(
  a: TitleMatch,
  b: TitleMatch,
  elements: readonly TitleElement[],
  { broad }: CompiledTitles,
): number {
  const vague = Number(a.pattern.vague) - Number(b.pattern.vague);
  if (vague !== 0) return vague;
  // Vague rules are weighed before they are placed: "engineer" says more than any word before it.
  const order = a.pattern.vague
    ? b.score - a.score || a.head - b.head
    : a.head - b.head ||
      byAlternative(a, b, elements) ||
      byNearness(a, b, elements, broad) ||
      b.score - a.score;
  return (
    order ||
    b.pattern.places.length - a.pattern.places.length ||
    a.last - b.last ||
    (a.pattern.rule < b.pattern.rule ? -1 : 1)
  );
}

/**
 * "Data Engineer in Customer Success": what stands before the noun says more of it than what stands behind. Not a
 * word as broad as "IT": "IT-Consultant SAP".
 */
function byNearness(
  a: TitleMatch,
  b: TitleMatch,
  elements: readonly TitleElement[],
  broad: ConceptSet,
): number {
  if (a.pattern.kind === b.pattern.kind) return 0;
  if (a.pattern.kind === 'reversed') return -byNearness(b, a, elements, broad);
  if (b.pattern.kind !== 'reversed' || a.pattern.kind !== 'sequence') return 0;
  if (!isIn(broad, elements[a.first]?.concept ?? -1)) return a.pattern.places.length > 1 ? -1 : 0;
  return a.pattern.places.length === 2 ? 1 : 0;
}

/**
 * "Machine Learning / Data Engineer", "Ingénieur réseaux et sécurité": both words have the same head, the first
 * one wins. Not against a rule for the mixture ("Backend/DevOps Engineer"), and not by a word that leaves the
 * role open ("Java / Data").
 */
function byAlternative(a: TitleMatch, b: TitleMatch, elements: readonly TitleElement[]): number {
  const none = elements.length;
  const before = (a.head === a.last && b.head === b.last) || (a.head === none && b.head === none);
  if (!before && (a.head !== a.first || b.head !== b.first)) return 0;
  const word = (match: TitleMatch): number => (before ? match.first : match.last);
  if (word(a) === word(b)) return 0;
  const [early, late] = word(a) < word(b) ? [a, b] : [b, a];
  const mixes =
    late.pattern.places.length > 2 &&
    late.pattern.places.some((place) => isIn(place, elements[word(early)]?.concept ?? -1));
  if (mixes || early.pattern.open.length > 0) return 0;
  for (let i = word(early) + 1; i <= word(late); i++) {
    if (elements[i]?.joined === true || elements[i]?.listed === true) return early === a ? -1 : 1;
  }
  return 0;
}
