import { REQUIREMENTS, type Requirement, type SkillVerdict } from '../../domain/verdict.js';
import type { CompiledTaxonomy } from '../taxonomy/compiled.js';
import type { SkillMention } from './match.js';

/** Practices of software that other trades have words for too: scalable processes, monitoring of accounts. */
const OF_SOFTWARE = new Set(['architecture', 'api', 'observability', 'testing', 'methodology', 'devops']);

/**
 * In a job outside technology a practice of software is a word of another trade: it is ruled out, for the
 * evidence to show. Names stay: an accountant does use Excel and SQL.
 */
export function ruleOutPractices(mentions: readonly SkillMention[], taxonomy: CompiledTaxonomy): void {
  for (const mention of mentions) {
    const skill = taxonomy.skills[mention.skill];
    if (skill?.kind === 'practice' && OF_SOFTWARE.has(skill.category)) mention.ruledOut ??= 'trade';
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
  const note = (mention: SkillMention, requirement: Requirement, title: boolean): void => {
    const entry = taxonomy.skills[mention.skill];
    if (mention.ruledOut !== null || entry === undefined) return;
    const known = found.get(mention.skill);
    if (known === undefined) {
      const { id, label, category } = entry;
      found.set(mention.skill, { id, label, category, requirement, inTitle: title });
    } else if (REQUIREMENTS.indexOf(requirement) < REQUIREMENTS.indexOf(known.requirement)) {
      known.requirement = requirement;
    }
  };
  for (const mention of inTitle) note(mention, 'required', true);
  for (const mention of inDescription) note(mention, mention.requirement, false);
  return [...found.values()].toSorted(
    (a, b) => REQUIREMENTS.indexOf(a.requirement) - REQUIREMENTS.indexOf(b.requirement),
  );
}
