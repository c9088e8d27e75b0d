import type { ComparedList, Comparison } from '../../db/figures/compare.js';
import { formatCount, formatPoints, formatShare } from '../format.js';
import { renderTable, type Column } from '../table.js';
import { NUMBER, type Room } from './section.js';

/** What the report's selection (A) and the other one (B) differ in, the surest of it first. */
export function comparison(figure: Comparison | null, { width, rows }: Room): string {
  if (figure === null) return '';
  const { a, b, common, shares, skills } = figure;
  const lists: [string, ComparedList][] = [
    ['roles', shares.role],
    ['levels', shares.level],
    ['skills', skills],
  ];
  const columns: Column[] = [
    { head: 'what', shrink: 14 },
    { head: 'A', ...NUMBER },
    { head: 'B', ...NUMBER },
    { head: 'points', ...NUMBER },
    { head: '95 %', ...NUMBER, optional: true },
    { head: '' },
  ];
  const cells = lists.flatMap(([, list]) =>
    list.items
      .slice(0, rows)
      .map((item) => [
        item.label,
        formatShare(item.a.share, list.of.a),
        formatShare(item.b.share, list.of.b),
        formatPoints(item.difference),
        `${formatPoints(item.interval.low)} to ${formatPoints(item.interval.high)}`,
        item.sure ? 'sure' : '',
      ]),
  );
  const both = common === 0 ? '' : `, ${formatCount(common)} in both`;
  const title = `SIDE BY SIDE: A ${formatCount(a.postings)} postings, B ${formatCount(b.postings)}${both} (B: ${JSON.stringify(b.filter)})`;
  if (cells.length === 0) return `${title}\nToo few postings to compare.`;
  return `${title}\n${renderTable(columns, cells, width)}`;
}
