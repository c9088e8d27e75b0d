import { formatCount } from '../format.js';
import { displayWidth, wrap } from '../text-width.js';

/** What every section needs: how wide the terminal is, and how many lines a table may have. */
export interface Room {
  width: number;
  rows: number;
}

export const NUMBER = { align: 'right' } as const;

/** `TOP SKILLS: 20 of 143, shares of 73 classified postings`, and what was withheld. */
export function titleOf(
  title: string,
  list: { of: number; distinct: number; withheld: number },
  shown: number,
  of: string,
): string {
  const part = shown < list.distinct ? `${formatCount(shown)} of ${formatCount(list.distinct)}, ` : '';
  return `${title}: ${part}shares of ${formatCount(list.of)} ${of}${withheldNote(list.withheld)}`;
}

/** `; 12 withheld (too few postings)`, or nothing. */
export function withheldNote(withheld: number): string {
  return withheld === 0 ? '' : `; ${formatCount(withheld)} withheld (too few postings)`;
}

/** Titles and legends are wrapped; tables fit already and their spaces matter. */
export function fitText(section: string, width: number): string {
  return section
    .split('\n')
    .map((line) => (displayWidth(line) > width && !line.includes('  ') ? wrap(line, width).join('\n') : line))
    .join('\n');
}
