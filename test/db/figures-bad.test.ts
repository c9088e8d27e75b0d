/** Empty, tiny and hostile input: a clear answer, never a wrong figure. */
import { beforeEach, expect, it } from 'vitest';
import { readBasis } from '../../src/db/figures/basis.js';
import { marketFigures } from '../../src/db/figures/market.js';
import { movers } from '../../src/db/figures/movers.js';
import { trend } from '../../src/db/figures/trend.js';
import type { PostingFilter } from '../../src/db/filter.js';
import { queryPostings } from '../../src/db/query.js';
import { describeEachDatabase } from '../support/backends.js';
import { makePosting, makeSkill } from '../support/postings.js';
import { emptyTables, storeClassified } from '../support/store.js';

describeEachDatabase('figures of odd input', (database) => {
  beforeEach(() => emptyTables(database()));
  const figures = (filter: PostingFilter = {}, minCount = 5) =>
    marketFigures(database(), filter, { top: 10, minCount, versus: {} });
  const none = { distinct: 0, withheld: 0, items: [] };

  it('an empty database has figures of nothing', async () => {
    expect(await figures()).toMatchObject({
      basis: { postings: 0, period: null },
      skillPairs: { of: 0, coverage: null, among: [], ...none },
      trend: { dataUntil: null, periods: [], before: 0, after: 0, series: [] },
      movers: null,
      pay: { of: 0, count: 0, coverage: null, overall: none, byRole: none, byCountry: none },
      years: { overall: null, byLevel: none, byRole: none },
      timeToClose: { overall: null, by: { role: none, family: none, level: none } },
      comparison: { common: 0, skills: { of: { a: 0, b: 0 }, ...none } },
    });
  });

  it('one posting is withheld everywhere, and shown where one is enough', async () => {
    await storeClassified(database(), [[makePosting('a'), { years: { min: 3, max: null } }]]);
    const found = await figures();
    expect(found).toMatchObject({
      basis: { postings: 1 },
      skills: { of: 1, distinct: 1, withheld: 1, items: [] },
      trend: { periods: [{ id: '2026-03', new: 1, open: 1 }], series: [] },
      movers: null,
      years: { overall: null, byRole: { distinct: 1, withheld: 1, items: [] } },
      pay: { count: 0, coverage: 0, overall: none },
    });
    expect(await figures({}, 1)).toMatchObject({
      skills: { items: [{ id: 'java', count: 1, share: 1, lift: null }] },
      years: { overall: { count: 1, quantiles: { p50: { value: 3, interval: null } } } },
    });
  });

  it('a period with nothing in it has zeros, not gaps', async () => {
    await storeClassified(database(), [
      [makePosting('a', { postedAt: '2026-01-10T00:00:00Z' }), {}],
      [makePosting('b', { postedAt: '2026-04-02T00:00:00Z' }), {}],
    ]);
    const basis = await readBasis(database().orm, { since: '2026-02-01', until: '2026-03-31' });
    const { periods } = await trend(database().orm, basis, 'month', [{ by: 'skill', ids: ['java', 'java'] }]);
    expect(periods.map(({ id, new: count, open, partial }) => [id, count, open, partial])).toEqual([
      // What was opened before is still open.
      ['2026-02', 0, 1, false],
      ['2026-03', 0, 1, false],
    ]);
    expect((await movers(database().orm, basis, { top: 5 }))?.by.role).toMatchObject({
      of: { before: 0, after: 0 },
      rising: [],
      falling: [],
    });
  });

  it('currencies are never mixed, and pay without period or currency is left out and counted', async () => {
    const pay = (min: number | null, currency: string | null, period: string | null) =>
      ({ salary: { min, max: null, currency, period } }) as object;
    await storeClassified(database(), [
      [makePosting('a'), pay(50_000, 'EUR', 'year')],
      [makePosting('b'), pay(5000, 'EUR', 'month')],
      [makePosting('c'), pay(90_000, 'USD', 'year')],
      [makePosting('d'), pay(300, 'USD', null)],
      [makePosting('e'), pay(70_000, null, 'year')],
      [makePosting('f'), pay(70, null, null)],
      [makePosting('g'), {}],
    ]);
    const { pay: found } = await figures({}, 1);
    expect(found).toMatchObject({ of: 7, count: 3, leftOut: { noPeriod: 1, noCurrency: 1, neither: 1 } });
    expect(
      found.overall.items.map(({ currency, count, of, quantiles }) => [
        currency,
        count,
        of,
        quantiles.p50.value,
      ]),
    ).toEqual([
      ['EUR', 2, 7, 55_000],
      ['USD', 1, 7, 90_000],
    ]);
  });

  const attacks = [
    "x' or '1'='1",
    "'; drop table posting_facts; --",
    '<script>alert(1)</script>',
    'nul\0byte',
    '\ud83d',
    '$1',
    '{"a"}',
  ];
  it.each(attacks)('%j is a name like any other', async (attack) => {
    await storeClassified(database(), [[makePosting('a', { company: attack }), {}]]);
    for (const field of ['role', 'level', 'skill', 'family', 'band', 'source', 'language'] as const) {
      expect((await figures({ [field]: [attack] })).basis.postings).toBe(0);
    }
    expect((await figures({ taxonomy: attack })).basis.postings).toBe(0);
    // Signs alone are no words.
    expect((await figures({ text: `${attack} nowhere` })).basis.postings).toBe(0);
    expect((await figures({ company: attack })).basis.postings).toBe(1);
    const basis = await readBasis(database().orm, {});
    const { series } = await trend(database().orm, basis, 'week', [
      { by: 'skill', ids: [attack] },
      { by: 'role', ids: [attack] },
    ]);
    expect(series.map(({ id, new: cells }) => [id, cells[0]?.count])).toEqual([
      [attack, 0],
      [attack, 0],
    ]);
  });

  it('a skill that a posting names twice, or a filter, counts once', async () => {
    await storeClassified(database(), [
      [makePosting('a'), { skills: [makeSkill('go'), makeSkill('go', { requirement: 'required' })] }],
    ]);
    const found = await figures({ skill: ['go', 'go'] }, 1);
    expect(found.skills.items).toMatchObject([{ id: 'go', count: 1 }]);
  });

  it.each([
    [
      { before: { from: '2026-02-01', to: '2026-01-01' }, after: { from: '2026-03-01', to: '2026-04-01' } },
      'holds no day',
    ],
    [
      { before: { from: '2026-01-01', to: '2026-03-01' }, after: { from: '2026-02-01', to: '2026-04-01' } },
      'before must end',
    ],
    [
      { before: { from: 'x', to: '2026-03-01' }, after: { from: '2026-03-01', to: '2026-04-01' } },
      'before from: expected a date',
    ],
    [
      {
        before: { from: '2026-01-01T00:00:00Z', to: '2026-03-01' },
        after: { from: '2026-03-01', to: '2026-04-01' },
      },
      'expected a day',
    ],
  ])('refuses the spans %j', async (spans, says) => {
    await expect(marketFigures(database(), {}, { top: 5, spans })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(says) as string,
    });
  });

  it('refuses a limit of ten million and a cursor of another query', async () => {
    await storeClassified(database(), [
      [makePosting('a'), {}],
      [makePosting('b'), {}],
    ]);
    const page = (filter: PostingFilter, limit: number, cursor: string | null) =>
      queryPostings(database(), filter, { limit, cursor });
    await expect(page({}, 10_000_000, null)).rejects.toMatchObject({ code: 'usage' });
    await expect(marketFigures(database(), {}, { top: 10_000_000 })).rejects.toMatchObject({ code: 'usage' });
    const { nextCursor } = await page({}, 1, null);
    await expect(page({ role: ['x'] }, 1, nextCursor)).rejects.toMatchObject({ code: 'usage' });
  });
});
