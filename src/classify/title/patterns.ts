import { type ConceptSet, isIn } from './concept-set.js';
import type { TitleElement } from './elements.js';

/**
 * A title pattern after compilation. Four kinds:
 *
 *   sequence   "backend <dev>": these concepts in this order within one part of the title; fillers may stand
 *              between, other words cost
 *   reversed   a two-word sequence as Romance and Slavic languages have it, head first: "analista de datos";
 *              made from each sequence that ends in a head, only fillers may stand between
 *   anywhere   "<people> & engineering": all of these anywhere in the title
 *   behind     a word that names the role behind a general head: "Engineer, Backend"
 */
export interface TitlePattern {
  /** Rule id, for evidence and as the last tie-break. */
  rule: string;
  role: string;
  /** Roles that the description may settle on instead. */
  open: readonly string[];
  vague: boolean;
  /** The role where the posting, told at length, asks for no technology at all. */
  bare: string | null;
  kind: 'sequence' | 'reversed' | 'anywhere' | 'behind';
  /** Concepts allowed at each place. */
  places: readonly ConceptSet[];
  /** See `WORD_WEIGHT` and `GROUP_WEIGHT`; a rule may set its own. */
  weight: number;
}

export interface TitleMatch {
  pattern: TitlePattern;
  score: number;
  /** Elements `[first, last]` that it covers, both included. */
  first: number;
  last: number;
  /** Element of the head noun; behind the last element when the match covers none ("Backend"). */
  head: number;
}

/** A place that one word alone fills says more than one that any of a group fills. */
export const WORD_WEIGHT = 10;
export const GROUP_WEIGHT = 4;
/** What a vague rule weighs: less than any word behind the head. */
export const VAGUE_WEIGHT = 3;
const STRAY_WORD_COST = 4;
const ALTERNATIVE_COST = 1;
/** A title that says it in a row says it more surely than one that has the words somewhere. */
const ANYWHERE_COST = 3;
const BEHIND_COST = 5;
/** A word before the head says more than one behind it: "Support Engineer Network". */
export const REVERSED_COST = 5;
const LATER_SEGMENT_COST = 1;

/** The best way in which `pattern` fits the title, or null. Titles are short: plain loops over a few words. */
export function matchPattern(
  pattern: TitlePattern,
  elements: readonly TitleElement[],
  fillers: ConceptSet,
  heads: ConceptSet,
): TitleMatch | null {
  if (pattern.kind === 'anywhere') return matchAnywhere(pattern, elements, heads);
  if (pattern.kind === 'behind') return matchBehind(pattern, elements, heads);
  if (pattern.kind === 'reversed') return matchReversed(pattern, elements, fillers, heads);
  let best: TitleMatch | null = null;
  for (let start = 0; start < elements.length; start++) {
    if (!fits(pattern, 0, elements[start])) continue;
    const match = matchSequence(pattern, elements, start, fillers);
    if (match !== null && (best === null || match.score > best.score)) best = match;
  }
  if (best !== null) best.head = headWithin(best, elements, heads);
  return best;
}

function fits(pattern: TitlePattern, place: number, element: TitleElement | undefined): boolean {
  const allowed = pattern.places[place];
  return element !== undefined && allowed !== undefined && isIn(allowed, element.concept);
}

/** "VP of Engineering" has its head first, "Engineering Manager" last: the first head noun that the pattern covers. */
function headWithin(match: TitleMatch, elements: readonly TitleElement[], heads: ConceptSet): number {
  for (let i = match.first; i <= match.last; i++) {
    const concept = elements[i]?.concept ?? -1;
    if (isIn(heads, concept) && match.pattern.places.some((place) => isIn(place, concept))) return i;
  }
  return elements.length;
}

function matchSequence(
  pattern: TitlePattern,
  elements: readonly TitleElement[],
  start: number,
  fillers: ConceptSet,
): TitleMatch | null {
  const segment = elements[start]?.segment;
  let cost = 0;
  let at = start + 1;
  for (let place = 1; place < pattern.places.length; place++) {
    for (; ; at++) {
      const element = elements[at];
      if (element === undefined) return null;
      if (element.segment !== segment) {
        if (element.bracketed) continue;
        return null;
      }
      if (fits(pattern, place, element)) break;
      if (!isIn(fillers, element.concept)) cost += strayCost(element);
    }
    at++;
  }
  const last = at - 1;
  return { pattern, score: pattern.weight - cost, first: start, last, head: last };
}

/** In "Backend, Data and Mobile Engineers" each word has the same noun: the others are no strangers to the first. */
function strayCost(element: TitleElement): number {
  return element.joined || element.listed ? ALTERNATIVE_COST : STRAY_WORD_COST;
}

/** The nearest head before the first word that the pattern's first place allows; an alternative may stand between. */
function matchReversed(
  pattern: TitlePattern,
  elements: readonly TitleElement[],
  fillers: ConceptSet,
  heads: ConceptSet,
): TitleMatch | null {
  for (let last = 1; last < elements.length; last++) {
    if (!fits(pattern, 0, elements[last])) continue;
    if (hasOwnHead(elements, last, heads)) continue;
    for (let first = last - 1; first >= 0; first--) {
      const element = elements[first];
      if (element === undefined || element.segment !== elements[last]?.segment) break;
      if (isIn(heads, element.concept) && fits(pattern, 1, element))
        return { pattern, score: pattern.weight, first, last, head: first };
      if (!isIn(fillers, element.concept) && elements[first + 1]?.joined !== true) break;
    }
  }
  return null;
}

function matchAnywhere(
  pattern: TitlePattern,
  elements: readonly TitleElement[],
  heads: ConceptSet,
): TitleMatch | null {
  const found: number[] = [];
  for (let place = 0; place < pattern.places.length; place++) {
    const at = elements.findIndex(
      (element, index) => !found.includes(index) && fits(pattern, place, element),
    );
    if (at === -1) return null;
    found.push(at);
  }
  const first = Math.min(...found);
  const last = Math.max(...found);
  const segments = (elements[last]?.segment ?? 0) - (elements[first]?.segment ?? 0);
  const head = found.find((at) => isIn(heads, elements[at]?.concept ?? -1)) ?? elements.length;
  return {
    pattern,
    score: pattern.weight - ANYWHERE_COST - segments * LATER_SEGMENT_COST,
    first,
    last,
    head,
  };
}

/** "Intern Data Analyst", "Lead Mobile Product Manager": the word belongs to the head behind it. */
function hasOwnHead(elements: readonly TitleElement[], at: number, heads: ConceptSet): boolean {
  const segment = elements[at]?.segment;
  for (let i = at + 1; i < elements.length; i++) {
    const element = elements[i];
    if (element === undefined || element.segment !== segment || element.joined || element.listed)
      return false;
    if (isIn(heads, element.concept)) return true;
  }
  return false;
}

function matchBehind(
  pattern: TitlePattern,
  elements: readonly TitleElement[],
  heads: ConceptSet,
): TitleMatch | null {
  // "Lead Android Developer - Java": the lead is the developer's, and Java stands behind that one.
  const isHead = (element: TitleElement | undefined, index: number): boolean =>
    fits(pattern, 0, element) && !hasOwnHead(elements, index, heads);
  const first = elements.findIndex(isHead);
  if (first === -1) return null;
  const last = elements.findIndex(
    (element, index) => index > first && fits(pattern, 1, element) && !hasOwnHead(elements, index, heads),
  );
  if (last === -1) return null;
  // "Alternance - Développeur web": the nearest noun, so that a word of the level is no noun before the job's.
  let head = last - 1;
  while (!isHead(elements[head], head)) head--;
  // "Stage - Data Scientist NLP": the word speaks of the scientist.
  const between = elements.slice(head, last);
  if (between.some((element) => isIn(heads, element.concept) && !fits(pattern, 0, element))) return null;
  const segments = (elements[last]?.segment ?? 0) - (elements[head]?.segment ?? 0);
  return {
    pattern,
    score: pattern.weight - BEHIND_COST - segments * LATER_SEGMENT_COST,
    first: head,
    last,
    head,
  };
}
