import type { Evidence } from '../domain/verdict.js';
import type { DiffExample } from './diff-examples.js';
import { formatCount, formatShare, plural } from './format.js';
import { renderTable, type Column } from './table.js';
import { cut, oneLine } from './text-width.js';
import type { Transition, VerdictDiff } from './verdict-diff.js';

/** Enough of an id for `rolemill explain`. */
const ID_SHOWN = 8;

/** What would change, as text of at most `width` columns. @param version of the rules that were tried. */
export function renderDiff(
  diff: VerdictDiff,
  examples: readonly DiffExample[],
  version: string,
  width: number,
): string {
  const { postings, before, changed } = diff;
  const stored = before.map((one) => `${one.version} (${formatCount(one.postings)})`).join(', ');
  const counts = (['any', 'role', 'level', 'skills', 'requirements'] as const).map((what) => [
    what === 'any' ? 'in anything' : what,
    formatCount(changed[what]),
    formatShare(changed[what] / postings, postings),
  ]);
  const sections = [
    `${plural(postings, 'posting')} compared: stored by ${stored}, now ${version}`,
    `CHANGED\n${renderTable([{ head: 'in' }, right('postings'), right('share')], counts, width)}`,
    transitions('ROLES', diff.roles, width),
    transitions('LEVELS', diff.levels, width),
    skills(diff, width),
    examples.length === 0 ? '' : `EXAMPLES\n${examples.map((one) => example(one, width)).join('\n')}`,
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

const right = (head: string): Column => ({ head, align: 'right' });

function transitions(name: string, { distinct, items }: VerdictDiff['roles'], width: number): string {
  if (distinct === 0) return '';
  const columns: Column[] = [
    { head: 'from', shrink: 12 },
    { head: 'to', shrink: 12 },
    right('postings'),
    right('share'),
  ];
  const rows = items.map(({ from, to, count, share }: Transition) => [
    from,
    to,
    formatCount(count),
    formatShare(share, 1),
  ]);
  return `${heading(name, items.length, distinct)}\n${renderTable(columns, rows, width)}`;
}

function skills({ skills: { distinct, items } }: VerdictDiff, width: number): string {
  if (distinct === 0) return '';
  const columns: Column[] = [
    { head: 'skill', shrink: 12 },
    right('gained'),
    right('lost'),
    right('asked otherwise'),
  ];
  const rows = items.map((skill) => [
    skill.id,
    formatCount(skill.gained),
    formatCount(skill.lost),
    formatCount(skill.askedOtherwise),
  ]);
  return `${heading('SKILLS', items.length, distinct)}\n${renderTable(columns, rows, width)}`;
}

function heading(name: string, shown: number, distinct: number): string {
  return shown === distinct
    ? `${name} ${plural(distinct, 'change')}`
    : `${name} ${shown} of ${plural(distinct, 'change')}`;
}

function example({ id, title, about, skill, before, after }: DiffExample, width: number): string {
  const side = (name: string, { value, evidence }: DiffExample['before']): string[] => [
    `  ${name} ${value ?? 'not named'}`,
    ...evidence.map((item) => `    ${quoted(item)}`),
  ];
  const lines = [
    `${id.slice(0, ID_SHOWN)} ${title}`,
    ...side(`${about === 'skill' ? skill : about} before:`, before),
    ...side('after:', after),
  ];
  return lines.map((line) => cut(line.replace(/\S.*/, oneLine), width)).join('\n');
}

function quoted({ rule, field, quote, weight, used }: Evidence): string {
  const words = quote === null ? '' : ` "${quote}"`;
  return `${rule}${words} in ${field}, ${weight.toFixed(2)}${used ? '' : ', not counted'}`;
}
