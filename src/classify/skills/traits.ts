import type { Skill } from '../taxonomy/authored.js';

/** Bits of `SkillTables.traits`. */
/** Names a technology: who asks for several is in technology. */
export const TECHNICAL = 1;
/** A practice of software that other trades have words for too: scalable processes, monitoring of accounts. */
export const OF_SOFTWARE = 2;

/** Names what only technology asks for, said in a posting whose title says little. */
export const NOT_OF_ANY_TRADE = 4;

/** Kinds of skill that office jobs ask for too. */
const EVERYDAY = new Set(['soft', 'methodology', 'tool', 'certification']);
/** Where the title says little these say nothing of technology: shops have a help desk's tools too. */
const OF_SHOPS = new Set([...EVERYDAY, 'crm-erp']);
const SOFTWARE = new Set(['architecture', 'api', 'observability', 'testing', 'methodology', 'devops']);
/** Asked of those who sell it as well as of those who build it. */
const OF_ANY_TRADE = new Set(['saas']);

export function traitsOf(skill: Skill): number {
  return (
    (skill.kind === 'named' && !EVERYDAY.has(skill.category) ? TECHNICAL : 0) |
    (skill.kind === 'named' && !OF_SHOPS.has(skill.category) ? NOT_OF_ANY_TRADE : 0) |
    (isTradeWord(skill) && SOFTWARE.has(skill.category) ? OF_SOFTWARE : 0)
  );
}

/** By family of roles, the practices that mean something else there: a product manager's solutions are scalable. */
export function notForFamilies(skills: readonly Skill[]): Map<string, Set<number>> {
  const lists = new Map<string, Set<number>>();
  skills.forEach((skill, at) => {
    if (!isTradeWord(skill)) return;
    for (const family of skill.not_for) lists.set(family, (lists.get(family) ?? new Set<number>()).add(at));
  });
  return lists;
}

function isTradeWord(skill: Skill): boolean {
  return skill.kind === 'practice' && !OF_ANY_TRADE.has(skill.id);
}
