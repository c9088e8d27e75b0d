import { sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import {
  countPending,
  findUnclassified,
  markFailed,
  markPending,
  markQueued,
} from '../../src/db/lifecycle.js';
import { describeEachDatabase } from '../support/backends.js';
import { idOf, makePosting } from '../support/postings.js';
import { emptyTables, storePostings } from '../support/store.js';

describeEachDatabase('lifecycle', (database) => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const ids = names.map(idOf).toSorted();
  let runId = '';
  const find = (page: Partial<Parameters<typeof findUnclassified>[1]> = {}) =>
    findUnclassified(database(), { limit: 100, afterId: null, queuedBefore: null, ...page });

  beforeEach(async () => {
    await emptyTables(database());
    runId = await storePostings(
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

  it('counts what waits, of all and of a run', async () => {
    const later = await storePostings(database(), [makePosting('late')]);
    expect(await countPending(database())).toBe(6);
    expect([await countPending(database(), runId), await countPending(database(), later)]).toEqual([5, 1]);
  });

  it('gives up on what is pending and on nothing else', async () => {
    const some = ids.slice(0, 2);
    expect(await markFailed(database(), some)).toBe(2);
    expect(await markFailed(database(), some)).toBe(0);
    expect(await find()).toEqual(ids.slice(2));
  });

  it('makes failed ones pending again, to be queued anew', async () => {
    await markQueued(database(), ids);
    await markFailed(database(), ids);
    expect(await markPending(database(), [...ids, 'nowhere'])).toBe(5);
    expect(await find({ queuedBefore: new Date(0) })).toEqual(ids);
  });
});
