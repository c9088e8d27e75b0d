/**
 * The role. Order of precedence (labelling guide, "Role"):
 *
 * 1. A specific title decides. Where its rule leaves roles open ("Java Developer": backend, unless the
 *    duties span the user interface too), the description chooses among those only.
 * 2. A vague title ("Software Engineer") names what the description settles on, else itself.
 * 3. A title that says nothing to any rule: technology if the posting asks for enough of it, else not.
 */
import { settleRole, type RoleScores } from './description/settle.js';
import type { SkillMention } from './skills/match.js';
import type { Role } from './taxonomy/authored.js';
import type { CompiledTaxonomy } from './taxonomy/compiled.js';
import type { TitleMatch } from './title/patterns.js';
import type { TitleRole } from './title/role.js';

export interface RoleDecision {
  role: Role;
  confidence: number;
  basis: 'title' | 'description' | 'default';
  match: TitleMatch | null;
}

/** First guesses; `rolemill eval` prints the calibration that corrects them. */
const SURE = 0.97;
const OPEN_STANDS = 0.9;
const SETTLED = 0.7;
const SETTLED_CLEARLY = 0.15;
const UNSETTLED = 0.5;
const UNKNOWN_TITLE = 0.6;

/** Named skills that an unreadable title's posting must ask for to be technology at all. */
const TECHNOLOGY_SKILLS = 5;
const OTHER_TECH = 'other-tech';
export const NON_TECH = 'non-tech';
/** Kinds of skill that office jobs ask for too. */
const EVERYDAY = new Set(['soft', 'methodology', 'tool', 'certification']);

/** Decides the role; pure. */
export function decideRole(
  title: TitleRole,
  scores: RoleScores,
  mentions: readonly SkillMention[],
  taxonomy: CompiledTaxonomy,
): RoleDecision {
  const match = title.winner;
  if (match === null) return fromDescription(scores, mentions, taxonomy);
  const own = roleOf(match.pattern.role, taxonomy);
  if (match.pattern.open.length === 0) return { role: own, confidence: SURE, basis: 'title', match };
  const settled = settleRole(scores, [own.id, ...match.pattern.open]);
  if (settled === null || settled.role === own.id) {
    return { role: own, confidence: match.pattern.vague ? UNSETTLED : OPEN_STANDS, basis: 'title', match };
  }
  const confidence = SETTLED + SETTLED_CLEARLY * settled.clear;
  return { role: roleOf(settled.role, taxonomy), confidence, basis: 'description', match };
}

function fromDescription(
  scores: RoleScores,
  mentions: readonly SkillMention[],
  taxonomy: CompiledTaxonomy,
): RoleDecision {
  const technical = new Set(
    mentions
      .filter(({ skill, ruledOut }) => ruledOut === null && isTechnical(skill, taxonomy))
      .map((mention) => mention.skill),
  );
  if (technical.size < TECHNOLOGY_SKILLS) {
    return { role: roleOf(NON_TECH, taxonomy), confidence: UNKNOWN_TITLE, basis: 'default', match: null };
  }
  const settled = settleRole(
    scores,
    [...scores.byRole.keys()].filter((role) => role !== NON_TECH),
  );
  const role = roleOf(settled?.role ?? OTHER_TECH, taxonomy);
  return { role, confidence: UNSETTLED, basis: settled === null ? 'default' : 'description', match: null };
}

function isTechnical(skill: number, taxonomy: CompiledTaxonomy): boolean {
  const entry = taxonomy.skills[skill];
  return entry !== undefined && entry.kind === 'named' && !EVERYDAY.has(entry.category);
}

/** Every taxonomy has the two roles that catch what fits nowhere; the check of the rules sees to it. */
function roleOf(id: string, taxonomy: CompiledTaxonomy): Role {
  const role = taxonomy.roles.get(id) ?? taxonomy.roles.get(OTHER_TECH);
  if (role === undefined) throw new Error(`role ${id} is not in the taxonomy`);
  return role;
}
