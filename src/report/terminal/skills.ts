import type { SkillPairs } from '../../db/figures/skill-pairs.js';
import type { MarketReport } from '../market.js';
import { formatCount, formatInterval, formatShare } from '../format.js';
import { renderTable, type Column } from '../table.js';
import { NUMBER, titleOf, type Room } from './section.js';

/** Top skills; the lift stands there where there is a rest of the market to compare with. */
export function skills({ skills: list }: MarketReport, { width, rows }: Room): string {
  const shown = list.items.slice(0, rows);
  const withLift = shown.some((skill) => skill.lift !== null);
  const columns: Column[] = [
    { head: 'skill', shrink: 14 },
    { head: 'category', shrink: 8, optional: true },
    { head: 'postings', ...NUMBER },
    { head: 'share', ...NUMBER },
    { head: '95 %', ...NUMBER, optional: true },
    { head: 'required', ...NUMBER },
    ...(withLift ? [{ head: 'lift', ...NUMBER }] : []),
  ];
  const cells = shown.map((skill) => [
    skill.label,
    skill.category,
    formatCount(skill.count),
    formatShare(skill.share, list.of),
    formatInterval(skill.interval),
    formatCount(skill.required),
    ...(withLift ? [skill.lift === null ? '' : `${skill.lift.ratio.toFixed(1)}x`] : []),
  ]);
  const note = withLift ? '\n(lift: share here / share in the rest of the market)' : '';
  return `${titleOf('TOP SKILLS', list, shown.length, 'classified postings')}\n${renderTable(columns, cells, width)}${note}`;
}

/** Skills that go together. */
export function skillPairs(pairs: SkillPairs, { width, rows }: Room): string {
  if (pairs.items.length === 0) return '';
  const shown = pairs.items.slice(0, rows);
  const columns: Column[] = [
    { head: 'skill', shrink: 10 },
    { head: 'with', shrink: 10 },
    { head: 'postings', ...NUMBER },
    { head: 'share', ...NUMBER },
    { head: 'lift', ...NUMBER },
  ];
  const cells = shown.map((pair) => [
    pair.a.label,
    pair.b.label,
    formatCount(pair.count),
    formatShare(pair.share, pairs.of),
    `${pair.lift.toFixed(1)}x`,
  ]);
  const title = titleOf('SKILLS TOGETHER', pairs, shown.length, 'classified postings');
  return `${title}\n${renderTable(columns, cells, width)}\n(lift: how many times as often together as by chance)`;
}
