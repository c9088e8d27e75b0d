/**
 * The role. Order of precedence (labelling guide, "Role"):
 *
 * 1. A specific title decides. Where its rule leaves roles open ("Java Developer": backend, unless the
 *    duties span the user interface too), the description chooses among those only.
 * 2. A vague title ("Software Engineer") names what the description settles on, else itself.
 * 3. A title that says nothing to any rule: technology if the posting asks for enough of it, else not.
 */
import { rankRoles, type Heard, type Ranked } from './description/settle.js';
import type { SkillMention } from './skills/match.js';
import { NOT_OF_ANY_TRADE, TECHNICAL } from './skills/traits.js';
import type { Role } from './taxonomy/authored.js';
import type { CompiledTaxonomy } from './taxonomy/compiled.js';
import type { TitleMatch } from './title/patterns.js';
import type { TitleRole } from './title/role.js';

export interface RoleDecision {
  role: Role;
  confidence: number;
  basis: 'title' | 'description' | 'default';
  match: TitleMatch | null;
  /** The roles that the title left open, most likely first, and what was heard of them; empty when it left none. */
  ranked: readonly Ranked[];
  heard: Heard | null;
}

/** Share of right verdicts among those that a specific title decides, by `rolemill eval`'s calibration. */
const SURE = 0.97;
/**
 * How often the role of an open title is right, by its share among the candidates: of 227 postings labelled before
 * they were first classified, shares above 0.85 were right 0.91 of the time and those below 0.6 0.80; five-fold over all
 * labelled ones shares of 0.45, 0.65, 0.85 and 0.99 were right 0.75, 0.86, 0.95 and 0.97 of the time.
 */
const RIGHT_AT_NO_SHARE = 0.58;
const RIGHT_PER_SHARE = 0.37;
/** Roles of titles that no rule reads are wrong nearly as often as right. */
const UNKNOWN_TITLE = 0.6;
const UNSETTLED = 0.5;

/** Named skills that an unreadable title's posting must ask for to be technology at all. */
const TECHNOLOGY_SKILLS = 5;
const OTHER_TECH = 'other-tech';
export const NON_TECH = 'non-tech';

/** Words of a description from which on it would have named a technology if there were one. */
const TOLD_AT_LENGTH = 120;
const BARE = 0.8;

function asksForTechnology(mentions: readonly SkillMention[], { skillTables }: CompiledTaxonomy): boolean {
  const { traits } = skillTables;
  return mentions.some(
    ({ skill, ruledOut }) => ruledOut === null && ((traits[skill] ?? 0) & NOT_OF_ANY_TRADE) !== 0,
  );
}

/** What kind of text the description is. */
export interface Told {
  /** How long it is. */
  words: number;
  /** A post of a forum of people who write software, under a header that says no more than what the company does. */
  ofForum: boolean;
}

/** Decides the role; pure. `hear` listens to the description, asked only when the title leaves something open. */
export function decideRole(
  title: TitleRole,
  hear: () => Heard,
  mentions: readonly SkillMention[],
  { words, ofForum }: Told,
  taxonomy: CompiledTaxonomy,
): RoleDecision {
  const match = title.winner;
  const seeks = ofForum ? ofForumPost(hear(), mentions, taxonomy) : null;
  if (seeks !== null) return seeks;
  if (match === null) return fromDescription(hear, mentions, taxonomy);
  const { bare } = match.pattern;
  if (bare !== null && words >= TOLD_AT_LENGTH && !asksForTechnology(mentions, taxonomy)) {
    const role = roleOf(bare, taxonomy);
    return { role, confidence: BARE, basis: 'description', match, ranked: [], heard: null };
  }
  const own = roleOf(match.pattern.role, taxonomy);
  if (match.pattern.open.length === 0) {
    return { role: own, confidence: SURE, basis: 'title', match, ranked: [], heard: null };
  }
  const heard = hear();
  const ranked = rankRoles(heard, match.pattern, taxonomy);
  const best = ranked[0] ?? { role: own.id, share: UNSETTLED };
  const basis = best.role === own.id ? 'title' : 'description';
  return {
    role: roleOf(best.role, taxonomy),
    confidence: RIGHT_AT_NO_SHARE + RIGHT_PER_SHARE * best.share,
    basis,
    match,
    ranked,
    heard,
  };
}

/** The roles that a posting of technology can have when its title says nothing to any rule. */
const ANY_TECHNOLOGY = { rule: 'title.none', role: OTHER_TECH, vague: false };
const ANY_SOFTWARE = { rule: 'title.none', role: 'software-engineer', vague: true };

function fromDescription(
  hear: () => Heard,
  mentions: readonly SkillMention[],
  taxonomy: CompiledTaxonomy,
): RoleDecision {
  if (!namesTechnology(mentions, taxonomy)) {
    const role = roleOf(NON_TECH, taxonomy);
    return { role, confidence: UNKNOWN_TITLE, basis: 'default', match: null, ranked: [], heard: null };
  }
  return amongAll(hear(), ANY_TECHNOLOGY, taxonomy);
}

/** What a forum post seeks whose header names no job; null where it says nothing of technology either. */
function ofForumPost(
  heard: Heard,
  mentions: readonly SkillMention[],
  taxonomy: CompiledTaxonomy,
): RoleDecision | null {
  const says = heard.loudness.size > 0 || namesTechnology(mentions, taxonomy);
  return says ? amongAll(heard, ANY_SOFTWARE, taxonomy) : null;
}

function amongAll(heard: Heard, own: typeof ANY_TECHNOLOGY, taxonomy: CompiledTaxonomy): RoleDecision {
  const ranked = rankRoles(heard, { ...own, open: taxonomy.signalRoles }, taxonomy);
  const best = ranked[0] ?? { role: own.role, share: UNSETTLED };
  const basis = best.role === own.role ? 'default' : 'description';
  const confidence = Math.min(best.share, UNKNOWN_TITLE);
  return { role: roleOf(best.role, taxonomy), confidence, basis, match: null, ranked, heard };
}

function namesTechnology(mentions: readonly SkillMention[], taxonomy: CompiledTaxonomy): boolean {
  const { traits } = taxonomy.skillTables;
  const technical = new Set<number>();
  for (const { skill, ruledOut } of mentions) {
    if (ruledOut === null && (traits[skill] ?? 0) & TECHNICAL) technical.add(skill);
  }
  return technical.size >= TECHNOLOGY_SKILLS;
}

/** Every taxonomy has the two roles that catch what fits nowhere; the check of the rules sees to it. */
function roleOf(id: string, taxonomy: CompiledTaxonomy): Role {
  const role = taxonomy.roles.get(id) ?? taxonomy.roles.get(OTHER_TECH);
  if (role === undefined) throw new Error(`role ${id} is not in the taxonomy`);
  return role;
}
