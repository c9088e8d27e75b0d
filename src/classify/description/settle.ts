/**
 * What the description says about the role, as log-odds. Each signal (a phrase, or a skill that counts)
 * speaks for one role. How loud a signal is: its mentions, each as heavy as the part it stands in, the
 * second 1/√2 as heavy, the third 1/√3, six at most: one stray word settles little, and a word said ten times
 * is no ten proofs. Loudness times weight, added up with how common the role is, goes through a softmax over
 * the roles that the title leaves open, so that the share of a role is the confidence in it. What a signal
 * says of roles besides its own is learned: work on storage engines speaks against a plain backend.
 */
import type { CompiledTaxonomy } from '../taxonomy/compiled.js';
import type { SkillMention } from '../skills/match.js';
import type { TitlePattern } from '../title/patterns.js';
import type { Hit, Scan } from './scan.js';
import { restatedRoles } from './restated.js';
import { kindOf, partsOf, weightOf } from './sections.js';

/** One mention of a signal: where, and how loud. */
export interface SignalHit {
  signal: number;
  from: number;
  to: number;
  loudness: number;
}

export interface Heard {
  /** Loudness of each signal, by index; absent when silent. */
  loudness: Map<number, number>;
  hits: SignalHit[];
  /** Roles that the description names as this job ("we are looking for a backend engineer"), and how loudly. */
  restated: Map<string, number>;
}

const MENTIONS = 6;
/** Both sides of "both" signals are counted up to this loudness: past it, more of one proves nothing new. */
const BOTH_AT_MOST = 6;
const ALONE_AT_MOST = 3;
/** The other side of an "alone" signal may be named once among what is nice to have. */
const SILENT = 0.3;
/** The company's story says nothing of the role, but a stack told in it ("Backend: Go, Postgres") is a stack. */
const STORY_SKILL = 0.15;

/** Hears the signals of a posting; pure. */
export function hearSignals(
  title: Scan,
  found: Scan,
  mentions: readonly SkillMention[],
  taxonomy: CompiledTaxonomy,
): Heard {
  const heard: Heard = { loudness: new Map(), hits: [], restated: restatedRoles(found, taxonomy) };
  const times = taxonomy.scratch.signals;
  const hear = (signal: number, from: number, to: number, weight: number): void => {
    const time = (times[signal] as number) + 1;
    if (weight === 0 || time > MENTIONS) return;
    times[signal] = time;
    const loudness = weight / Math.sqrt(time);
    heard.loudness.set(signal, (heard.loudness.get(signal) ?? 0) + loudness);
    heard.hits.push({ signal, from, to, loudness });
  };
  const parts = partsOf(found);
  const within = inOneOf(found.unheard);
  for (const hit of found.signals) {
    if (within(hit)) continue;
    const weight = weightOf(parts[hit.from] as number);
    for (const signal of taxonomy.meanings[hit.phrase]?.signals ?? []) hear(signal, hit.from, hit.to, weight);
  }
  for (const { mention, weight } of loudest(mentions, found, taxonomy)) {
    for (const signal of taxonomy.signalsOfSkill[mention.skill] ?? []) {
      hear(signal, mention.from, mention.to, weight);
    }
  }
  for (const { signal } of heard.hits) times[signal] = 0;
  for (const hit of title.titleSignals) {
    for (const signal of taxonomy.meanings[hit.phrase]?.titleSignals ?? []) heard.loudness.set(signal, 1);
  }
  hearSides(heard, taxonomy);
  return heard;
}

/**
 * Whether a hit lies within one of the stretches; asked in the order of the text, both in order of their start, so
 * that all questions together look at each stretch a few times.
 */
function inOneOf(stretches: readonly Hit[]): (hit: Hit) => boolean {
  let first = 0;
  return ({ from, to }) => {
    while (first < stretches.length && (stretches[first]?.to ?? 0) <= from) first++;
    for (let at = first; at < stretches.length; at++) {
      const stretch = stretches[at];
      if (stretch === undefined || stretch.from > from) return false;
      if (to <= stretch.to) return true;
    }
    return false;
  };
}

interface LoudSkill {
  mention: SkillMention;
  weight: number;
}

/** A skill speaks once, where it is loudest: three Javas are no more a backend than one. */
function loudest(mentions: readonly SkillMention[], found: Scan, taxonomy: CompiledTaxonomy): LoudSkill[] {
  const loud: LoudSkill[] = [];
  const parts = partsOf(found);
  /** Of each skill, where it is in `loud`, counted from 1. */
  const places = taxonomy.scratch.skills;
  for (const mention of mentions) {
    if (mention.ruledOut !== null) continue;
    const part = parts[mention.from] as number;
    const weight = kindOf(part) === 'about' ? STORY_SKILL : weightOf(part);
    const place = places[mention.skill] as number;
    if (place === 0) {
      if (weight > 0) places[mention.skill] = loud.push({ mention, weight });
    } else if (weight > (loud[place - 1] as LoudSkill).weight) {
      loud[place - 1] = { mention, weight };
    }
  }
  for (const { mention } of loud) places[mention.skill] = 0;
  return loud;
}

/** A "both" signal is as loud as the quieter of its two groups; an "alone" one as its first, while the second is silent. */
function hearSides(heard: Heard, taxonomy: CompiledTaxonomy): void {
  const sum = (group: readonly number[]): number => {
    let total = 0;
    for (const at of group) total += heard.loudness.get(at) ?? 0;
    return total;
  };
  for (const signal of taxonomy.mixedSignals) {
    const { both = null, alone = null } = taxonomy.signals[signal] ?? {};
    let loudness = 0;
    if (both !== null) loudness = Math.min(BOTH_AT_MOST, sum(both[0]), sum(both[1]));
    if (alone !== null && sum(alone[1]) < SILENT) loudness = Math.min(ALONE_AT_MOST, sum(alone[0]));
    if (loudness > 0) heard.loudness.set(signal, loudness);
  }
}

/** A role that the posting can have, and how much speaks for it. */
export interface Ranked {
  role: string;
  /** Between 0 and 1; all candidates add up to 1. */
  share: number;
}

/** A description this loud is heard out; a quieter one leaves the job as undetermined as its title. */
const LOUD_ENOUGH = 3;
const SILENCE = 6;
/** What a vague title means when nothing else is said. */
const GENERALIST = 'software-engineer';
/** Key of the weight of a role that the description names as this job. */
export const RESTATED = 'description.restated';
const RESTATED_WEIGHT = 2;

/**
 * What a title rule weighs that no fit has seen: one that names a role is more likely than not to mean it,
 * however common the roles it leaves open are among vague titles.
 */
export function unseenTitle(
  { vague, role, open }: Pick<TitlePattern, 'vague' | 'role' | 'open'>,
  roles: Readonly<Record<string, number>>,
): number {
  if (vague) return 0;
  const commonest = Math.max(...open.map((id) => roles[id] ?? 0));
  return Math.max(0, commonest - (roles[role] ?? 0)) + 1;
}

/** The roles that the title's rule allows, most likely first; ties by role id. */
export function rankRoles(
  heard: Heard,
  pattern: Pick<TitlePattern, 'rule' | 'role' | 'open' | 'vague'>,
  taxonomy: CompiledTaxonomy,
): Ranked[] {
  const { roleAt } = taxonomy;
  const { roles, titles, signals } = taxonomy.weights;
  const at = (role: string): number => roleAt.get(role) ?? roleAt.size;
  // One place for each role there is, asked for or not: cheaper than to ask which of them a signal speaks of.
  const scores = taxonomy.scratch.scores.fill(0);
  const possible = taxonomy.scratch.possible.fill(0);
  const add = (role: number, score: number): void => {
    scores[role] = (scores[role] as number) + score;
  };
  const candidates: number[] = [];
  const ranked: Ranked[] = [];
  for (const role of [pattern.role, ...pattern.open]) {
    const index = at(role);
    if (possible[index] === 1) continue;
    possible[index] = 1;
    candidates.push(index);
    ranked.push({ role, share: 0 });
    add(index, roles[role] ?? 0);
  }
  add(at(pattern.role), titles[pattern.rule] ?? unseenTitle(pattern, roles));
  let total = 0;
  for (const [index, loudness] of heard.loudness) {
    const signal = taxonomy.signals[index];
    if (signal === undefined) continue;
    if (possible[signal.roleAt] === 1) total += loudness;
    add(signal.roleAt, signal.weight * loudness);
    const { also } = signal;
    for (let n = 0; n < also.length; n += 2) add(also[n] as number, (also[n + 1] as number) * loudness);
  }
  for (const [role, loudness] of heard.restated) {
    add(at(role), (signals[RESTATED] ?? RESTATED_WEIGHT) * loudness);
    if (possible[at(role)] === 1) total += LOUD_ENOUGH * loudness;
  }
  const quiet = Math.max(0, 1 - total / LOUD_ENOUGH);
  const generalist = at(GENERALIST);
  add(pattern.vague && possible[generalist] === 1 ? generalist : at(pattern.role), SILENCE * quiet);
  ranked.forEach((candidate, n) => (candidate.share = scores[candidates[n] as number] as number));
  toShares(ranked);
  return ranked.sort((a, b) => b.share - a.share || (a.role < b.role ? -1 : 1));
}

/** Softmax. */
function toShares(scored: Ranked[]): void {
  let top = -Infinity;
  for (const { share } of scored) top = Math.max(top, share);
  let mass = 0;
  for (const candidate of scored) mass += candidate.share = Math.exp(candidate.share - top);
  for (const candidate of scored) candidate.share /= mass;
}
