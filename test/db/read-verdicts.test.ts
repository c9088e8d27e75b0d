import { beforeAll, expect, it } from 'vitest';
import { classifyBatch } from '../../src/db/classify-batch.js';
import { marketFigures } from '../../src/db/figures/market.js';
import type { PostingFilter } from '../../src/db/filter.js';
import { queryPostings } from '../../src/db/query.js';
import { eachVerdict, readJudged, type Judged } from '../../src/db/read-verdicts.js';
import { reopenAll } from '../../src/db/reopen.js';
import { idsOfTaxonomy, readSources, readTaxonomies, resolveTaxonomy } from '../../src/db/taxonomies.js';
import { sampleEntry } from '../export/sample.js';
import { describeEachDatabase } from '../support/backends.js';
import { idOf, makePosting, makeSkill, makeVerdict } from '../support/postings.js';
import { emptyTables, storeClassified, storePostings } from '../support/store.js';

describeEachDatabase('verdicts of several taxonomies', (database) => {
  const copy = (name: string): ReturnType<typeof sampleEntry> => [
    makePosting(name, { title: 'Repeated', description: 'the same words again and again, '.repeat(4) }),
    {},
  ];
  const first = idOf('sample 0');
  /** More than one batch. */
  const many = 620;
  beforeAll(async () => {
    await emptyTables(database());
    const entries = Array.from({ length: many }, (_, n) => sampleEntry(n));
    await storeClassified(database(), [...entries, copy('twice 1'), copy('twice 2')]);
    await storePostings(database(), [makePosting('waiting')]);
    await reopenAll(database(), () => undefined);
    // One of them by newer rules, which know neither its role nor its skill of before.
    await classifyBatch(database(), [first], () =>
      makeVerdict({
        taxonomy: 'tax-2',
        role: { ...makeVerdict().role, id: 'new-role' },
        skills: [makeSkill('new-skill')],
      }),
    );
  });
  const all = async (filter: PostingFilter, limit: number | null = null): Promise<Judged[]> => {
    const judged: Judged[] = [];
    await eachVerdict(database(), filter, limit, async (batch, total) => {
      judged.push(...batch);
      expect(total).toBeGreaterThanOrEqual(judged.length);
    });
    return judged;
  };

  it('hands on each posting with its present verdict, copies too, those without a verdict not', async () => {
    const judged = await all({});
    expect(judged).toHaveLength(many + 2);
    expect(judged.find(({ posting }) => posting.id === first)).toMatchObject({
      posting: { description: 'Text 0 of a posting.' },
      verdict: { taxonomy: 'tax-2', role: { id: 'new-role' } },
    });
    for (const { posting, verdict } of judged) expect(verdict.id).toBe(posting.id);
  });

  it('keeps to filter and limit', async () => {
    expect(await all({ role: ['nurse'] }, 7)).toHaveLength(7);
    expect((await all({ role: ['new-role'] })).map(({ posting }) => posting.id)).toEqual([first]);
    expect(await all({ role: ['nobody'] })).toEqual([]);
  });

  it('gives the verdicts of an earlier version', async () => {
    const earlier = await all({ taxonomy: 'tax-1' });
    expect(earlier).toHaveLength(many + 2);
    expect(earlier.find(({ posting }) => posting.id === first)?.verdict.role.id).toBe('backend-developer');
    const [one] = await readJudged(database().orm, [{ id: first, taxonomy: 'tax-1' }], { evidence: true });
    expect(one?.verdict).toMatchObject({ taxonomy: 'tax-1', evidence: [{ rule: 'r1' }] });
  });

  it('query and figures ask for a version', async () => {
    const page = (filter: PostingFilter) => queryPostings(database(), filter, { limit: 1000, cursor: null });
    expect((await page({ role: ['new-role'] })).total).toBe(1);
    expect((await page({ role: ['new-role'], taxonomy: 'tax-1' })).total).toBe(0);
    expect((await page({ taxonomy: 'tax-2' })).rows.map(({ id }) => id)).toEqual([first]);
    const { basis } = await marketFigures(database(), { taxonomy: 'tax-1' }, { top: 5 });
    expect(basis.taxonomies).toEqual([{ version: 'tax-1', postings: many + 1 }]);
  });

  it('lists the versions, and finds one by its beginning', async () => {
    const { orm } = database();
    expect(await readTaxonomies(orm)).toEqual([
      { version: 'tax-1', verdicts: many + 2, current: many + 1 },
      { version: 'tax-2', verdicts: 1, current: 1 },
    ]);
    expect(await resolveTaxonomy(orm, 'tax-2')).toBe('tax-2');
    await expect(resolveTaxonomy(orm, 'tax')).rejects.toThrow('tax-1, tax-2');
    await expect(resolveTaxonomy(orm, 'tax-9')).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('did you mean tax-1 or tax-2'),
    });
    await expect(resolveTaxonomy(orm, '')).rejects.toMatchObject({ code: 'usage' });
  });

  it('knows what a version named, and the adapters', async () => {
    const { orm } = database();
    expect(await idsOfTaxonomy(orm, 'tax-2')).toMatchObject({ role: ['new-role'], skill: ['new-skill'] });
    expect((await idsOfTaxonomy(orm, 'tax-1')).role.toSorted()).toEqual([
      'backend-developer',
      'data-engineer',
      'nurse',
    ]);
    expect(await readSources(orm)).toEqual(['ndjson']);
  });

  it('a fault of the reader ends it', async () => {
    const stopped = new Error('stopped');
    await expect(eachVerdict(database(), {}, null, () => Promise.reject(stopped))).rejects.toBe(stopped);
  });
});
