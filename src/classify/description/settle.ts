/**
 * What the description says about the role, as log-odds. Each signal (a phrase, or a skill that counts)
 * speaks for one role. How loud a signal is: its mentions, each as heavy as the part it stands in, the
 * second half as heavy, the third a third, no more: one stray word settles little, and a word said ten times
 * is no ten proofs. Loudness times weight, added up with how common the role is, goes through a softmax over
 * the roles that the title leaves open, so that the share of a role is the confidence in it.
 */
import type { CompiledTaxonomy } from '../taxonomy/compiled.js';
import type { SkillMention } from '../skills/match.js';
import type { TitlePattern } from '../title/patterns.js';
import type { Scan } from './scan.js';
import { restatedRoles } from './restated.js';
import { kindAt, SECTION_WEIGHT } from './sections.js';

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

const MENTIONS = 3;
/** Both sides of "both" signals are counted up to this loudness: past it, more of one proves nothing new. */
const BOTH_AT_MOST = 6;

/** Hears the signals of a posting; pure. */
export function hearSignals(
  title: Scan,
  found: Scan,
  mentions: readonly SkillMention[],
  taxonomy: CompiledTaxonomy,
): Heard {
  const heard: Heard = { loudness: new Map(), hits: [], restated: restatedRoles(found, taxonomy) };
  const times = new Map<number, number>();
  const hear = (signal: number, from: number, to: number, weight: number): void => {
    const time = (times.get(signal) ?? 0) + 1;
    if (weight === 0 || time > MENTIONS) return;
    times.set(signal, time);
    heard.loudness.set(signal, (heard.loudness.get(signal) ?? 0) + weight / time);
    heard.hits.push({ signal, from, to, loudness: weight / time });
  };
  const weightAt = (at: number): number => SECTION_WEIGHT[kindAt(found, at) ?? 'none'];
  for (const hit of found.signals) {
    if (found.unheard.some((stretch) => stretch.from <= hit.from && hit.to <= stretch.to)) continue;
    for (const signal of hit.meaning.signals) hear(signal, hit.from, hit.to, weightAt(hit.from));
  }
  const counted = new Set<number>();
  for (const mention of mentions) {
    // A skill speaks once, where it is named first: three Javas are no more a backend than one.
    if (mention.ruledOut !== null || counted.has(mention.skill)) continue;
    counted.add(mention.skill);
    for (const signal of taxonomy.signalsOfSkill[mention.skill] ?? []) {
      hear(signal, mention.from, mention.to, weightAt(mention.from));
    }
  }
  for (const hit of title.titleSignals) {
    for (const signal of hit.meaning.titleSignals) heard.loudness.set(signal, 1);
  }
  hearBoth(heard, taxonomy);
  return heard;
}

/** A "both" signal is as loud as the quieter of its two groups. */
function hearBoth(heard: Heard, taxonomy: CompiledTaxonomy): void {
  taxonomy.signals.forEach(({ both }, signal) => {
    if (both === null) return;
    const sides = both.map((group) => group.reduce((sum, at) => sum + (heard.loudness.get(at) ?? 0), 0));
    const loudness = Math.min(BOTH_AT_MOST, ...sides);
    if (loudness > 0) heard.loudness.set(signal, loudness);
  });
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

/** The roles that the title's rule allows, most likely first; ties by role id. */
export function rankRoles(
  heard: Heard,
  pattern: Pick<TitlePattern, 'rule' | 'role' | 'open' | 'vague'>,
  taxonomy: CompiledTaxonomy,
): Ranked[] {
  const { roles, titles, signals } = taxonomy.weights;
  const scores = new Map<string, number>();
  for (const role of [pattern.role, ...pattern.open]) scores.set(role, roles[role] ?? 0);
  const add = (role: string, score: number): void => {
    const before = scores.get(role);
    if (before !== undefined) scores.set(role, before + score);
  };
  add(pattern.role, titles[pattern.rule] ?? 0);
  let total = 0;
  for (const [at, loudness] of heard.loudness) {
    const signal = taxonomy.signals[at];
    if (signal === undefined || !scores.has(signal.role)) continue;
    add(signal.role, signal.weight * loudness);
    total += loudness;
  }
  for (const [role, loudness] of heard.restated) {
    add(role, (signals[RESTATED] ?? RESTATED_WEIGHT) * loudness);
    if (scores.has(role)) total += LOUD_ENOUGH * loudness;
  }
  const quiet = Math.max(0, 1 - total / LOUD_ENOUGH);
  add(pattern.vague && scores.has(GENERALIST) ? GENERALIST : pattern.role, SILENCE * quiet);
  const top = Math.max(...scores.values());
  const mass = [...scores.values()].reduce((sum, score) => sum + Math.exp(score - top), 0);
  return [...scores]
    .map(([role, score]) => ({ role, share: Math.exp(score - top) / mass }))
    .toSorted((a, b) => b.share - a.share || (a.role < b.role ? -1 : 1));
}
