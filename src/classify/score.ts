/**
 * Scores against labels made by reading. Everything is counts that add up, ratios are derived at the end,
 * and a ratio with an empty denominator is null ("n/a"), never 0 or 1.
 */
import type { Verdict } from '../domain/verdict.js';

/** A labelled posting: see the labelling guide of the taxonomy. */
export interface GoldLabel {
  role: string;
  role_alt: string[];
  level: string;
  level_alt: string[];
  skills: string[];
  skills_alt: string[];
}

export interface Counts {
  hits: number;
  total: number;
}

/** True positives, false positives, false negatives. */
export interface Prf {
  tp: number;
  fp: number;
  fn: number;
}

export interface Scores {
  postings: number;
  role: Counts;
  family: Counts;
  level: Counts;
  band: Counts;
  named: Prf;
  practice: Prf;
  byRole: Map<string, Prf>;
  /** `gold → given` pairs with how often, roles and levels. */
  roleConfusion: Map<string, number>;
  levelConfusion: Map<string, number>;
  skillErrors: Map<string, Prf>;
  /** Role verdicts by tenth of their confidence. */
  calibration: (Counts & { sum: number })[];
}

/** What scoring needs to know of the taxonomy. */
export interface ScoringTables {
  familyOf: (role: string) => string | null;
  bandOf: (level: string) => string | null;
  /** Kind of a skill that is scored, null for one that is not (soft, certifications, the taxonomy's own additions). */
  kindOf: (skill: string) => 'named' | 'practice' | null;
}

export function emptyScores(): Scores {
  const counts = (): Counts => ({ hits: 0, total: 0 });
  const prf = (): Prf => ({ tp: 0, fp: 0, fn: 0 });
  return {
    postings: 0,
    role: counts(),
    family: counts(),
    level: counts(),
    band: counts(),
    named: prf(),
    practice: prf(),
    byRole: new Map(),
    roleConfusion: new Map(),
    levelConfusion: new Map(),
    skillErrors: new Map(),
    calibration: Array.from({ length: 10 }, () => ({ hits: 0, total: 0, sum: 0 })),
  };
}

/** Which skills a verdict missed and which it gave without ground. */
export interface SkillDiff {
  missed: string[];
  wrong: string[];
}

/** Adds one verdict to the scores and says what was wrong with its skills. */
export function addScore(
  scores: Scores,
  gold: GoldLabel,
  verdict: Verdict,
  tables: ScoringTables,
): SkillDiff {
  scores.postings++;
  const roles = [gold.role, ...gold.role_alt];
  const levels = [gold.level, ...gold.level_alt];
  const given = verdict.role.id;
  count(scores.role, roles.includes(given));
  count(
    scores.family,
    roles.some((role) => tables.familyOf(role) === tables.familyOf(given)),
  );
  count(scores.level, levels.includes(verdict.level.id));
  count(
    scores.band,
    levels.some((level) => tables.bandOf(level) === tables.bandOf(verdict.level.id)),
  );
  const bin = scores.calibration[Math.min(9, Math.floor(verdict.role.confidence * 10))];
  if (bin !== undefined) {
    count(bin, roles.includes(given));
    bin.sum += verdict.role.confidence;
  }
  // A hit on an alternative is a hit on the label: it counts for the label's role.
  const counted = roles.includes(given) ? gold.role : given;
  if (counted === gold.role) prfOf(scores.byRole, gold.role).tp++;
  else {
    prfOf(scores.byRole, gold.role).fn++;
    prfOf(scores.byRole, counted).fp++;
    bump(scores.roleConfusion, `${gold.role} → ${given}`);
  }
  if (!levels.includes(verdict.level.id)) bump(scores.levelConfusion, `${gold.level} → ${verdict.level.id}`);
  return addSkills(scores, gold, verdict, tables);
}

function addSkills(scores: Scores, gold: GoldLabel, verdict: Verdict, tables: ScoringTables): SkillDiff {
  const given = new Set(verdict.skills.map((skill) => skill.id));
  const wanted = new Set(gold.skills);
  const tolerated = new Set(gold.skills_alt);
  const diff: SkillDiff = { missed: [], wrong: [] };
  for (const skill of new Set([...given, ...wanted])) {
    const kind = tables.kindOf(skill);
    if (kind === null || (tolerated.has(skill) && !wanted.has(skill))) continue;
    const outcome = wanted.has(skill) ? (given.has(skill) ? 'tp' : 'fn') : 'fp';
    scores[kind][outcome]++;
    prfOf(scores.skillErrors, skill)[outcome]++;
    if (outcome === 'fn') diff.missed.push(skill);
    if (outcome === 'fp') diff.wrong.push(skill);
  }
  return diff;
}

function count(counts: Counts, hit: boolean): void {
  counts.total++;
  if (hit) counts.hits++;
}

function bump(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

function prfOf(map: Map<string, Prf>, key: string): Prf {
  const known = map.get(key);
  if (known !== undefined) return known;
  const fresh = { tp: 0, fp: 0, fn: 0 };
  map.set(key, fresh);
  return fresh;
}

/** hits / total, null when nothing was counted. */
export function share(counts: Counts): number | null {
  return counts.total === 0 ? null : counts.hits / counts.total;
}

/** Precision, recall and their harmonic mean; null where the denominator is empty. */
export function ratios({ tp, fp, fn }: Prf): {
  precision: number | null;
  recall: number | null;
  f1: number | null;
} {
  const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
  return { precision: ratio(tp, tp + fp), recall: ratio(tp, tp + fn), f1: ratio(2 * tp, 2 * tp + fp + fn) };
}

/** Mean F1 over roles with at least `atLeast` labelled postings, each role the same weight. */
export function macroF1(byRole: ReadonlyMap<string, Prf>, atLeast = 5): number | null {
  const values = [...byRole.values()]
    .filter(({ tp, fn }) => tp + fn >= atLeast)
    .map((prf) => ratios(prf).f1 ?? 0);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
