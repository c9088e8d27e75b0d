import { describe, expect, it } from 'vitest';
import type { MarketFigures } from '../../src/db/figures/market.js';
import { buildReport } from '../../src/report/market.js';
import { renderReport } from '../../src/report/terminal.js';
import type { SkillShare } from '../../src/db/figures/skills.js';
import { makeBasis, makeFigures, makeShare, makeShares } from '../support/figures.js';
import { displayWidth } from '../../src/report/text-width.js';

const LADDER = [
  { id: 'entry', band: 'entry' },
  { id: 'mid', band: 'mid' },
  { id: 'senior', band: 'senior' },
  { id: 'director', band: 'director' },
];

const figures = makeFigures(8, {
  totals: { postings: 12, classified: 10, pending: 1, failed: 1 },
  basis: makeBasis(8, { uncertain: 2, filter: { role: ['backend-developer'] } }),
  rolesByLevels: {
    of: 8,
    distinct: 2,
    withheld: 0,
    items: [
      {
        ...makeShare('backend-developer', 'Backend Developer', 6, 8),
        family: 'backend',
        levels: { senior: 4, mid: 2 },
      },
      {
        ...makeShare('non-tech', 'Outside technology', 2, 8),
        family: 'other',
        levels: { director: 1, antique: null },
      },
    ],
  },
  shares: {
    ...makeFigures(8).shares,
    level: makeShares(8, {
      items: [
        makeShare('senior', 'Senior', 4, 8),
        makeShare('mid', 'Mid', 2, 8),
        makeShare('antique', 'Antique', 1, 8),
        makeShare('director', 'Director', 1, 8),
      ],
    }),
    family: makeShares(8, { distinct: 2, items: [makeShare('backend', 'backend', 6, 8)] }),
    band: makeShares(8, { items: [makeShare('senior', 'senior', 4, 8)] }),
    company: makeShares(7, { items: [makeShare('quillwater', 'Quillwater', 7, 7)] }),
    country: makeShares(0),
  },
  skills: makeShares<SkillShare>(8, {
    distinct: 3,
    items: [
      { ...makeShare('java', 'Java', 5, 8), category: 'language', required: 4, preferred: 1, lift: null },
      {
        ...makeShare('postgresql', 'PostgreSQL', 3, 8),
        ...{ category: 'database', required: 0, preferred: 0, lift: null },
      },
    ],
  }),
});

describe('buildReport', () => {
  it('puts levels in the order of the ladder, strangers last, and keeps the rest', () => {
    const report = buildReport(figures, LADDER);
    expect(report.shares.level.items.map((level) => level.id)).toEqual([
      'mid',
      'senior',
      'director',
      'antique',
    ]);
    expect(report.rolesByLevels).toEqual(figures.rolesByLevels);
    expect(report.basis.filter).toEqual({ role: ['backend-developer'] });
  });
});

describe('renderReport', () => {
  const text = (width: number, rows = 20, over: Partial<MarketFigures> = {}) =>
    renderReport(buildReport({ ...figures, ...over }, LADDER), { width, rows });

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
    expect(text(120, 20, { basis: makeBasis(8) })).not.toContain('uncertain');
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
    const none = { basis: makeBasis(0), totals: { postings: 3, classified: 0, pending: 3, failed: 0 } };
    expect(text(80, 20, none)).toContain('rolemill work');
    expect(text(80, 20, { ...none, totals: { ...none.totals, postings: 0, pending: 0 } })).toContain(
      'rolemill run',
    );
  });
});
