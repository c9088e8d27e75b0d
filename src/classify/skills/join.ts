import { REQUIREMENTS, type Requirement, type SkillVerdict } from '../../domain/verdict.js';
import { NON_TECH } from '../decide-role.js';
import type { Role } from '../taxonomy/authored.js';
import type { CompiledTaxonomy } from '../taxonomy/compiled.js';
import type { SkillMention } from './match.js';

/** Practices of software that other trades have words for too: scalable processes, monitoring of accounts. */
const OF_SOFTWARE = new Set(['architecture', 'api', 'observability', 'testing', 'methodology', 'devops']);

/** Asked of those who sell it as well as of those who build it. */
const OF_ANY_TRADE = new Set(['saas']);

/**
 * In a job outside technology a practice of software is a word of another trade: it is ruled out, for the
 * evidence to show. Names stay: an accountant does use Excel and SQL. Some practices mean something else in
 * some families of technology, too: a product manager's solutions are scalable.
 */
export function ruleOutPractices(
  mentions: readonly SkillMention[],
  role: Role,
  taxonomy: CompiledTaxonomy,
): void {
  for (const mention of mentions) {
    const skill = taxonomy.skills[mention.skill];
    if (skill?.kind !== 'practice' || OF_ANY_TRADE.has(skill.id)) continue;
    const ofSoftware = role.id === NON_TECH && OF_SOFTWARE.has(skill.category);
    if (ofSoftware || skill.not_for.includes(role.family)) mention.ruledOut ??= 'trade';
  }
}

/**
 * Mentions in title and description -> one entry per skill, strongest requirement first, then in the order
 * of the text. A skill in the title is required: the title is what the job is.
 */
export function joinSkills(
  inTitle: readonly SkillMention[],
  inDescription: readonly SkillMention[],
  taxonomy: CompiledTaxonomy,
): SkillVerdict[] {
  const found = new Map<number, SkillVerdict>();
  for (const mention of inTitle) note(found, mention, 'required', true, taxonomy);
  for (const mention of inDescription) note(found, mention, mention.requirement, false, taxonomy);
  const skills: SkillVerdict[] = [];
  for (const requirement of REQUIREMENTS) {
    for (const skill of found.values()) if (skill.requirement === requirement) skills.push(skill);
  }
  return skills;
}

function note(
  found: Map<number, SkillVerdict>,
  mention: SkillMention,
  requirement: Requirement,
  inTitle: boolean,
  taxonomy: CompiledTaxonomy,
): void {
  if (mention.ruledOut !== null) return;
  const known = found.get(mention.skill);
  if (known !== undefined) {
    if (known.requirement !== requirement && isStronger(requirement, known.requirement)) {
      known.requirement = requirement;
    }
    return;
  }
  const entry = taxonomy.skills[mention.skill];
  if (entry === undefined) return;
  const { id, label, category } = entry;
  found.set(mention.skill, { id, label, category, requirement, inTitle });
}

function isStronger(a: Requirement, b: Requirement): boolean {
  return REQUIREMENTS.indexOf(a) < REQUIREMENTS.indexOf(b);
}
