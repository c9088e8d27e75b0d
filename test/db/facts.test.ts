/** The rows that figures count are those that would be made of everything stored, after whatever changes it. */
import { sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { classifyBatch } from '../../src/db/classify-batch.js';
import { upsertPostings } from '../../src/db/postings.js';
import { reopenAll } from '../../src/db/reopen.js';
import type { Posting } from '../../src/domain/posting.js';
import { describeEachDatabase } from '../support/backends.js';
import { idOf, makePosting, makeSkill, makeVerdict } from '../support/postings.js';
import { emptyTables, startRun, storeClassified } from '../support/store.js';

const TEXT = Array.from({ length: 150 }, (_, n) => `word${n}`).join(' ');

describeEachDatabase('posting_facts', (database) => {
  const kept = () => database().orm.execute(sql`select * from posting_facts order by posting_id`);
  /** Kept as they should be: equal to rows made anew. */
  const facts = async (name: string): Promise<Record<string, unknown>> => {
    const anew = await database().orm.execute(
      sql`select * from rolemill_facts(array(select id from postings), null) order by posting_id`,
    );
    const rows = await kept();
    expect([...rows]).toEqual([...anew]);
    return rows.find((row) => row['posting_id'] === idOf(name)) ?? {};
  };
  const twin = (name: string, part: Partial<Posting> = {}) =>
    makePosting(name, { title: 'Backend Developer', description: TEXT, ...part });
  beforeEach(async () => {
    await emptyTables(database());
    await storeClassified(database(), [[twin('a'), {}]]);
    await storeClassified(database(), [[twin('b'), {}]]);
  });

  it('follow another verdict', async () => {
    expect(await facts('a')).toMatchObject({ role: 'backend-developer', taxonomy: 'tax-1' });
    await reopenAll(database(), () => undefined);
    await classifyBatch(database(), [idOf('a')], () =>
      makeVerdict({
        taxonomy: 'tax-2',
        role: { ...makeVerdict().role, id: 'ops' },
        skills: [makeSkill('go', { requirement: 'required' })],
        salary: { min: 10, max: 20, currency: 'EUR', period: 'hour' },
      }),
    );
    const row = await facts('a');
    expect(row).toMatchObject({ role: 'ops', taxonomy: 'tax-2', pay_year: 31_200 });
    // One skill, one of them required, none preferred, its number.
    const [number] = row['skills'] as number[];
    expect(Buffer.from(row['skill_codes'] as Uint8Array).toString('hex')).toBe(
      [1, 1, 0, number ?? 0].map((n) => n.toString(16).padStart(4, '0')).join(''),
    );
  });

  it('follow the groups of copies', async () => {
    expect(await facts('b')).toMatchObject({ grouped: true, canonical_id: idOf('a') });
    const { runId, sourceRef } = await startRun(database());
    const changed = twin('a', { description: 'Something else altogether.', contentHash: 'f'.repeat(32) });
    await upsertPostings(database(), { runId, sourceRef, attempt: 1, postings: [changed] });
    await classifyBatch(database(), [changed.id], () => makeVerdict());
    expect(await facts('b')).toMatchObject({ grouped: false, canonical_id: null });
    expect(await facts('a')).toMatchObject({ grouped: false, canonical_id: null });
  });

  it('follow the closing and reopening of a listing, the last of them', async () => {
    const { sourceRef } = await startRun(database(), '/data/other.ndjson');
    const run = (statement: ReturnType<typeof sql>) => database().orm.execute(statement);
    expect(await facts('a')).toMatchObject({ closed: null });
    await run(
      sql`update posting_sources set closed_at = '2026-05-01T00:00:00Z' where posting_id = ${idOf('a')}`,
    );
    expect(String((await facts('a'))['closed'])).toContain('2026-05-01');
    await run(sql`insert into posting_sources (posting_id, source_id, first_seen, last_seen)
      values (${idOf('a')}, ${sourceRef}::int, now(), now())`);
    expect(await facts('a')).toMatchObject({ closed: null });
    await run(
      sql`update posting_sources set closed_at = '2026-06-01T00:00:00Z' where closed_at is null and posting_id = ${idOf('a')}`,
    );
    expect(String((await facts('a'))['closed'])).toContain('2026-06-01');
    await run(sql`update posting_sources set closed_at = null where source_id = ${sourceRef}::int`);
    expect(await facts('a')).toMatchObject({ closed: null });
  });

  it('follow the company and the date of a posting', async () => {
    await database().orm.execute(
      sql`update postings set company = '  Other  ', posted_at = '2020-02-02T00:00:00Z' where id = ${idOf('a')}`,
    );
    const row = await facts('a');
    expect(row['company']).toBe('Other');
    expect(String(row['opened'])).toContain('2020-02-02');
    await database().orm.execute(
      sql`update postings set company = ' ', posted_at = null where id = ${idOf('a')}`,
    );
    const bare = await facts('a');
    expect([bare['company'], bare['opened']]).toEqual([null, bare['first_seen']]);
  });

  it('go with their posting', async () => {
    await database().orm.execute(sql`delete from postings where id = ${idOf('a')}`);
    expect((await kept()).map((row) => row['posting_id'])).toEqual([idOf('b')]);
  });
});
