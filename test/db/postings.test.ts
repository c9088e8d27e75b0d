import { beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import type { Posting } from '../../src/domain/posting.js';
import { createRun } from '../../src/db/runs.js';
import { addRunSource } from '../../src/db/run-sources.js';
import { upsertPostings } from '../../src/db/postings.js';
import { describeEachDatabase } from '../support/backends.js';
import { idOf, makePosting } from '../support/postings.js';
import { emptyTables } from '../support/store.js';

const NOTHING = { added: 0, changed: 0, unchanged: 0, repeated: 0 };

describeEachDatabase('upsertPostings', (database) => {
  let run = '';
  let source = 0;
  let other = 0;
  const newRun = async (): Promise<string> => {
    const id = await createRun(database(), { command: 'run', request: [], mode: 'postgres', taxonomy: null });
    source = await addRunSource(database(), id, { locator: '/data/a.ndjson', kind: 'file' });
    other = await addRunSource(database(), id, { locator: '/data/b.ndjson', kind: 'file' });
    return id;
  };
  const upsert = async (
    postings: Posting[],
    where: { runId?: string; sourceRef?: number; attempt?: number } = {},
  ) => {
    const { toClassify, ...counts } = await upsertPostings(database(), {
      runId: run,
      sourceRef: source,
      attempt: 1,
      ...where,
      postings,
    });
    return { counts, toClassify: toClassify.toSorted() };
  };
  const stored = async (name: string) => {
    const [row] = await database().orm.execute<Record<string, string | number | null>>(
      sql`select * from postings where id = ${idOf(name)}`,
    );
    return row;
  };
  const classified = async (...names: string[]): Promise<void> => {
    await database().orm.execute(
      sql`update postings set state = 'classified' where id = any(${sql.param(names.map(idOf))}::text[])`,
    );
  };

  beforeEach(async () => {
    await emptyTables(database());
    run = await newRun();
  });

  it('adds what is new and wants it classified', async () => {
    const { counts, toClassify } = await upsert([makePosting('a'), makePosting('b')]);
    expect(counts).toEqual({ ...NOTHING, added: 2 });
    expect(toClassify).toEqual([idOf('a'), idOf('b')].toSorted());
  });

  it('takes the last of the same posting in one batch', async () => {
    const { counts } = await upsert([
      makePosting('a', { title: 'First' }),
      makePosting('a', { title: 'Last' }),
    ]);
    expect(counts).toEqual({ ...NOTHING, added: 1, repeated: 1 });
    expect((await stored('a'))?.['title']).toBe('Last');
  });

  it('knows a posting of an earlier run again: only its last sighting moves', async () => {
    await upsert([makePosting('a', { company: 'Old Name' })]);
    await classified('a');
    const before = await stored('a');
    run = await newRun();
    const { counts, toClassify } = await upsert([makePosting('a', { company: 'New Name' })]);
    const after = await stored('a');
    expect(counts).toEqual({ ...NOTHING, unchanged: 1 });
    expect(toClassify).toEqual([]);
    expect(after).toEqual({
      ...before,
      last_seen: after?.['last_seen'],
      last_run_id: run,
      last_outcome: 'unchanged',
    });
    expect(String(after?.['last_seen']) > String(before?.['last_seen'])).toBe(true);
  });

  it('wants an unchanged posting classified that is still waiting for it', async () => {
    await upsert([makePosting('a')]);
    run = await newRun();
    expect(await upsert([makePosting('a')])).toEqual({
      counts: { ...NOTHING, unchanged: 1 },
      toClassify: [idOf('a')],
    });
  });

  it('makes a changed posting pending under the new run', async () => {
    await upsert([makePosting('a'), makePosting('b')]);
    await classified('a', 'b');
    run = await newRun();
    const { counts, toClassify } = await upsert([
      makePosting('a', { description: 'Now with Rust.' }),
      makePosting('b'),
    ]);
    expect(counts).toEqual({ ...NOTHING, changed: 1, unchanged: 1 });
    expect(toClassify).toEqual([idOf('a')]);
    expect(await stored('a')).toMatchObject({
      state: 'pending',
      run_id: run,
      description: 'Now with Rust.',
      queued_at: null,
    });
  });

  it('reports the same for a retried job as for its first attempt', async () => {
    await upsert([makePosting('known'), makePosting('moved')]);
    await classified('known', 'moved');
    run = await newRun();
    const batches = [
      [makePosting('known'), makePosting('moved', { title: 'Another title' }), makePosting('new')],
      [makePosting('new'), makePosting('late')],
    ];
    const attempt = async (n: number) => {
      const results = [];
      for (const batch of batches) results.push((await upsert(batch, { attempt: n })).counts);
      return results;
    };
    const first = await attempt(1);
    expect(first).toEqual([
      { ...NOTHING, added: 1, changed: 1, unchanged: 1 },
      { ...NOTHING, added: 1, repeated: 1 },
    ]);
    expect(await attempt(2)).toEqual(first);
    expect(await attempt(3)).toEqual(first);
  });

  it('counts a posting of two sources once, also when either job is retried', async () => {
    expect((await upsert([makePosting('a')])).counts).toEqual({ ...NOTHING, added: 1 });
    expect((await upsert([makePosting('a')], { sourceRef: other })).counts).toEqual({
      ...NOTHING,
      repeated: 1,
    });
    expect((await upsert([makePosting('a')], { sourceRef: other, attempt: 2 })).counts).toEqual({
      ...NOTHING,
      repeated: 1,
    });
    expect((await upsert([makePosting('a')], { attempt: 2 })).counts).toEqual({ ...NOTHING, added: 1 });
  });

  it('lets the later text of a repeated posting win', async () => {
    await upsert([makePosting('a')]);
    await classified('a');
    const { counts, toClassify } = await upsert([makePosting('a', { title: 'Corrected' })], {
      sourceRef: other,
    });
    expect(counts).toEqual({ ...NOTHING, repeated: 1 });
    expect(toClassify).toEqual([idOf('a')]);
    expect((await stored('a'))?.['title']).toBe('Corrected');
  });

  it('adds each posting once when two batches with the same postings run at once', async () => {
    const postings = Array.from({ length: 50 }, (_, i) => makePosting(`p${i}`));
    const results = await Promise.all([
      upsert(postings),
      upsert(postings.toReversed(), { sourceRef: other }),
      upsert(postings, { sourceRef: other }),
    ]);
    const sum = (key: 'added' | 'repeated') => results.reduce((total, { counts }) => total + counts[key], 0);
    expect([sum('added'), sum('repeated')]).toEqual([50, 100]);
  });

  describe('what PostgreSQL cannot hold costs nobody anything', () => {
    const cases: [string, Partial<Posting>, Record<string, unknown>][] = [
      [
        'NUL in the text',
        { title: 'Dev\0eloper', description: '\0' },
        { title: 'Developer', description: '' },
      ],
      ['half a surrogate pair', { title: 'x\ud83d' }, { title: 'x\uFFFD' }],
      ['a written-out escape stays', { title: 'C:\\u0000 \\ud800' }, { title: 'C:\\u0000 \\ud800' }],
      ['a year beyond any calendar', { postedAt: '+275760-09-13T00:00:00.000Z' }, { posted_at: null }],
      [
        'a date that is none',
        { postedAt: 'soon', validThrough: '' },
        { posted_at: null, valid_through: null },
      ],
      [
        'numbers that are none',
        { salary: { min: Number.NaN, max: Infinity, currency: 'EUR', period: 'year' } },
        { salary_min: null, salary_max: null, salary_currency: 'EUR' },
      ],
    ];
    it.each(cases)('%s', async (_, part, expected) => {
      const { counts } = await upsert([makePosting('bad', part), makePosting('good')]);
      expect(counts).toEqual({ ...NOTHING, added: 2 });
      expect(await stored('bad')).toMatchObject(expected);
    });
  });

  it('stores nothing of an empty batch', async () => {
    expect(await upsert([])).toEqual({ counts: NOTHING, toClassify: [] });
  });
});
