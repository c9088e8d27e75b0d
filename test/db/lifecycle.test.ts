import { sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { classifyBatch } from '../../src/db/classify-batch.js';
import { listDeadLetters } from '../../src/db/dead-letters.js';
import { giveUpPostings, revivePostings } from '../../src/db/give-up.js';
import { countPending, findUnclassified, markQueued } from '../../src/db/lifecycle.js';
import { reopenAll } from '../../src/db/reopen.js';
import { describeEachDatabase } from '../support/backends.js';
import { idOf, makePosting, makeVerdict } from '../support/postings.js';
import { emptyTables, storePostings } from '../support/store.js';

const WHY = { code: 'job-stalled', reason: 'its workers died', attempts: 3 } as const;

describeEachDatabase('lifecycle', (database) => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const ids = names.map(idOf).toSorted();
  const find = (page: Partial<Parameters<typeof findUnclassified>[1]> = {}) =>
    findUnclassified(database(), { limit: 100, afterId: null, queuedBefore: null, ...page });

  beforeEach(async () => {
    await emptyTables(database());
    await storePostings(
      database(),
      names.map((name) => makePosting(name)),
    );
  });

  it('finds what waits, in pages', async () => {
    const first = await find({ limit: 3 });
    expect(first).toEqual(ids.slice(0, 3));
    expect(await find({ limit: 3, afterId: first[2] ?? null })).toEqual(ids.slice(3));
  });

  it('finds only what was never queued, or too long ago', async () => {
    await markQueued(database(), ids.slice(0, 2));
    await database().orm.execute(
      sql`update postings set queued_at = now() - interval '1 hour' where id = ${ids[0] ?? ''}`,
    );
    const [row] = await database().orm.execute<{ at: string }>(sql`select now() - interval '1 minute' as at`);
    const queuedBefore = new Date(String(row?.at));
    expect(await find({ queuedBefore })).toEqual([ids[0], ...ids.slice(2)]);
    expect(await find()).toEqual(ids);
  });

  it('counts what waits', async () => {
    await giveUpPostings(database(), ids.slice(0, 2), WHY);
    expect(await countPending(database())).toBe(3);
  });
});

describeEachDatabase('giving up and taking up again', (database) => {
  const ids = ['a', 'b', 'c'].map(idOf).toSorted();
  let runId = '';
  const states = async () => {
    const rows = await database().orm.execute<{ id: string; state: string }>(
      sql`select id, state from postings order by id`,
    );
    return rows.map((row) => row.state);
  };
  beforeEach(async () => {
    await emptyTables(database());
    runId = await storePostings(
      database(),
      ['a', 'b', 'c'].map((name) => makePosting(name)),
    );
  });

  it('gives up on what is pending and on nothing else, with one letter', async () => {
    await classifyBatch(database(), ids.slice(0, 1), () => makeVerdict());
    expect(await giveUpPostings(database(), [...ids.slice(0, 2), 'nowhere'], WHY)).toBe(1);
    expect(await giveUpPostings(database(), ids.slice(0, 2), WHY)).toBe(0);
    expect(await states()).toEqual(['classified', 'failed', 'pending']);
    expect(await listDeadLetters(database(), { limit: 10 })).toMatchObject([
      { queue: 'classify', payload: { ids: [ids[1]] }, runId, ...WHY },
    ]);
  });

  it('keeps postings of several runs apart, so that each run can be retried', async () => {
    const other = await storePostings(database(), [makePosting('late')]);
    await giveUpPostings(database(), [...ids, idOf('late')], WHY);
    const letters = await listDeadLetters(database(), { limit: 10 });
    expect(new Map(letters.map((letter) => [letter.runId, letter.payload]))).toEqual(
      new Map([
        [runId, { ids }],
        [other, { ids: [idOf('late')] }],
      ]),
    );
  });

  it('takes up only what failed, to be queued anew', async () => {
    await markQueued(database(), ids);
    await classifyBatch(database(), ids.slice(0, 1), () => makeVerdict());
    await giveUpPostings(database(), ids.slice(1), WHY);
    const revived = await revivePostings(database(), [...ids, 'nowhere']);
    expect({ ...revived, postings: revived.postings.toSorted() }).toEqual({
      postings: ids.slice(1),
      runs: [runId],
    });
    expect(await states()).toEqual(['classified', 'pending', 'pending']);
    expect(
      await findUnclassified(database(), { limit: 100, afterId: null, queuedBefore: new Date(0) }),
    ).toEqual(ids.slice(1));
  });

  it('opens everything that is not pending for another taxonomy', async () => {
    await markQueued(database(), ids);
    await classifyBatch(database(), ids.slice(0, 1), () => makeVerdict());
    await giveUpPostings(database(), ids.slice(1, 2), WHY);
    const seen: number[] = [];
    expect(await reopenAll(database(), (n) => seen.push(n))).toBe(2);
    expect(seen).toEqual([2]);
    expect(await states()).toEqual(['pending', 'pending', 'pending']);
    expect(
      await findUnclassified(database(), { limit: 100, afterId: null, queuedBefore: new Date(0) }),
    ).toEqual(ids.slice(0, 2));
  });
});
