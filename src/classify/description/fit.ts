/**
 * Learns what signals weigh from labelled postings whose title leaves the role open. The model is the one
 * that settle.ts applies: a softmax over the candidates, with one weight per signal, one per role, one per
 * title rule, and one for what a signal says of each common role besides its own. Maximum likelihood by
 * gradient ascent; the labels are few, so every weight is drawn to its starting point, and a signal never
 * speaks against its own role.
 */
import type { Weights } from '../taxonomy/authored.js';
import { weighed } from '../taxonomy/compile.js';
import type { CompiledTaxonomy } from '../taxonomy/compiled.js';
import type { TitlePattern } from '../title/patterns.js';
import type { GoldPosting } from '../gold.js';
import { matchSkills } from '../skills/match.js';
import { splitRunTogether } from '../text/run-together.js';
import { tokenize } from '../text/tokenize.js';
import { readTitle } from '../title/read.js';
import { scan, scanTitle } from './scan.js';
import { namesNoJob } from './headers.js';
import { firstOpening } from './openings.js';
import { hearSignals, type Heard, rankRoles, RESTATED, unseenTitle } from './settle.js';

/** One labelled posting as the fit sees it. */
export interface FitExample {
  heard: Heard;
  pattern: Pick<TitlePattern, 'rule' | 'role' | 'open' | 'vague'>;
  role: string;
  alternatives: readonly string[];
}

/**
 * What the fit needs of a labelled posting, or null when its title leaves nothing open. Of a header that names no job,
 * the title is the job that the text names.
 */
export function fitExample(gold: GoldPosting, taxonomy: CompiledTaxonomy): FitExample | null {
  const description = gold.description ?? '';
  const read = readTitle(gold.title, taxonomy);
  const isHeader = namesNoJob(gold.title, read, description, taxonomy);
  const tokens = tokenize(description, taxonomy.vocabulary, taxonomy.scratch.description);
  splitRunTogether(tokens, taxonomy.vocabulary);
  const found = scan(tokens, taxonomy);
  const named = (isHeader ? firstOpening(found, taxonomy) : null) ?? read;
  const pattern = named.role.winner?.pattern;
  if (pattern === undefined || pattern.open.length === 0) return null;
  const title = scanTitle(readTitle(gold.title, taxonomy).tokens, taxonomy);
  const heard = hearSignals(title, found, matchSkills(found, taxonomy), taxonomy);
  return { heard, pattern, role: gold.role, alternatives: gold.role_alt };
}

export interface FitScore {
  /** The label itself was given. */
  exact: number;
  /** The label or one of its alternatives. */
  right: number;
  total: number;
}

/** How often the weights give the label. */
export function scoreFit(examples: readonly FitExample[], taxonomy: CompiledTaxonomy): FitScore {
  const score = { exact: 0, right: 0, total: examples.length };
  for (const { heard, pattern, role, alternatives } of examples) {
    const given = rankRoles(heard, pattern, taxonomy)[0]?.role ?? '';
    if (given === role) score.exact++;
    if (given === role || alternatives.includes(given)) score.right++;
  }
  return score;
}

/** Each fifth of the examples scored with weights learned from the other four: what to expect of new postings. */
export function crossValidate(
  examples: readonly FitExample[],
  taxonomy: CompiledTaxonomy,
  earlier: Weights | null = null,
): FitScore {
  const total = { exact: 0, right: 0, total: 0 };
  for (let fold = 0; fold < FOLDS; fold++) {
    const [seen, unseen] = [true, false].map((inside) =>
      examples.filter((_, n) => (n % FOLDS !== fold) === inside),
    );
    const score = scoreFit(unseen ?? [], withWeights(taxonomy, fitWeights(seen ?? [], taxonomy, earlier)));
    total.exact += score.exact;
    total.right += score.right;
    total.total += score.total;
  }
  return total;
}

const FOLDS = 5;

/** Probability on an alternative counts this much of probability on the label itself. */
const ALTERNATIVE = 0.6;
/** Where a signal's weight starts and what it is drawn to. */
const START = 1.2;
/** How strongly weights are drawn to their start, in postings. */
const SIGNAL_PULL = 0.6;
const ROLE_PULL = 0.3;
/** There are many of these; each has to be well proved. */
const ALSO_PULL = 5;
/** Of rarer roles too few postings tell what the signals of others say. */
const ALSO_LABELS = 15;
/** What is smaller would be noise. */
const ALSO_LEAST = 0.05;
/** Weights that were learned before know something; what they were learned from is as good as what is new. */
const EARLIER_PULLS = 5;
const ROUNDS = 400;
const STEP = 0.3;

/**
 * Weights that make the labels most likely. Same examples, same weights: nothing is random.
 * @param earlier weights of an earlier fit to start from and to be drawn to; signals it does not know start afresh.
 */
export function fitWeights(
  examples: readonly FitExample[],
  taxonomy: CompiledTaxonomy,
  earlier: Weights | null = null,
): Weights {
  const start = startOf(examples, taxonomy, earlier);
  const weights: Weights = {
    signals: { ...start.signals },
    also: { ...start.also },
    roles: { ...start.roles },
    titles: { ...start.titles },
  };
  const pulls = earlier === null ? 1 : EARLIER_PULLS;
  const usable = examples.filter(({ pattern, role, alternatives }) =>
    [role, ...alternatives].some((id) => id === pattern.role || pattern.open.includes(id)),
  );
  const common = commonRoles(usable);
  const squares = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    const model = withWeights(taxonomy, weights);
    const gradient = {
      signals: new Map<string, number>(),
      also: new Map<string, number>(),
      roles: new Map<string, number>(),
      titles: new Map<string, number>(),
    };
    for (const example of usable) addGradient(gradient, example, model, common);
    for (const [part, steps] of Object.entries(gradient) as [keyof Weights, Map<string, number>][]) {
      const pull = part === 'also' ? ALSO_PULL : pulls * (part === 'signals' ? SIGNAL_PULL : ROLE_PULL);
      for (const [key, slope] of steps) {
        const from = start[part][key] ?? 0;
        const now = weights[part][key] ?? from;
        const drawn = slope - pull * (now - from);
        const seen = (squares.get(`${part} ${key}`) ?? 1e-6) + drawn * drawn;
        squares.set(`${part} ${key}`, seen);
        const next = now + (STEP * drawn) / Math.sqrt(seen);
        weights[part][key] = part === 'signals' ? Math.max(0, next) : next;
      }
    }
  }
  return rounded(weights);
}

/** Roles that enough postings have. */
function commonRoles(examples: readonly FitExample[]): ReadonlySet<string> {
  const times = new Map<string, number>();
  for (const { role } of examples) times.set(role, (times.get(role) ?? 0) + 1);
  return new Set([...times].filter(([, count]) => count >= ALSO_LABELS).map(([role]) => role));
}

/** Signals that are no more lose their weight, new ones get theirs. */
function startOf(
  examples: readonly FitExample[],
  taxonomy: CompiledTaxonomy,
  earlier: Weights | null,
): Weights {
  const known = earlier?.signals ?? {};
  const signals = taxonomy.signals.map(({ rule }): [string, number] => [rule, known[rule] ?? START]);
  return {
    signals: { ...Object.fromEntries(signals), [RESTATED]: known[RESTATED] ?? START },
    also: {},
    roles: earlier?.roles ?? {},
    titles: {
      ...Object.fromEntries(
        examples.map(({ pattern }) => [pattern.rule, unseenTitle(pattern, earlier?.roles ?? {})]),
      ),
      ...earlier?.titles,
    },
  };
}

/** The taxonomy as it would be with these weights. */
export function withWeights(taxonomy: CompiledTaxonomy, weights: Weights): CompiledTaxonomy {
  return { ...taxonomy, signals: weighed(taxonomy.signals, weights, taxonomy.roleAt), weights };
}

type Gradient = Record<keyof Weights, Map<string, number>>;

function addGradient(
  gradient: Gradient,
  example: FitExample,
  model: CompiledTaxonomy,
  common: ReadonlySet<string>,
): void {
  const ranked = rankRoles(example.heard, example.pattern, model);
  const worth = (role: string): number =>
    role === example.role ? 1 : example.alternatives.includes(role) ? ALTERNATIVE : 0;
  const total = ranked.reduce((sum, { role, share }) => sum + worth(role) * share, 0);
  if (total === 0) return;
  const add = (part: keyof Weights, key: string, value: number): void => {
    gradient[part].set(key, (gradient[part].get(key) ?? 0) + value);
  };
  const slopes = new Map(ranked.map(({ role, share }) => [role, (worth(role) * share) / total - share]));
  for (const [role, slope] of slopes) add('roles', role, slope);
  add('titles', example.pattern.rule, slopes.get(example.pattern.role) ?? 0);
  for (const [at, loudness] of example.heard.loudness) {
    const signal = model.signals[at];
    if (signal === undefined) continue;
    for (const [role, slope] of slopes) {
      if (role === signal.role) add('signals', signal.rule, slope * loudness);
      else if (common.has(role)) add('also', `${signal.rule} ${role}`, slope * loudness);
    }
  }
  for (const [role, loudness] of example.heard.restated) {
    const slope = slopes.get(role);
    if (slope !== undefined) add('signals', RESTATED, slope * loudness);
  }
}

/** Three decimals: more would be noise, and the file is read by people. */
function rounded(weights: Weights): Weights {
  const round = (part: Record<string, number>, least = 0): Record<string, number> =>
    Object.fromEntries(
      Object.entries(part)
        .filter(([, value]) => Math.abs(value) >= least)
        .map(([key, value]) => [key, Number(value.toFixed(3))]),
    );
  return {
    signals: round(weights.signals),
    also: round(weights.also, ALSO_LEAST),
    roles: round(weights.roles),
    titles: round(weights.titles),
  };
}
