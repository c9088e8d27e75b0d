import type { ClassifiedPosting, Evidence } from '../domain/verdict.js';
import { formatDay } from './format.js';
import { levelReason, lossReason, roleReason } from './reasons.js';
import { renderTable, type Column } from './table.js';
import { oneLine, wrap } from './text-width.js';

const COLUMNS: readonly Column[] = [
  { head: 'for', shrink: 12, weight: 2 },
  { head: 'weight', align: 'right' },
  { head: 'where' },
  { head: 'rule', shrink: 16 },
  { head: 'quote', shrink: 16 },
];

const WHY: Column = { head: 'why not', shrink: 16 };

/** Why a posting got its role, level and skills, as text of at most `width` columns. */
export function renderExplanation(posting: ClassifiedPosting, width: number): string {
  const { role, level, years } = posting;
  const facts = [posting.company, posting.location.raw, formatDay(posting.postedAt) || null].filter(
    (part) => part !== null,
  );
  const sections = [
    [
      ...wrap(oneLine(posting.title), width),
      oneLine(facts.join(' · ')),
      `id ${posting.id}, taxonomy ${posting.taxonomy}`,
    ].join('\n'),
    section(
      `ROLE ${role.label} (${role.id}), family ${role.family}, confidence ${role.confidence.toFixed(2)}`,
      posting,
      'role',
      width,
      roleReason(posting),
    ),
    section(
      `LEVEL ${level.label} (${level.id}), band ${level.band}, confidence ${level.confidence.toFixed(2)}, from ${level.basis}`,
      posting,
      'level',
      width,
      levelReason(posting),
    ),
    years === null ? '' : section(`YEARS ${yearsText(years)}`, posting, 'years', width),
    section(skillsTitle(posting), posting, 'skill', width, '', requirementOf(posting)),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

/**
 * @param reason the decision in a sentence, or empty.
 * @param asked what the posting says of each skill; a column of its own where given.
 */
function section(
  title: string,
  posting: ClassifiedPosting,
  about: Evidence['about'],
  width: number,
  reason = '',
  asked?: (id: string) => string,
): string {
  const own = (posting.evidence ?? []).filter((item) => item.about === about);
  const used = own.filter((item) => item.used);
  const lost = own.filter((item) => !item.used);
  const columns = asked === undefined ? COLUMNS : COLUMNS.toSpliced(1, 0, { head: 'asked as' });
  const cells = (item: Evidence): string[] =>
    asked === undefined ? row(item) : row(item).toSpliced(1, 0, asked(item.for));
  const lines = [title, ...(reason === '' ? [] : wrap(`because ${reason}`, width))];
  if (used.length > 0) lines.push(renderTable(columns, used.map(cells), width));
  if (lost.length > 0) {
    const losers = lost.map((item) => [...row(item), lossReason(item, posting)]);
    lines.push('considered and not taken:', renderTable([...COLUMNS, WHY], losers, width));
  }
  return lines.join('\n');
}

function requirementOf({ skills }: ClassifiedPosting): (id: string) => string {
  return (id) => skills.find((skill) => skill.id === id)?.requirement ?? '';
}

function row(item: Evidence): string[] {
  return [
    item.for,
    item.weight.toFixed(2),
    item.field,
    item.rule,
    item.quote === null ? '' : `"${item.quote}"`,
  ];
}

function yearsText(years: { min: number; max: number | null }): string {
  return years.max === null ? `${years.min}+` : `${years.min}–${years.max}`;
}

function skillsTitle({ skills }: ClassifiedPosting): string {
  const count = (kind: string): number => skills.filter((skill) => skill.requirement === kind).length;
  if (skills.length === 0) return 'SKILLS none';
  return `SKILLS ${skills.length}: ${count('required')} required, ${count('preferred')} preferred, ${count('mentioned')} mentioned`;
}
