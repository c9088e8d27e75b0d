import { beforeEach, expect, it } from 'vitest';
import {
  addDeadLetter,
  countDeadLetters,
  listDeadLetters,
  type NewDeadLetter,
  takeDeadLetters,
} from '../../src/db/dead-letters.js';
import { describeEachDatabase } from '../support/backends.js';
import { emptyTables, startRun } from '../support/store.js';

describeEachDatabase('dead letters', (database) => {
  const letter = (part: Partial<NewDeadLetter> = {}): NewDeadLetter => ({
    queue: 'ingest',
    payload: { sourceId: 1, deep: { list: [1, 'two', null] } },
    runId: null,
    code: 'http-timeout',
    reason: 'no answer',
    attempts: 4,
    ...part,
  });
  beforeEach(() => emptyTables(database()));

  it('keeps the payload as it was', async () => {
    const { runId } = await startRun(database());
    const id = await addDeadLetter(database(), letter({ runId, reason: 'x\0y' }));
    const [kept] = await listDeadLetters(database(), { limit: 10 });
    expect(kept).toEqual({
      ...letter({ runId, reason: 'xy' }),
      id,
      failedAt: expect.stringMatching(/Z$/),
      retriedAt: null,
    });
  });

  it('narrows by queue, run and id', async () => {
    const { runId } = await startRun(database());
    const a = await addDeadLetter(database(), letter({ runId }));
    const b = await addDeadLetter(database(), letter({ queue: 'classify', payload: { ids: ['x'] } }));
    const found = async (filter: object) =>
      (await listDeadLetters(database(), { limit: 10, ...filter })).map(({ id }) => id);
    expect(await found({})).toEqual([b, a]);
    expect(await found({ queue: 'classify' })).toEqual([b]);
    expect(await found({ runId })).toEqual([a]);
    expect(await found({ ids: [b, 999] })).toEqual([b]);
    expect(await found({ ids: [] })).toEqual([]);
    expect(await countDeadLetters(database(), { queue: 'ingest' })).toBe(1);
  });

  it('gives each letter to one taker, once', async () => {
    for (let i = 0; i < 20; i += 1) await addDeadLetter(database(), letter({ attempts: i }));
    const taken = await Promise.all([1, 2, 3].map(() => takeDeadLetters(database(), { limit: 10 })));
    const rest = await takeDeadLetters(database(), { limit: 100 });
    const all = [...taken.flat(), ...rest].map(({ id }) => id);
    expect(new Set(all).size).toBe(20);
    expect(all).toHaveLength(20);
    expect(await countDeadLetters(database())).toBe(0);
    expect(await listDeadLetters(database(), { limit: 100 })).toEqual([]);
    expect(await listDeadLetters(database(), { limit: 100, open: false })).toHaveLength(20);
  });

  it('gives the oldest first', async () => {
    const ids = [];
    for (let i = 0; i < 3; i += 1) ids.push(await addDeadLetter(database(), letter()));
    expect((await takeDeadLetters(database(), { limit: 2 })).map(({ id }) => id)).toEqual(ids.slice(0, 2));
  });
});
