import type { Requirement } from '../../domain/verdict.js';
import { type Hit, type Scan } from '../description/scan.js';
import { isSilent, isStory, kindAt } from '../description/sections.js';
import type { CompiledTaxonomy, SkillMeaning } from '../taxonomy/compiled.js';
import { GLUED, SOFT, type Tokens } from '../text/tokens.js';
import { MARKS } from '../text/vocabulary.js';
import { isColleagues } from './colleagues.js';
import { asksForNeighbours, contextHolds, type HasNeighbour } from './context.js';

/** One mention of a skill that counts (or, `ruledOut`, one that was seen and does not). */
export interface SkillMention {
  skill: number;
  /** Tokens `[from, to)`. */
  from: number;
  to: number;
  requirement: Requirement;
  ruledOut: 'negated' | 'section' | 'colleagues' | 'trade' | null;
}

/**
 * Skills named in a scanned text. Two names never share a word: the earliest, then the longest phrase takes
 * it, and a phrase whose context does not hold leaves it to the next shorter one. Practices are said in
 * phrases that may share words with names and with each other ("design scalable REST APIs on AWS"); a
 * blocked phrase keeps its words from both.
 */
export function matchSkills(scan: Scan, taxonomy: CompiledTaxonomy): SkillMention[] {
  const mentions: SkillMention[] = [];
  let taken = 0;
  let blocked = 0;
  let self = 0;
  const neighbour: HasNeighbour = (categories, from, to, within) =>
    hasNeighbour(scan, taxonomy, self, categories, from, to, within);
  for (let n = 0; n < scan.skills.length; n++) {
    const hit = scan.skills[n];
    if (hit === undefined || hit.from < blocked) continue;
    if (hit.meaning.blocked) {
      if (hit.from >= taken) taken = blocked = hit.to;
      continue;
    }
    if (!standsAlone(scan.tokens, hit, taxonomy)) continue;
    let took = false;
    self = n;
    for (const meaning of hit.meaning.skills) {
      const { context, named } = meaning;
      if (named && (hit.from < taken || took)) continue;
      if (context !== null && !contextHolds(context, scan.tokens, hit.from, hit.to, neighbour)) continue;
      pushMentions(mentions, scan, taxonomy, hit, meaning);
      if (named) took = true;
    }
    if (took) taken = hit.to;
  }
  return mentions;
}

/** "Work with your scrum team" is working by Scrum. */
const METHODOLOGY = 'methodology';

function pushMentions(
  mentions: SkillMention[],
  scan: Scan,
  taxonomy: CompiledTaxonomy,
  hit: Hit,
  meaning: SkillMeaning,
): void {
  const kind = kindAt(scan, hit.from);
  const ruledOut = isNegated(scan, hit.from)
    ? 'negated'
    : isSilent(kind) || isStory(scan, hit.from)
      ? 'section'
      : taxonomy.skills[meaning.skill]?.category !== METHODOLOGY &&
          isColleagues(scan.tokens, hit.from, hit.to, taxonomy.words.colleagues)
        ? 'colleagues'
        : null;
  const requirement: Requirement =
    kind === 'required' ? 'required' : kind === 'preferred' ? 'preferred' : 'mentioned';
  const { from, to } = hit;
  mentions.push({ skill: meaning.skill, from, to, requirement, ruledOut });
  for (const skill of meaning.implies) mentions.push({ skill, from, to, requirement, ruledOut });
}

/** "no PHP", and through a list: "no PHP or Perl". */
function isNegated(scan: Scan, from: number): boolean {
  return scan.negated.has(from);
}

/**
 * Not part of a longer name or an address: "C" in "C#" or "C++", "R" in "R&D", "python" in "python.org" or
 * "jobs@python". A dot in front is a boundary only where the phrase begins with one (".NET").
 */
function standsAlone(tokens: Tokens, hit: Hit, taxonomy: CompiledTaxonomy): boolean {
  const next = tokens.ids[hit.to] ?? 0;
  const single = (tokens.ends[hit.to - 1] ?? 0) - (tokens.starts[hit.from] ?? 0) === 1;
  if (hit.to < tokens.count && tokens.gaps[hit.to] === GLUED) {
    if (next === MARKS['#'] || next === MARKS['@']) return false;
    if (next === MARKS['+'] && (single || tokens.ids[hit.to + 1] === MARKS['+'])) return false;
    if (next === MARKS['&'] && single) return false;
    if (next === MARKS['.'] && taxonomy.words.topDomains.has(tokens.ids[hit.to + 1] ?? 0)) return false;
  }
  if (hit.from === 0) return true;
  const gap = tokens.gaps[hit.from] ?? SOFT;
  const previous = tokens.ids[hit.from - 1] ?? 0;
  if (gap === GLUED && previous === MARKS['@']) return false;
  if (gap === GLUED && previous === MARKS['&'] && single) return false;
  if (gap === GLUED && previous === MARKS['.']) return false;
  const opensWithDot = tokens.ids[hit.from] === MARKS['.'];
  return !(opensWithDot && gap === GLUED && previous >= 0 && !isMark(previous));
}

function isMark(id: number): boolean {
  return id > 0 && id < 8;
}

/**
 * Whether a skill of these categories is named beyond doubt within `within` tokens on the same line. A word
 * that fills its line is an item of a list, whose other items stand on the lines around it.
 */
function hasNeighbour(
  scan: Scan,
  taxonomy: CompiledTaxonomy,
  self: number,
  categories: ReadonlySet<string>,
  from: number,
  to: number,
  within: number,
): boolean {
  const { tokens } = scan;
  const line = tokens.lines[from];
  const alone =
    (from === 0 || tokens.lines[from - 1] !== line) && (to >= tokens.count || tokens.lines[to] !== line);
  for (const step of [-1, 1]) {
    for (let n = self + step; n >= 0 && n < scan.skills.length; n += step) {
      const hit = scan.skills[n];
      if (hit === undefined || hit.to < from - within || hit.from > to + within) break;
      if ((!alone && tokens.lines[hit.from] !== line) || (hit.from < to && hit.to > from)) continue;
      for (const meaning of hit.meaning.skills) {
        const category = taxonomy.skills[meaning.skill]?.category;
        if (category === undefined || !(categories.has('skill') || categories.has(category))) continue;
        if (isCertain(meaning, tokens, hit)) return true;
      }
    }
  }
  return false;
}

/** Needs no neighbour itself, so that two doubtful words do not vouch for each other. */
function isCertain(meaning: SkillMeaning, tokens: Tokens, hit: Hit): boolean {
  if (meaning.context === null) return true;
  return (
    !asksForNeighbours(meaning.context) &&
    contextHolds(meaning.context, tokens, hit.from, hit.to, () => false)
  );
}
