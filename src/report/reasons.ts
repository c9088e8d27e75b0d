import type { ClassifiedPosting, Evidence } from '../domain/verdict.js';

/** Why the posting has its role, in a sentence. Empty without evidence. */
export function roleReason({ role, evidence = [] }: ClassifiedPosting): string {
  const own = evidence.filter((item) => item.about === 'role');
  const title = own.find((item) => item.field === 'title' && item.used);
  const signals = own.filter((item) => item.field === 'description');
  const settled = signals.filter((item) => item.used && item.for === role.id);
  if (own.length === 0) return '';
  const named = title === undefined ? 'no title rule fits' : `the title says ${quoted(title)}`;
  if (settled.length > 0) {
    const open = title === undefined || title.for === role.id ? named : `${named} and leaves it open`;
    return `${open}; the description settles it: ${settled.length} of the ${signals.length} strongest signals speak for ${role.id}`;
  }
  if (signals.length === 0) return title === undefined ? named : `${named}, which settles it`;
  return `${named}; the description settles on nothing else`;
}

/** Why it has its level. */
export function levelReason({ level, years, evidence = [] }: ClassifiedPosting): string {
  const used = evidence.find((item) => item.about === 'level' && item.used);
  if (level.basis === 'default') return 'nothing names a level: what the role is without one';
  if (level.basis === 'years') {
    return years === null ? '' : `it asks for ${years.min} years or more, and nothing names a level`;
  }
  return used === undefined ? '' : `the ${level.basis} says ${quoted(used)}`;
}

/** Why a piece of evidence did not count. */
export function lossReason(item: Evidence, posting: ClassifiedPosting): string {
  if (item.about === 'role') {
    if (item.field === 'description')
      return item.for === posting.role.id ? 'not needed' : 'another role is stronger';
    return 'another title rule explains more, or comes first';
  }
  if (item.about === 'level') return 'another rank counts';
  if (item.about === 'years')
    return posting.level.basis === 'title' ? 'the title decides' : 'not what decides';
  if (item.rule.endsWith('.negated')) return 'said not to be wanted';
  if (item.rule.endsWith('.section')) return 'in a part that does not count';
  return 'ruled out';
}

function quoted(item: Evidence): string {
  return item.quote === null ? 'so' : `"${item.quote}"`;
}
