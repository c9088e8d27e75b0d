import { beforeEach, expect, it } from 'vitest';
import { marketFigures } from '../../src/db/figures/market.js';
import { giveUpPostings } from '../../src/db/give-up.js';
import { reopenAll } from '../../src/db/reopen.js';
import type { Posting } from '../../src/domain/posting.js';
import type { Verdict } from '../../src/domain/verdict.js';
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

  it('counts everything, each share with its denominator', async () => {
    expect(await marketFigures(database(), {}, { top: 10 })).toEqual({
      totals: { postings: 6, classified: 4, pending: 1, failed: 1 },
      matching: 4,
      furtherCopies: 0,
      uncertain: 1,
      period: { from: '2026-01-05T08:00:00Z', to: '2026-02-01T00:00:00Z' },
      roles: {
        of: 4,
        distinct: 2,
        items: [
          {
            id: 'dev',
            label: 'The dev',
            count: 3,
            share: 0.75,
            family: 'backend',
            levels: { senior: 2, lead: 1 },
          },
          { id: 'ops', label: 'The ops', count: 1, share: 0.25, family: 'platform', levels: { mid: 1 } },
        ],
      },
      levels: {
        of: 4,
        distinct: 3,
        items: [
          { id: 'senior', label: 'L senior', count: 2, share: 0.5, band: 'senior' },
          { id: 'lead', label: 'L lead', count: 1, share: 0.25, band: 'senior' },
          { id: 'mid', label: 'L mid', count: 1, share: 0.25, band: 'mid' },
        ],
      },
      families: {
        of: 4,
        distinct: 2,
        items: [
          { id: 'backend', label: 'backend', count: 3, share: 0.75 },
          { id: 'platform', label: 'platform', count: 1, share: 0.25 },
        ],
      },
      bands: {
        of: 4,
        distinct: 2,
        items: [
          { id: 'senior', label: 'senior', count: 3, share: 0.75 },
          { id: 'mid', label: 'mid', count: 1, share: 0.25 },
        ],
      },
      skills: {
        of: 4,
        distinct: 2,
        items: [
          { id: 'java', label: 'JAVA', count: 2, share: 0.5, category: 'language', required: 1 },
          { id: 'sql', label: 'SQL', count: 2, share: 0.5, category: 'language', required: 0 },
        ],
      },
      companies: { of: 3, distinct: 1, items: [{ id: 'acme', label: 'Acme', count: 3, share: 1 }] },
      countries: {
        of: 3,
        distinct: 2,
        items: [
          { id: 'DE', label: 'DE', count: 2, share: 2 / 3 },
          { id: 'US', label: 'US', count: 1, share: 1 / 3 },
        ],
      },
      remote: {
        of: 3,
        distinct: 2,
        items: [
          { id: 'remote', label: 'remote', count: 2, share: 2 / 3 },
          { id: 'hybrid', label: 'hybrid', count: 1, share: 1 / 3 },
        ],
      },
    });
  });

  it('narrows to the filter, the totals excepted', async () => {
    const figures = await marketFigures(database(), { skill: ['java'], level: ['lead'] }, { top: 10 });
    expect(figures.totals).toEqual({ postings: 6, classified: 4, pending: 1, failed: 1 });
    expect([figures.matching, figures.roles.items.length, figures.skills.of]).toEqual([1, 1, 1]);
    expect(figures.period).toEqual({ from: '2026-02-01T00:00:00Z', to: '2026-02-01T00:00:00Z' });
  });

  it('shows the top only, and says how many there are', async () => {
    const { skills, countries } = await marketFigures(database(), {}, { top: 1 });
    expect([skills.distinct, skills.items.map((s) => s.id)]).toEqual([2, ['java']]);
    expect([countries.distinct, countries.items.map((c) => c.id)]).toEqual([2, ['DE']]);
  });

  it('counts the current verdict of a posting, not the ones before', async () => {
    await reopenAll(database(), () => undefined);
    await classifyBatch(database(), [idOf('d')], () =>
      makeVerdict({ taxonomy: 'tax-2', role: role('dev', 'backend'), skills: [makeSkill('go')] }),
    );
    const { matching, roles, skills } = await marketFigures(database(), {}, { top: 10 });
    expect(matching).toBe(4);
    expect(roles.items.map((r) => [r.id, r.count])).toEqual([['dev', 4]]);
    expect(skills.items.map((s) => [s.id, s.count])).toEqual([
      ['java', 2],
      ['go', 1],
      ['sql', 1],
    ]);
  });

  it('is all zeros over nothing', async () => {
    await emptyTables(database());
    const figures = await marketFigures(database(), {}, { top: 10 });
    const none = { of: 0, distinct: 0, items: [] };
    expect(figures).toMatchObject({
      matching: 0,
      uncertain: 0,
      period: null,
      roles: none,
      skills: none,
      companies: none,
      remote: none,
    });
    expect(figures.totals).toEqual({ postings: 0, classified: 0, pending: 0, failed: 0 });
  });

  it.each([0, 1.5, 10_001, Number.NaN])('refuses a top of %d', async (top) => {
    await expect(marketFigures(database(), {}, { top })).rejects.toMatchObject({ code: 'usage' });
  });
});
