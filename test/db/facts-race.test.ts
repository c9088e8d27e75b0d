/** Facts are what they should be also where two transactions change what they tell at the same time. */
import { type SQL, sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { refreshFacts } from '../../src/db/facts.js';
import type { Database } from '../../src/db/database.js';
import { describeEachDatabase } from '../support/backends.js';
import { idOf, makePosting } from '../support/postings.js';
import { emptyTables, startRun, storeClassified } from '../support/store.js';

describeEachDatabase('facts of two writers', (database) => {
  let other = 0;
  const close = (sourceRef: SQL) =>
    sql`update posting_sources set closed_at = '2026-05-01T00:00:00Z', last_seen = '2026-04-20T00:00:00Z'
      where posting_id = ${idOf('a')} and source_id ${sourceRef}`;
  const facts = async (): Promise<unknown[]> => {
    const { orm } = database();
    const kept = await orm.execute(sql`select * from posting_facts order by posting_id`);
    const anew = await orm.execute(
      sql`select * from rolemill_facts(array(select id from postings), null) order by posting_id`,
    );
    expect([...kept]).toEqual([...anew]);
    return kept.map((row) => row['closed']);
  };
  beforeEach(async () => {
    await emptyTables(database());
    await storeClassified(database(), [[makePosting('a'), {}]]);
    ({ sourceRef: other } = await startRun(database(), '/data/other.ndjson'));
    await database().orm.execute(
      sql`insert into posting_sources (posting_id, source_id, first_seen, last_seen)
        values (${idOf('a')}, ${other}::int, now(), now())`,
    );
  });

  it('see both listings closed when each closes one of them', async () => {
    await bothAtOnce(
      database(),
      (tx) => tx.execute(close(sql`= ${other}::int`)),
      (tx) => tx.execute(close(sql`<> ${other}::int`)),
    );
    expect(String((await facts())[0])).toContain('2026-05-01');
  });

  it('see a listing closed while they are made anew', async () => {
    await database().orm.execute(close(sql`<> ${other}::int`));
    await bothAtOnce(
      database(),
      (tx) => tx.execute(close(sql`= ${other}::int`)),
      (tx) => refreshFacts(tx, [idOf('a')]),
    );
    expect(String((await facts())[0])).toContain('2026-05-01');
  });

  it('see a listing closed while the first verdict is written', async () => {
    await database().orm.execute(close(sql`<> ${other}::int`));
    await database().orm.execute(sql`delete from posting_facts`);
    await bothAtOnce(
      database(),
      async (tx) => {
        // As a worker claims what it classifies.
        await tx.execute(sql`select from postings where id = ${idOf('a')} for update`);
        await refreshFacts(tx, [idOf('a')]);
      },
      (tx) => tx.execute(close(sql`= ${other}::int`)),
    );
    expect(String((await facts())[0])).toContain('2026-05-01');
  });
});

type Transaction = Pick<Database['orm'], 'execute'>;
type Work = (tx: Transaction) => Promise<unknown>;

/** The second begins when the first has done its work, and the first ends when the second waits for it, or is done. */
async function bothAtOnce({ orm }: Database, first: Work, second: Work): Promise<void> {
  let after: Promise<unknown> = Promise.resolve();
  await orm.transaction(async (tx) => {
    await first(tx);
    const state = { done: false };
    after = orm.transaction((own) => second(own)).finally(() => (state.done = true));
    for (let tries = 0; !state.done && tries < 500; tries += 1) {
      const [row] = await orm.execute<{ waits: boolean }>(sql`
        select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as waits
      `);
      if (row?.waits === true) break;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });
  await after;
}
