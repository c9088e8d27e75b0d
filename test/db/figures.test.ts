import { beforeEach, expect, it } from 'vitest';
import { marketFigures } from '../../src/db/figures/market.js';
import { giveUpPostings } from '../../src/db/give-up.js';
import { reopenAll } from '../../src/db/reopen.js';
import type { Posting } from '../../src/domain/posting.js';
import { UNCERTAIN_BELOW, type Verdict } from '../../src/domain/verdict.js';
import { describeEachDatabase } from '../support/backends.js';
import { idOf, makePosting, makeSkill, makeVerdict } from '../support/postings.js';
import { emptyTables, storeClassified, storePostings } from '../support/store.js';
import { classifyBatch } from '../../src/db/classify-batch.js';

const role = (id: string, family: string) => ({ ...makeVerdict().role, id, label: `The ${id}`, family });
const level = (id: string) => ({
  ...makeVerdict().level,
  id,
  label: `L ${id}`,
  band: id === 'lead' ? 'senior' : id,
});
const nowhere = { country: null, region: null, city: null };

describeEachDatabase('marketFigures', (database) => {
  const entries: [Posting, Partial<Verdict>][] = [
    [
      makePosting('a', { company: 'Acme', postedAt: '2026-01-05T08:00:00Z' }),
      {
        role: role('dev', 'backend'),
        level: level('senior'),
        remote: 'remote',
        skills: [makeSkill('java', { requirement: 'required' }), makeSkill('sql')],
      },
    ],
    [
      makePosting('b', { company: 'ACME ', postedAt: '2026-02-01T00:00:00Z' }),
      { role: role('dev', 'backend'), level: level('lead'), remote: null, skills: [makeSkill('java')] },
    ],
    [
      makePosting('c', { company: 'Acme', postedAt: '2026-01-20T00:00:00Z' }),
      { role: role('dev', 'backend'), level: level('senior'), place: nowhere, remote: 'hybrid', skills: [] },
    ],
    [
      makePosting('d', { company: null, postedAt: '2026-01-10T00:00:00Z' }),
      {
        role: { ...role('ops', 'platform'), confidence: 0.6, uncertain: true },
        level: level('mid'),
        place: { ...nowhere, country: 'US' },
        remote: 'remote',
        skills: [makeSkill('sql')],
      },
    ],
  ];
  beforeEach(async () => {
    await emptyTables(database());
    await storeClassified(database(), entries);
    await storePostings(database(), [makePosting('waiting'), makePosting('broken')]);
    await giveUpPostings(database(), [idOf('broken')], { code: 'internal', reason: 'x', attempts: 1 });
  });

  const each = { top: 10, minCount: 1 };
  /** Ids and counts, in their order. */
  const counts = (list: { items: { id: string; count: number }[] }) =>
    list.items.map(({ id, count }) => [id, count]);

  it('counts everything, each share with its denominator, coverage and interval', async () => {
    const figures = await marketFigures(database(), {}, each);
    expect(figures.totals).toEqual({ postings: 6, classified: 4, pending: 1, failed: 1 });
    expect(figures.basis).toEqual({
      filter: {},
      postings: 4,
      copies: 'once',
      furtherCopies: 0,
      uncertain: 1,
      uncertainBelow: UNCERTAIN_BELOW,
      taxonomies: [{ version: 'tax-1', postings: 4 }],
      period: { from: '2026-01-05T08:00:00Z', to: '2026-02-01T00:00:00Z' },
      minCount: 1,
      known: {
        ...{ role: 4, family: 4, level: 4, band: 4, company: 3, country: 3, remote: 3, employment: 4 },
        ...{ source: 4, language: 4, pay: 0, years: 0, skills: 3 },
      },
    });
    expect(figures.rolesByLevels).toMatchObject({
      of: 4,
      distinct: 2,
      withheld: 0,
      items: [
        {
          ...{ id: 'dev', label: 'The dev', count: 3, share: 0.75, family: 'backend' },
          levels: { senior: 2, lead: 1 },
        },
        {
          ...{ id: 'ops', label: 'The ops', count: 1, share: 0.25, family: 'platform' },
          levels: { mid: 1 },
        },
      ],
    });
    const { level, family, band, company, country, remote, role: roles } = figures.shares;
    expect(level).toMatchObject({
      of: 4,
      coverage: 1,
      distinct: 3,
      withheld: 0,
      items: [
        { id: 'lead', label: 'L lead', count: 1, share: 0.25 },
        { id: 'mid', label: 'L mid', count: 1, share: 0.25 },
        { id: 'senior', label: 'L senior', count: 2, share: 0.5 },
      ].toSorted((x, y) => y.count - x.count),
    });
    expect(counts(roles)).toEqual([
      ['dev', 3],
      ['ops', 1],
    ]);
    expect(counts(family)).toEqual([
      ['backend', 3],
      ['platform', 1],
    ]);
    expect(counts(band)).toEqual([
      ['senior', 3],
      ['mid', 1],
    ]);
    expect(company).toMatchObject({
      of: 3,
      coverage: 0.75,
      distinct: 1,
      items: [{ id: 'acme', label: 'Acme', count: 3, share: 1 }],
    });
    expect(country).toMatchObject({
      of: 3,
      items: [
        { id: 'DE', label: 'DE', count: 2, share: 2 / 3 },
        { id: 'US', label: 'US', count: 1, share: 1 / 3 },
      ],
    });
    expect(remote).toMatchObject({ of: 3, coverage: 0.75, distinct: 2 });
    expect(counts(remote)).toEqual([
      ['remote', 2],
      ['hybrid', 1],
    ]);
    expect(figures.skills).toMatchObject({
      of: 4,
      coverage: 0.75,
      distinct: 2,
      items: [
        { id: 'java', label: 'JAVA', count: 2, share: 0.5, category: 'language', required: 1, preferred: 0 },
        { id: 'sql', label: 'SQL', count: 2, share: 0.5, category: 'language', required: 0, preferred: 0 },
      ],
    });
    // Wilson's interval of 3 of 4, by hand.
    expect(roles.items[0]?.interval?.low).toBeCloseTo(0.3006, 4);
    expect(roles.items[0]?.interval?.high).toBeCloseTo(0.9544, 4);
  });

  it('withholds what fewer postings say than asked for, five unless told otherwise, and says how many', async () => {
    const { basis, shares, skills, rolesByLevels } = await marketFigures(database(), {}, { top: 10 });
    expect(basis.minCount).toBe(5);
    expect([shares.role, skills, rolesByLevels]).toMatchObject([
      { of: 4, distinct: 2, withheld: 2, items: [] },
      { of: 4, distinct: 2, withheld: 2, items: [] },
      { of: 4, distinct: 2, withheld: 2, items: [] },
    ]);
    const two = await marketFigures(database(), {}, { top: 10, minCount: 2 });
    expect(counts(two.shares.role)).toEqual([['dev', 3]]);
    expect(two.rolesByLevels.items[0]?.levels).toEqual({ senior: 2, lead: null });
  });

  it('narrows to the filter, the totals excepted', async () => {
    const figures = await marketFigures(database(), { skill: ['java', 'java'], level: ['lead'] }, each);
    expect(figures.totals).toEqual({ postings: 6, classified: 4, pending: 1, failed: 1 });
    expect([figures.basis.postings, figures.rolesByLevels.items.length, figures.skills.of]).toEqual([
      1, 1, 1,
    ]);
    expect(figures.basis.period).toEqual({ from: '2026-02-01T00:00:00Z', to: '2026-02-01T00:00:00Z' });
  });

  it('shows the top only, and says how many there are', async () => {
    const { skills, shares } = await marketFigures(database(), {}, { top: 1, minCount: 1 });
    expect([skills.distinct, counts(skills)]).toEqual([2, [['java', 2]]]);
    expect([shares.country.distinct, counts(shares.country)]).toEqual([2, [['DE', 2]]]);
  });

  it('counts the current verdict of a posting, not the ones before; an earlier one where it is asked for', async () => {
    await reopenAll(database(), () => undefined);
    await classifyBatch(database(), [idOf('d')], () =>
      makeVerdict({ taxonomy: 'tax-2', role: role('dev', 'backend'), skills: [makeSkill('go')] }),
    );
    const now = await marketFigures(database(), {}, each);
    expect(now.basis.postings).toBe(4);
    expect(now.basis.taxonomies).toEqual([
      { version: 'tax-1', postings: 3 },
      { version: 'tax-2', postings: 1 },
    ]);
    expect(counts(now.shares.role)).toEqual([['dev', 4]]);
    expect(counts(now.skills)).toEqual([
      ['java', 2],
      ['go', 1],
      ['sql', 1],
    ]);
    const earlier = await marketFigures(database(), { taxonomy: 'tax-1' }, each);
    expect(counts(earlier.shares.role)).toEqual([
      ['dev', 3],
      ['ops', 1],
    ]);
    expect(counts(earlier.skills)).toEqual([
      ['java', 2],
      ['sql', 2],
    ]);
    const later = await marketFigures(database(), { taxonomy: 'tax-2' }, each);
    expect([later.basis.postings, counts(later.skills)]).toEqual([1, [['go', 1]]]);
    const unknown = await marketFigures(database(), { taxonomy: "x' or true --" }, each);
    expect(unknown.basis.postings).toBe(0);
  });

  it('is all zeros over nothing', async () => {
    await emptyTables(database());
    const figures = await marketFigures(database(), {}, { top: 10 });
    const none = { of: 0, coverage: null, distinct: 0, withheld: 0, items: [] };
    expect(figures).toMatchObject({
      basis: { postings: 0, uncertain: 0, period: null, taxonomies: [] },
      rolesByLevels: { of: 0, distinct: 0, items: [] },
      shares: { company: none, remote: none },
      skills: none,
    });
    expect(figures.totals).toEqual({ postings: 0, classified: 0, pending: 0, failed: 0 });
  });

  it.each([0, 1001, 2.5])('refuses a least count of %d', async (minCount) => {
    await expect(marketFigures(database(), {}, { top: 5, minCount })).rejects.toMatchObject({
      code: 'usage',
    });
  });

  it.each([0, 1.5, 10_001, Number.NaN])('refuses a top of %d', async (top) => {
    await expect(marketFigures(database(), {}, { top })).rejects.toMatchObject({ code: 'usage' });
  });
});
