/** Sets of postings by their words that are kept from one transaction to the next: used while nothing has changed, and not a moment longer. */
import { sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { marketFigures } from '../../src/db/figures/market.js';
import { keepNumbers } from '../../src/db/known-numbers.js';
import { readPageKeys } from '../../src/db/page-keys.js';
import { queryPostings } from '../../src/db/query.js';
import { describeEachDatabase } from '../support/backends.js';
import { storeMany } from '../support/many-postings.js';
import { makePosting } from '../support/postings.js';
import { storeClassified } from '../support/store.js';

/** More than are looked up one by one. */
const POSTINGS = 5200;

describeEachDatabase('sets of postings by their words', (database) => {
  beforeEach(() => storeMany(database(), POSTINGS, sql`'silk'`));
  const total = async (text = 'silk'): Promise<number> =>
    (await queryPostings(database(), { text }, { limit: 1, cursor: null })).total;
  const cut = (words: string, id: number) =>
    database().orm.execute(
      sql`update posting_words set words = ${words} where posting_id = md5(${String(id)})`,
    );

  it('are found once, by pages and figures', async () => {
    expect(await total()).toBe(POSTINGS);
    // Nobody changes words so: what is not noted is not seen, where it would be if all were looked up again.
    await database().orm.execute(sql`alter table posting_words disable trigger posting_words_changed`);
    await cut('wool', 1);
    expect(await total()).toBe(POSTINGS);
    const { basis } = await marketFigures(database(), { text: 'silk' }, { top: 1 });
    expect(basis.postings).toBe(POSTINGS);
    await database().orm.execute(sql`alter table posting_words enable trigger posting_words_changed`);
    await cut('wool', 2);
    expect(await total()).toBe(POSTINGS - 2);
  });

  it('are looked up again once a posting comes, is cut again or goes', async () => {
    expect(await total()).toBe(POSTINGS);
    await storeClassified(database(), [[makePosting('more', { description: 'Silk, too' }), {}]]);
    expect(await total()).toBe(POSTINGS + 1);
    await cut('wool', 1);
    expect(await total()).toBe(POSTINGS);
    await database().orm.execute(sql`delete from postings where id = md5('2')`);
    expect(await total()).toBe(POSTINGS - 1);
    expect(await total('wool')).toBe(1);
  });

  it('are those of the moment that a transaction sees', async () => {
    const seen = await database().orm.transaction(
      async (tx) => {
        keepNumbers(database().orm, tx);
        const look = async () => (await readPageKeys(tx, { text: 'silk' }, { after: null, limit: 1 })).total;
        const before = await look();
        await cut('wool', 1);
        return [before, await total(), await look(), await total()];
      },
      { isolationLevel: 'repeatable read' },
    );
    expect(seen).toEqual([POSTINGS, POSTINGS - 1, POSTINGS, POSTINGS - 1]);
  });
});
