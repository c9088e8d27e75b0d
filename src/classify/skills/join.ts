import { REQUIREMENTS, type Requirement, type SkillVerdict } from '../../domain/verdict.js';
import { NON_TECH } from '../decide-role.js';
import type { Role } from '../taxonomy/authored.js';
import type { CompiledTaxonomy } from '../taxonomy/compiled.js';
import type { SkillMention } from './match.js';
import { OF_SOFTWARE } from './traits.js';

/**
 * In a job outside technology a practice of software is a word of another trade: it is ruled out, for the
 * evidence to show. Names stay: an accountant does use Excel and SQL. Some practices mean something else in
 * some families of technology, too.
 */
export function ruleOutPractices(
  mentions: readonly SkillMention[],
  role: Role,
  taxonomy: CompiledTaxonomy,
): void {
  const { traits, notFor } = taxonomy.skillTables;
  const foreign = notFor.get(role.family);
  const outside = role.id === NON_TECH;
  if (!outside && foreign === undefined) return;
  for (const mention of mentions) {
    const { skill } = mention;
    const ofSoftware = outside && ((traits[skill] ?? 0) & OF_SOFTWARE) !== 0;
    if (ofSoftware || foreign?.has(skill) === true) mention.ruledOut ??= 'trade';
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
  const found: SkillVerdict[] = [];
  for (const mention of inTitle) note(found, mention, 'required', true, taxonomy);
  for (const mention of inDescription) note(found, mention, mention.requirement, false, taxonomy);
  const places = taxonomy.scratch.skills;
  for (const { skill } of inTitle) places[skill] = 0;
  for (const { skill } of inDescription) places[skill] = 0;
  const skills: SkillVerdict[] = [];
  for (const requirement of REQUIREMENTS) {
    for (const skill of found) if (skill.requirement === requirement) skills.push(skill);
  }
  return skills;
}

/** `scratch.skills` says of each skill where it is in `found`, counted from 1. */
function note(
  found: SkillVerdict[],
  { skill, ruledOut }: SkillMention,
  requirement: Requirement,
  inTitle: boolean,
  taxonomy: CompiledTaxonomy,
): void {
  if (ruledOut !== null) return;
  const place = taxonomy.scratch.skills[skill] as number;
  if (place > 0) {
    const known = found[place - 1] as SkillVerdict;
    if (known.requirement !== requirement && isStronger(requirement, known.requirement)) {
      known.requirement = requirement;
    }
    return;
  }
  const entry = taxonomy.skills[skill];
  if (entry === undefined) return;
  const { id, label, category } = entry;
  taxonomy.scratch.skills[skill] = found.push({ id, label, category, requirement, inTitle });
}

function isStronger(a: Requirement, b: Requirement): boolean {
  return REQUIREMENTS.indexOf(a) < REQUIREMENTS.indexOf(b);
}
