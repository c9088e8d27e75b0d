import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { classifyBatch } from '../../src/db/classify-batch.js';
import { marketFigures } from '../../src/db/figures/market.js';
import type { PostingFilter } from '../../src/db/filter.js';
import { upsertPostings } from '../../src/db/postings.js';
import { queryPostings } from '../../src/db/query.js';
import { readCopies, readStandings } from '../../src/db/standing.js';
import type { Posting } from '../../src/domain/posting.js';
import { describeEachDatabase } from '../support/backends.js';
import { idOf, makePosting, makeVerdict } from '../support/postings.js';
import { emptyTables, startRun } from '../support/store.js';

const TEXT = Array.from({ length: 150 }, (_, n) => `word${n}`).join(' ');
const OTHER_TEXT = Array.from({ length: 150 }, (_, n) => `other${n}`).join(' ');
const place = (city: string, country = 'DE'): Posting['location'] => ({
  raw: city,
  country,
  region: null,
  city,
  remote: null,
});
/** A posting of one job, as it stands in a city. */
const inCity = (city: string, part: Partial<Posting> = {}): Posting =>
  makePosting(city, {
    title: `Backend Developer - ${city}`,
    location: place(city),
    description: `${TEXT}\n\nYou work in ${city}.`,
    ...part,
  });

describeEachDatabase('copies', (database) => {
  beforeEach(() => emptyTables(database()));

  const store = async (postings: Posting[], locator?: string): Promise<void> => {
    const { runId, sourceRef } = await startRun(database(), locator);
    await upsertPostings(database(), { runId, sourceRef, attempt: 1, postings });
  };
  const classify = (postings: Posting[]) =>
    classifyBatch(
      database(),
      postings.map(({ id }) => id),
      (posting) => makeVerdict({ place: { ...posting.location } }),
    );
  const add = async (...postings: Posting[]): Promise<void> => {
    await store(postings);
    await classify(postings);
  };
  /** Posting -> what it is a copy of. */
  const groups = async (): Promise<Record<string, string | null>> => {
    const rows = await database().orm.execute<{ posting_id: string; canonical_id: string | null }>(
      sql`select posting_id, canonical_id from posting_copies`,
    );
    return Object.fromEntries(rows.map((row) => [row.posting_id, row.canonical_id]));
  };
  const query = (filter: PostingFilter) => queryPostings(database(), filter, { limit: 50, cursor: null });

  it('the same posting in another city is a copy of the first; nothing is thrown away', async () => {
    await add(inCity('Berlin'));
    await add(inCity('Munich'), makePosting('alone', { description: OTHER_TEXT }));
    expect(await groups()).toEqual({
      [idOf('Berlin')]: null,
      [idOf('Munich')]: idOf('Berlin'),
      [idOf('alone')]: null,
    });
    const [row] = await database().orm.execute(sql`select count(*)::int as n from classifications`);
    expect(row).toEqual({ n: 3 });
  });

  it.each<[string, Partial<Posting>]>([
    ['another title', { title: 'Data Engineer' }],
    ['another company', { company: 'Blot' }],
    ['another text', { description: OTHER_TEXT }],
    ['a text of a few words', { description: 'We look for you.' }],
  ])('%s is no copy', async (_, part) => {
    await add(inCity('Berlin'), inCity('Munich', part));
    expect((await groups())[idOf('Munich')]).toBeNull();
  });

  it('two texts of a few words are no copies of each other', async () => {
    await add(inCity('Berlin', { description: 'Call us.' }), inCity('Munich', { description: 'Call us.' }));
    expect(Object.values(await groups())).toEqual([null, null]);
  });

  it('a changed text leaves its copies, who find another canonical one; and comes back', async () => {
    const [berlin, munich, paris] = [inCity('Berlin'), inCity('Munich'), inCity('Paris')];
    for (const posting of [berlin, munich, paris]) await add(posting);
    const changed = { ...berlin, description: OTHER_TEXT, contentHash: 'f'.repeat(32) };
    await add(changed);
    expect(await groups()).toEqual({ [berlin.id]: null, [munich.id]: null, [paris.id]: munich.id });
    await add({ ...changed, title: 'Data Engineer', contentHash: 'e'.repeat(32) });
    expect((await groups())[berlin.id]).toBeNull();
    await add(berlin);
    expect(await groups()).toEqual({ [berlin.id]: null, [munich.id]: berlin.id, [paris.id]: berlin.id });
  });

  it('a group is the same in whatever order its postings are classified, also by several at once', async () => {
    const cities = Array.from({ length: 24 }, (_, n) => `City${n}`);
    const postings = cities.map((city, n) => inCity(city, n % 3 === 0 ? { company: 'Blot' } : {}));
    await store(postings);
    const earliest = (company: string | null) =>
      postings
        .filter((p) => p.company === company)
        .map((p) => p.id)
        .toSorted()[0];
    const expected = Object.fromEntries(
      postings.map((p) => [p.id, earliest(p.company) === p.id ? null : earliest(p.company)]),
    );
    const batches = [postings.slice(0, 8), postings.slice(8, 16), postings.slice(16)];
    await Promise.all(batches.toReversed().map(classify));
    expect(await groups()).toEqual(expected);
    await database().orm.execute(sql`update postings set state = 'pending'`);
    await database().orm.execute(sql`delete from posting_copies`);
    for (const posting of postings.toReversed()) await classify([posting]);
    expect(await groups()).toEqual(expected);
    // Known ones again, beside each other: nobody waits for ever.
    await database().orm.execute(sql`update postings set state = 'pending', title = title || ' (m/w/d)'`);
    await Promise.all(batches.map(classify));
    expect(await groups()).toEqual(expected);
  });

  describe('what is asked', () => {
    beforeEach(async () => {
      await store([inCity('Berlin')], 'https://boards.example/acme');
      await classify([inCity('Berlin')]);
      const later = [
        inCity('Paris', { location: place('Paris', 'FR') }),
        inCity('Lyon', { location: place('Lyon', 'FR') }),
      ];
      await store([...later, makePosting('alone')], '/data/jobs.ndjson');
      await classify([...later, makePosting('alone')]);
    });

    it('copies count once, and each where it is asked for', async () => {
      const once = await query({});
      expect(once).toMatchObject({ total: 2, furtherCopies: 2 });
      expect(once.rows.map((row) => row.id).toSorted()).toEqual([idOf('Berlin'), idOf('alone')].toSorted());
      expect(await query({ copies: 'all' })).toMatchObject({ total: 4, furtherCopies: 0 });
    });

    it('of what fits, the first seen stands for its copies, canonical or not', async () => {
      const inFrance = await query({ country: ['FR'] });
      expect(inFrance).toMatchObject({ total: 1, furtherCopies: 1 });
      const [first] = [idOf('Paris'), idOf('Lyon')].toSorted();
      expect(inFrance.rows[0]).toMatchObject({ id: first, canonicalId: idOf('Berlin'), copies: 2 });
    });

    it('pages hold each group once', async () => {
      const first = await queryPostings(database(), {}, { limit: 1, cursor: null });
      const second = await queryPostings(database(), {}, { limit: 1, cursor: first.nextCursor });
      expect([first.rows[0]?.id, second.rows[0]?.id]).toEqual([idOf('alone'), idOf('Berlin')]);
      expect(second.nextCursor).toBeNull();
      await expect(
        queryPostings(database(), { copies: 'all' }, { limit: 1, cursor: first.nextCursor }),
      ).rejects.toMatchObject({ code: 'usage' });
    });

    it('a posting tells its sources, places and copies', async () => {
      const standing = (await readStandings(database().orm, [idOf('Berlin')])).get(idOf('Berlin'));
      expect(standing).toMatchObject({
        copies: 2,
        canonicalId: null,
        sources: ['/data/jobs.ndjson', 'https://boards.example/acme'],
        locations: ['Berlin', 'Lyon', 'Paris'],
      });
      const copies = await readCopies(database().orm, idOf('Paris'));
      expect(copies).toMatchObject([
        { id: idOf('Berlin'), canonical: true, sources: ['https://boards.example/acme'] },
        { id: idOf('Lyon'), canonical: false, location: 'Lyon', closedAt: null },
      ]);
      expect(await readCopies(database().orm, idOf('alone'))).toEqual([]);
    });

    it('the report counts once too, in its denominators as well', async () => {
      const once = await marketFigures(database(), {}, { top: 5 });
      expect(once).toMatchObject({
        basis: { postings: 2, copies: 'once', furtherCopies: 2 },
        rolesByLevels: { of: 2 },
        skills: { of: 2 },
        shares: { country: { of: 2 } },
      });
      const all = await marketFigures(database(), { copies: 'all' }, { top: 5 });
      expect(all).toMatchObject({
        basis: { postings: 4, copies: 'all', furtherCopies: 0 },
        rolesByLevels: { of: 4 },
        shares: { country: { of: 4 } },
      });
    });
  });
});
