import { describe, expect, it } from 'vitest';
import type { MarketFigures } from '../../src/db/figures/market.js';
import { buildReport } from '../../src/report/market.js';
import { renderReport } from '../../src/report/terminal.js';
import { displayWidth } from '../../src/report/text-width.js';

const LADDER = [
  { id: 'entry', band: 'entry' },
  { id: 'mid', band: 'mid' },
  { id: 'senior', band: 'senior' },
  { id: 'director', band: 'director' },
];

const figures: MarketFigures = {
  totals: { postings: 12, classified: 10, pending: 1, failed: 1 },
  furtherCopies: 0,
  matching: 8,
  uncertain: 2,
  period: { from: '2026-01-05T00:00:00Z', to: '2026-06-30T00:00:00Z' },
  roles: {
    of: 8,
    distinct: 2,
    items: [
      {
        id: 'backend-developer',
        label: 'Backend Developer',
        family: 'backend',
        count: 6,
        share: 0.75,
        levels: { senior: 4, mid: 2 },
      },
      {
        id: 'non-tech',
        label: 'Outside technology',
        family: 'other',
        count: 2,
        share: 0.25,
        levels: { director: 1, antique: 1 },
      },
    ],
  },
  levels: {
    of: 8,
    distinct: 4,
    items: [
      { id: 'senior', label: 'Senior', band: 'senior', count: 4, share: 0.5 },
      { id: 'mid', label: 'Mid', band: 'mid', count: 2, share: 0.25 },
      { id: 'antique', label: 'Antique', band: 'antique', count: 1, share: 0.125 },
      { id: 'director', label: 'Director', band: 'director', count: 1, share: 0.125 },
    ],
  },
  families: { of: 8, distinct: 2, items: [{ id: 'backend', label: 'backend', count: 6, share: 0.75 }] },
  bands: { of: 8, distinct: 1, items: [{ id: 'senior', label: 'senior', count: 4, share: 0.5 }] },
  skills: {
    of: 8,
    distinct: 3,
    items: [
      { id: 'java', label: 'Java', category: 'language', count: 5, share: 0.625, required: 4 },
      { id: 'postgresql', label: 'PostgreSQL', category: 'database', count: 3, share: 0.375, required: 0 },
    ],
  },
  companies: { of: 7, distinct: 1, items: [{ id: 'quillwater', label: 'Quillwater', count: 7, share: 1 }] },
  countries: { of: 0, distinct: 0, items: [] },
  remote: { of: 0, distinct: 0, items: [] },
};

describe('buildReport', () => {
  it('puts levels in the order of the ladder, strangers last, and keeps the rest', () => {
    const report = buildReport(figures, { role: ['backend-developer'] }, LADDER);
    expect(report.levels.items.map((level) => level.id)).toEqual(['mid', 'senior', 'director', 'antique']);
    expect(report.roles).toEqual(figures.roles);
    expect(report.filter).toEqual({ role: ['backend-developer'] });
  });
});

describe('renderReport', () => {
  const text = (width: number, rows = 20, over: Partial<MarketFigures> = {}) =>
    renderReport(buildReport({ ...figures, ...over }, {}, LADDER), { width, rows });

  it('has a row per role with its counts per level, and a total', () => {
    expect(text(120)).toMatch(/Backend Developer +6 +75\.0% +2 +4 +· +·/);
    expect(text(120)).toMatch(/All roles +8 +100\.0% +2 +4 +1 +1/);
  });

  it('names the denominator of every list', () => {
    expect(text(120)).toContain('ROLES BY LEVEL: shares of 8 classified postings');
    expect(text(120)).toContain('TOP SKILLS: 2 of 3, shares of 8 classified postings');
    expect(text(120)).toContain('COMPANIES: shares of 7 postings that name a company');
  });

  it('says how many roles are only the best guess, and nothing when none is', () => {
    expect(text(120)).toContain('2 roles uncertain (25.0%)');
    expect(text(120, 20, { uncertain: 0 })).not.toContain('uncertain');
  });

  it('leaves out lists with nothing in them', () => expect(text(120)).not.toContain('COUNTRIES'));

  it('says how many rows it left out', () => expect(text(120, 1)).toContain('TOP SKILLS: 1 of 3'));

  it.each([60, 80, 120])('fits into %i columns', (width) => {
    expect(Math.max(...text(width).split('\n').map(displayWidth))).toBeLessThanOrEqual(width);
  });

  it('shortens level names rather than numbers, and explains them', () => {
    expect(text(60)).toMatch(/mid +sen +dir +ant/);
    expect(text(60)).toContain('sen senior');
  });

  it('says what to do when nothing fits', () => {
    const none = { matching: 0, totals: { postings: 3, classified: 0, pending: 3, failed: 0 } };
    expect(text(80, 20, none)).toContain('rolemill work');
    expect(text(80, 20, { ...none, totals: { ...none.totals, postings: 0, pending: 0 } })).toContain(
      'rolemill run',
    );
  });
});
