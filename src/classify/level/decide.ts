/**
 * The level. Order of precedence (labelling guide, "Level"):
 *
 * 1. The cue in the title.
 * 2. Words in the description that state the level of this job ("entry level", "senior-level position").
 * 3. The years it asks for, the fewest it would accept; never above senior.
 * 4. What the role itself implies (an architect is senior, a people manager is manager).
 * 5. Mid.
 */
import type { LevelBasis } from '../../domain/verdict.js';
import { kindAt } from '../description/sections.js';
import type { Scan } from '../description/scan.js';
import type { CompiledTaxonomy, PhraseMeaning } from '../taxonomy/compiled.js';
import type { TitleLevel } from './cues.js';
import type { YearsMention } from './years.js';

export interface LevelDecision {
  level: number;
  basis: LevelBasis;
  confidence: number;
  /** Tokens of the words in the description that decided. */
  said: { from: number; to: number } | null;
}

/** Families and roles whose unmarked level is not mid. */
const IMPLIED: Readonly<Record<string, string>> = {
  architecture: 'senior',
  'engineering-manager': 'manager',
  'it-manager': 'manager',
  'technology-executive': 'executive',
};

/** First guess of how often each basis is right; `eval` prints the calibration that corrects them. */
const CONFIDENCE: Record<LevelBasis, number> = { title: 0.98, description: 0.85, years: 0.88, default: 0.7 };

/** The years that decide: the fewest required anywhere, else the fewest preferred. */
export function decidingYears(mentions: readonly YearsMention[]): YearsMention | null {
  let best: YearsMention | null = null;
  for (const mention of mentions) {
    if (mention.instead) continue;
    // The first figure is the overall one; later ones are for single tools, unless they ask for more.
    const outdoes =
      best === null || (best.preferred === mention.preferred ? mention.min > best.min : best.preferred);
    if (outdoes) best = mention;
  }
  return best;
}

/** Decides the level; pure. */
export function decideLevel(
  title: TitleLevel,
  scan: Scan,
  years: YearsMention | null,
  role: { id: string; family: string },
  taxonomy: CompiledTaxonomy,
): LevelDecision {
  if (title.winner !== null) {
    return decision(title.winner.cue.level, title.winner.cue.weak ? 'default' : 'title', null);
  }
  const implied = IMPLIED[role.id] ?? IMPLIED[role.family];
  if (implied !== undefined) return decision(levelNumber(implied, taxonomy), 'default', null);
  for (const said of scan.said) {
    const kind = kindAt(scan, said.from);
    if (kind === null || kind === 'duties' || kind === 'required') {
      const { said: level } = taxonomy.meanings[said.phrase] as PhraseMeaning;
      return decision(level, 'description', said);
    }
  }
  if (years !== null) {
    const at = taxonomy.levels.findIndex(
      (level) =>
        level.years !== undefined && years.min >= level.years[0] && years.min < (level.years[1] ?? 100) + 1,
    );
    if (at !== -1) return decision(at, 'years', null);
  }
  return decision(levelNumber('mid', taxonomy), 'default', null);
}

function levelNumber(id: string, { levels }: CompiledTaxonomy): number {
  return levels.findIndex((level) => level.id === id);
}

function decision(
  level: number,
  basis: LevelBasis,
  said: { from: number; to: number } | null,
): LevelDecision {
  return { level, basis, confidence: CONFIDENCE[basis], said };
}
