import { sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { classifyBatch } from '../../src/db/classify-batch.js';
import { connect } from '../../src/db/connection.js';
import { listDeadLetters } from '../../src/db/dead-letters.js';
import { upsertPostings } from '../../src/db/postings.js';
import { getPosting } from '../../src/db/query.js';
import { reopenAll } from '../../src/db/reopen.js';
import type { Posting } from '../../src/domain/posting.js';
import { toClassifiedPosting } from '../../src/domain/verdict.js';
import { describeEachDatabase } from '../support/backends.js';
import { idOf, makePosting, makeSkill, makeVerdict } from '../support/postings.js';
import { emptyTables, startRun, storePostings } from '../support/store.js';

describeEachDatabase('classifyBatch', (database) => {
  const states = async (): Promise<Record<string, string>> => {
    const rows = await database().orm.execute<{ id: string; state: string }>(
      sql`select id, state from postings`,
    );
    return Object.fromEntries(rows.map((row) => [row.id, row.state]));
  };
  beforeEach(() => emptyTables(database()));

  it('hands the stored posting to the decision unchanged', async () => {
    const posting = makePosting('a', {
      salary: { min: 90_000.5, max: null, currency: 'EUR', period: 'year' },
      postedAt: '2026-03-01T10:20:30.123Z',
      validThrough: '2026-04-01T00:00:00Z',
      descriptionRaw: '<p>raw</p>',
      location: { raw: 'Remote, UK', country: 'GB', region: 'England', city: 'Leeds', remote: 'remote' },
    });
    const bare = makePosting('b', {
      ...{ sourceId: null, url: null, company: null, employmentType: null, postedAt: null, language: null },
      location: { raw: null, country: null, region: null, city: null, remote: null },
    });
    await storePostings(database(), [posting, bare]);
    const seen: Posting[] = [];
    await classifyBatch(database(), [posting.id, bare.id], (p) => (seen.push(p), makeVerdict()));
    expect(seen.toSorted((x, y) => x.title.localeCompare(y.title))).toEqual([posting, bare]);
  });

  it('stores a verdict that reads back as it was given', async () => {
    const posting = makePosting('a');
    const verdict = makeVerdict({
      years: { min: 1.5, max: 3 },
      salary: { min: 120_000, max: 150_000, currency: 'USD', period: 'year' },
      remote: 'hybrid',
      place: { country: 'US', region: 'NY', city: 'New York' },
      skills: [
        makeSkill('zig', { requirement: 'required', inTitle: true }),
        makeSkill('ada', { requirement: 'preferred' }),
        makeSkill('c', { category: 'language' }),
      ],
    });
    await storePostings(database(), [posting]);
    expect(await classifyBatch(database(), [posting.id], () => verdict)).toEqual({
      classified: 1,
      gone: 0,
      failed: [],
    });
    for (const evidence of [true, false]) {
      expect(await getPosting(database(), posting.id, { evidence })).toEqual(
        toClassifiedPosting(posting, verdict, { evidence }),
      );
    }
    expect(await states()).toEqual({ [posting.id]: 'classified' });
  });

  it('leaves out what is not pending or not there', async () => {
    await storePostings(database(), [makePosting('a'), makePosting('b')]);
    const ids = ['a', 'b', 'b', 'nowhere'].map(idOf);
    expect(await classifyBatch(database(), ids, () => makeVerdict())).toMatchObject({
      classified: 2,
      gone: 1,
    });
    expect(await classifyBatch(database(), ids, () => makeVerdict())).toMatchObject({
      classified: 0,
      gone: 3,
    });
    expect(await classifyBatch(database(), [], () => makeVerdict())).toEqual({
      classified: 0,
      gone: 0,
      failed: [],
    });
  });

  it('gives each posting to one of two workers that have the same ids', async () => {
    const postings = Array.from({ length: 60 }, (_, i) => makePosting(`p${i}`));
    await storePostings(database(), postings);
    const ids = postings.map((p) => p.id);
    const decided: string[] = [];
    const decide = (p: Posting) => (decided.push(p.id), makeVerdict());
    const results = await Promise.all([1, 2, 3].map(() => classifyBatch(database(), ids, decide)));
    expect(decided.toSorted()).toEqual(ids.toSorted());
    expect(results.reduce((sum, r) => sum + r.classified, 0)).toBe(60);
    expect(results.reduce((sum, r) => sum + r.gone, 0)).toBe(120);
  });

  it('goes past rows that another worker holds', async () => {
    await storePostings(database(), [makePosting('held'), makePosting('free')]);
    const other = connect(database().url, { max: 1 });
    try {
      await other.begin(async (tx) => {
        await tx`select from postings where id = ${idOf('held')} for update`;
        const result = await classifyBatch(database(), [idOf('held'), idOf('free')], () => makeVerdict());
        expect(result).toEqual({ classified: 1, gone: 1, failed: [] });
      });
    } finally {
      await other.end();
    }
    expect((await states())[idOf('held')]).toBe('pending');
  });

  it('loses one posting, not the batch, when the decision throws', async () => {
    const runId = await storePostings(database(), [makePosting('a'), makePosting('bad'), makePosting('c')]);
    const result = await classifyBatch(database(), ['a', 'bad', 'c'].map(idOf), (p) => {
      if (p.id === idOf('bad')) throw new Error('rule\0 broke');
      return makeVerdict();
    });
    expect(result).toEqual({ classified: 2, gone: 0, failed: [{ id: idOf('bad'), reason: 'rule broke' }] });
    expect(await states()).toEqual({
      [idOf('a')]: 'classified',
      [idOf('bad')]: 'failed',
      [idOf('c')]: 'classified',
    });
    expect(await listDeadLetters(database(), { limit: 10 })).toMatchObject([
      {
        queue: 'classify',
        payload: { ids: [idOf('bad')] },
        runId,
        code: 'classification-failed',
        attempts: 1,
      },
    ]);
  });

  it('changes nothing when writing fails', async () => {
    await storePostings(database(), [makePosting('a'), makePosting('b')]);
    const broken = makeVerdict();
    broken.level.confidence = 7;
    const verdicts = [makeVerdict(), broken];
    await expect(
      classifyBatch(database(), ['a', 'b'].map(idOf), () => verdicts.pop() ?? makeVerdict()),
    ).rejects.toMatchObject({ cause: { constraint_name: 'classifications_confidence' } });
    expect(Object.values(await states())).toEqual(['pending', 'pending']);
    const [row] = await database().orm.execute(sql`select count(*)::int as n from classifications`);
    expect(row).toEqual({ n: 0 });
  });

  it('replaces the verdict of the same taxonomy and keeps one of another, no longer current', async () => {
    const posting = makePosting('a');
    await storePostings(database(), [posting]);
    const again = async (verdict: ReturnType<typeof makeVerdict>) => {
      await reopenAll(database(), () => undefined);
      await classifyBatch(database(), [posting.id], () => verdict);
      return (await getPosting(database(), posting.id, { evidence: false }))?.skills.map((s) => s.id);
    };
    expect(await again(makeVerdict({ skills: [makeSkill('java'), makeSkill('sql')] }))).toEqual([
      'java',
      'sql',
    ]);
    expect(await again(makeVerdict({ skills: [makeSkill('rust')] }))).toEqual(['rust']);
    expect(await again(makeVerdict({ taxonomy: 'tax-2', skills: [makeSkill('go')] }))).toEqual(['go']);
    // Back to the first rules: their verdict is current again.
    expect(await again(makeVerdict({ skills: [makeSkill('ada')] }))).toEqual(['ada']);
    const rows = await database().orm.execute(
      sql`select taxonomy, current from classifications order by taxonomy`,
    );
    expect([...rows]).toEqual([
      { taxonomy: 'tax-1', current: true },
      { taxonomy: 'tax-2', current: false },
    ]);
    const skills = await database().orm.execute(
      sql`select taxonomy, skill from posting_skills order by taxonomy`,
    );
    expect([...skills]).toEqual([
      { taxonomy: 'tax-1', skill: 'ada' },
      { taxonomy: 'tax-2', skill: 'go' },
    ]);
  });

  it('stores what a rule quoted, whatever it is', async () => {
    const quotes = ['nul \0', 'half \ud83d', '\udc00', 'C:\\u0000', '"quoted"', '\\'];
    const stored = ['nul ', 'half \uFFFD', '\uFFFD', 'C:\\u0000', '"quoted"', '\\'];
    const evidence = quotes.map((quote) => ({ ...makeVerdict().evidence[0], quote }));
    await storePostings(database(), [makePosting('a')]);
    await classifyBatch(database(), [idOf('a')], () => makeVerdict({ evidence: evidence as never }));
    const back = await getPosting(database(), idOf('a'), { evidence: true });
    expect(back?.evidence?.map((e) => e.quote)).toEqual(stored);
  });

  it('keeps a skill once that a verdict names twice', async () => {
    await storePostings(database(), [makePosting('a')]);
    const skills = [makeSkill('java', { requirement: 'required' }), makeSkill('java'), makeSkill('go')];
    await classifyBatch(database(), [idOf('a')], () => makeVerdict({ skills }));
    expect((await getPosting(database(), idOf('a'), { evidence: false }))?.skills).toEqual([
      skills[0],
      skills[2],
    ]);
  });

  it('does not classify a text that ingest is replacing', async () => {
    await storePostings(database(), [makePosting('a')]);
    const { runId, sourceRef } = await startRun(database(), '/data/new.ndjson');
    await classifyBatch(database(), [idOf('a')], () => makeVerdict());
    await upsertPostings(database(), {
      runId,
      sourceRef,
      attempt: 1,
      postings: [makePosting('a', { title: 'New title' })],
    });
    expect(await states()).toEqual({ [idOf('a')]: 'pending' });
    const titles: string[] = [];
    await classifyBatch(database(), [idOf('a')], (p) => (titles.push(p.title), makeVerdict()));
    expect(titles).toEqual(['New title']);
  });
});
