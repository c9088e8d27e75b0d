import type { ShareList } from '../db/figures/shares.js';
import { copiesLeftOut, formatCount, formatDay, formatShare, plural } from './format.js';
import type { MarketReport } from './market.js';
import { renderTable, tableWidth, type Column } from './table.js';
import { displayWidth, wrap } from './text-width.js';

const NUMBER = { align: 'right' } as const;
/** Zero in the roles × levels table: the eye should find the numbers. */
const NONE = '·';
/** Too few postings to say. */
const WITHHELD = '<';
const SHORT_HEAD = 3;

/**
 * The report as text of at most `width` columns: the store, roles × levels, families, skills, companies.
 * @param rows how many lines a table may have at most; what is left out is counted in its title.
 */
export function renderReport(report: MarketReport, options: { width: number; rows: number }): string {
  const head = renderHead(report);
  if (report.basis.postings === 0) return `${head}\n\nNo classified posting fits. ${hintFor(report)}\n`;
  const { width, rows } = options;
  const sections = [
    head,
    rolesByLevels(report, width, rows),
    simple('FAMILIES', 'family', report.shares.family, width, rows),
    skills(report, width, rows),
    simple('COMPANIES', 'company', report.shares.company, width, rows, 'postings that name a company'),
    simple('COUNTRIES', 'country', report.shares.country, width, rows, 'postings whose country is known'),
  ];
  return `${sections
    .filter((section) => section !== '')
    .map((section) => fitText(section, width))
    .join('\n\n')}\n`;
}

/** Titles and legends are wrapped; tables fit already and their spaces matter. */
function fitText(section: string, width: number): string {
  return section
    .split('\n')
    .map((line) => (displayWidth(line) > width && !line.includes('  ') ? wrap(line, width).join('\n') : line))
    .join('\n');
}

function renderHead({ totals, basis }: MarketReport): string {
  const { postings: matching, furtherCopies, uncertain, period, filter } = basis;
  const asked = Object.entries(filter).map(([name, value]) => `${name} ${[value].flat().join(' + ')}`);
  const span = period === null ? '' : `, posted ${formatDay(period.from)} to ${formatDay(period.to)}`;
  const waiting = totals.pending > 0 ? `, ${formatCount(totals.pending)} pending` : '';
  const failed = totals.failed > 0 ? `, ${formatCount(totals.failed)} failed` : '';
  return [
    'MARKET REPORT',
    `${plural(totals.postings, 'posting')} stored, ${formatCount(totals.classified)} classified${waiting}${failed}`,
    ...(asked.length > 0 ? [`Asked for: ${asked.join('; ')}`] : []),
    ...(matching > 0 ? [`${plural(matching, 'classified posting')} in this report${span}`] : []),
    ...(furtherCopies > 0 ? [`In counts and shares ${copiesLeftOut(furtherCopies)}`] : []),
    ...(uncertain > 0
      ? [
          `${plural(uncertain, 'role')} uncertain (${formatShare(uncertain / matching, matching)}): the best guess, counted like the others`,
        ]
      : []),
  ].join('\n');
}

function hintFor({ totals }: MarketReport): string {
  if (totals.postings === 0) return 'The store is empty: `rolemill run SOURCE` fills it.';
  if (totals.pending > 0) return 'Postings are waiting: `rolemill work` classifies them.';
  return 'Ask for less, or see what is there with `rolemill report`.';
}

function rolesByLevels(report: MarketReport, width: number, rows: number): string {
  const levels = report.shares.level.items;
  const shown = report.rolesByLevels.items.slice(0, rows);
  const cells = shown.map((role) => [
    role.label,
    formatCount(role.count),
    formatShare(role.share, report.rolesByLevels.of),
    ...levels.map((level) => countOrNone(role.levels[level.id])),
  ]);
  const total = [
    'All roles',
    formatCount(report.rolesByLevels.of),
    formatShare(1, report.rolesByLevels.of),
    ...levels.map((level) => formatCount(level.count)),
  ];
  const columns = (heads: string[]): Column[] => [
    { head: 'role', shrink: 20 },
    { head: 'count', ...NUMBER },
    { head: 'share', ...NUMBER, optional: true },
    ...heads.map((head) => ({ head, ...NUMBER })),
  ];
  const body = [...cells, total];
  const full = columns(levels.map((level) => level.id));
  const title = titleOf('ROLES BY LEVEL', report.rolesByLevels, shown.length, 'classified postings');
  if (
    tableWidth(
      full,
      body.map(([, ...numbers]) => ['x'.repeat(24), ...numbers]),
    ) <= width
  ) {
    return `${title}\n${renderTable(full, body, width)}`;
  }
  const legend = levels
    .filter((level) => level.id.length > SHORT_HEAD)
    .map((level) => `${short(level.id)} ${level.id}`)
    .join(', ');
  return `${title}\n${renderTable(columns(levels.map((level) => short(level.id))), body, width)}\n(${legend})`;
}

function short(id: string): string {
  return id.slice(0, SHORT_HEAD);
}

function countOrNone(count: number | null | undefined): string {
  if (count === null) return WITHHELD;
  return count === undefined || count === 0 ? NONE : formatCount(count);
}

function skills(report: MarketReport, width: number, rows: number): string {
  const shown = report.skills.items.slice(0, rows);
  const columns: Column[] = [
    { head: 'skill', shrink: 14 },
    { head: 'category', shrink: 8 },
    { head: 'postings', ...NUMBER },
    { head: 'share', ...NUMBER },
    { head: 'required', ...NUMBER },
  ];
  const cells = shown.map((skill) => [
    skill.label,
    skill.category,
    formatCount(skill.count),
    formatShare(skill.share, report.skills.of),
    formatCount(skill.required),
  ]);
  return `${titleOf('TOP SKILLS', report.skills, shown.length, 'classified postings')}\n${renderTable(columns, cells, width)}`;
}

function simple(
  title: string,
  head: string,
  list: ShareList,
  width: number,
  rows: number,
  of = 'classified postings',
): string {
  if (list.items.length === 0) return '';
  const shown = list.items.slice(0, rows);
  const columns: Column[] = [
    { head, shrink: 14 },
    { head: 'postings', ...NUMBER },
    { head: 'share', ...NUMBER },
  ];
  const cells = shown.map((item) => [item.label, formatCount(item.count), formatShare(item.share, list.of)]);
  return `${titleOf(title, list, shown.length, of)}\n${renderTable(columns, cells, width)}`;
}

/** `TOP SKILLS: 20 of 143, shares of 73 classified postings`. */
function titleOf(title: string, list: { of: number; distinct: number }, shown: number, of: string): string {
  const part = shown < list.distinct ? `${formatCount(shown)} of ${formatCount(list.distinct)}, ` : '';
  return `${title}: ${part}shares of ${formatCount(list.of)} ${of}`;
}
