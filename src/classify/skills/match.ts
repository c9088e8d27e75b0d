import type { Requirement } from '../../domain/verdict.js';
import type { Hit, Scan } from '../description/scan.js';
import { isSilentPart, isStory, kindOf, partsOf } from '../description/sections.js';
import { type CompiledTaxonomy, TOP_DOMAIN, usesOf } from '../taxonomy/compiled.js';
import { GLUED, type Tokens } from '../text/tokens.js';
import { MARKS } from '../text/vocabulary.js';
import { isColleagues } from './colleagues.js';
import { contextHolds, holdsByItself, IF_NEIGHBOUR, NO } from './context.js';
import {
  BLOCKS,
  CATEGORY_SHIFT,
  CONTEXT,
  FLAGS,
  IMPLIES,
  METHODOLOGY,
  MORE,
  NAMED,
  NONE,
  SENSE,
} from './tables.js';

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
  const { tokens, skills: hits } = scan;
  if (hits.length === 0) return mentions;
  const tables = taxonomy.skillTables;
  const { firstSense, senses } = tables;
  const parts = partsOf(scan);
  let taken = 0;
  let blocked = 0;
  for (let n = 0; n < hits.length; n++) {
    const hit = hits[n] as Hit;
    const { from, to, phrase } = hit;
    if (from < blocked) continue;
    const first = firstSense[phrase] as number;
    if (first & BLOCKS) {
      if (from >= taken) taken = blocked = to;
      continue;
    }
    if (!standsAlone(tokens, from, to, taxonomy)) continue;
    let took = false;
    let at = first - SENSE;
    let flags = MORE;
    while (flags & MORE) {
      at += SENSE;
      flags = senses[at + FLAGS] as number;
      if (flags & NAMED && (from < taken || took)) continue;
      const context = senses[at + CONTEXT] as number;
      if (context !== NONE) {
        const holds = contextHolds(tables, context, tokens, from, to);
        if (holds === NO) continue;
        if (holds === IF_NEIGHBOUR && !hasNeighbour(scan, taxonomy, n, context)) continue;
      }
      pushMentions(mentions, scan, taxonomy, hit, at, parts[from] as number);
      if (flags & NAMED) took = true;
    }
    if (took) taken = to;
  }
  return mentions;
}

/** The skill of the sense at `at`, and those it implies. */
function pushMentions(
  mentions: SkillMention[],
  scan: Scan,
  taxonomy: CompiledTaxonomy,
  { from, to }: Hit,
  at: number,
  part: number,
): void {
  const { senses, implied } = taxonomy.skillTables;
  const ruledOut = isNegated(scan, from)
    ? 'negated'
    : isSilentPart(part) || isStory(part)
      ? 'section'
      : ((senses[at + FLAGS] as number) & METHODOLOGY) === 0 &&
          isColleagues(scan.tokens, from, to, taxonomy.words)
        ? 'colleagues'
        : null;
  const kind = kindOf(part);
  const requirement: Requirement =
    kind === 'required' ? 'required' : kind === 'preferred' ? 'preferred' : 'mentioned';
  mentions.push({ skill: senses[at] as number, from, to, requirement, ruledOut });
  const list = senses[at + IMPLIES] as number;
  if (list === NONE) return;
  for (const skill of implied[list] ?? []) mentions.push({ skill, from, to, requirement, ruledOut });
}

/** "no PHP", and through a list: "no PHP or Perl". */
function isNegated({ negated }: Scan, from: number): boolean {
  return negated.size > 0 && negated.has(from);
}

/**
 * Not part of a longer name or an address: "C" in "C#" or "C++", "R" in "R&D", "python" in "python.org" or
 * "jobs@python". A dot in front is a boundary only where the phrase begins with one (".NET").
 */
function standsAlone(tokens: Tokens, from: number, to: number, taxonomy: CompiledTaxonomy): boolean {
  const { ids, gaps } = tokens;
  if (to < tokens.count && gaps[to] === GLUED) {
    const next = ids[to] as number;
    if (next === MARKS['#'] || next === MARKS['@']) return false;
    if (next === MARKS['+'] && (isLetter(tokens, from, to) || ids[to + 1] === MARKS['+'])) return false;
    if (next === MARKS['&'] && isLetter(tokens, from, to)) return false;
    if (next === MARKS['.'] && usesOf(taxonomy.words, ids[to + 1] ?? 0) & TOP_DOMAIN) return false;
  }
  if (from === 0 || gaps[from] !== GLUED) return true;
  const previous = ids[from - 1] as number;
  if (previous === MARKS['@'] || previous === MARKS['.']) return false;
  if (previous === MARKS['&'] && isLetter(tokens, from, to)) return false;
  const opensWithDot = ids[from] === MARKS['.'];
  return !(opensWithDot && previous >= 0 && !isMark(previous));
}

function isLetter(tokens: Tokens, from: number, to: number): boolean {
  return (tokens.ends[to - 1] as number) - (tokens.starts[from] as number) === 1;
}

function isMark(id: number): boolean {
  return id > 0 && id < 8;
}

/**
 * Whether a skill of the categories that the context wants is named beyond doubt near hit number `self`, on the same
 * line. A word that fills its line is an item of a list, whose other items stand on the lines around it.
 */
function hasNeighbour(scan: Scan, taxonomy: CompiledTaxonomy, self: number, context: number): boolean {
  const { tokens, skills: hits } = scan;
  const { lines } = tokens;
  const wanted = taxonomy.skillTables.contexts[context];
  const { from, to } = hits[self] as Hit;
  if (wanted === undefined || wanted.nearCategories === null) return false;
  const { within, nearCategories } = wanted;
  const line = lines[from];
  const alone = (from === 0 || lines[from - 1] !== line) && (to >= tokens.count || lines[to] !== line);
  for (let step = -1; step <= 1; step += 2) {
    for (let n = self + step; n >= 0 && n < hits.length; n += step) {
      const hit = hits[n] as Hit;
      if (hit.to < from - within || hit.from > to + within) break;
      if ((!alone && lines[hit.from] !== line) || (hit.from < to && hit.to > from)) continue;
      if (isCertainly(nearCategories, hit, tokens, taxonomy)) return true;
    }
  }
  return false;
}

/** Needs no neighbour itself, so that two doubtful words do not vouch for each other. */
function isCertainly(
  categories: Uint8Array,
  { from, to, phrase }: Hit,
  tokens: Tokens,
  { skillTables }: CompiledTaxonomy,
): boolean {
  const { firstSense, senses } = skillTables;
  const first = (firstSense[phrase] as number) & ~BLOCKS;
  let at = first - SENSE;
  let flags = first === 0 ? 0 : MORE;
  while (flags & MORE) {
    at += SENSE;
    flags = senses[at + FLAGS] as number;
    if (categories[flags >> CATEGORY_SHIFT] !== 1) continue;
    const context = senses[at + CONTEXT] as number;
    if (context === NONE || holdsByItself(skillTables, context, tokens, from, to)) return true;
  }
  return false;
}
