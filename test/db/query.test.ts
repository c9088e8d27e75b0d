import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeCursor } from '../../src/db/cursor.js';
import type { PostingFilter } from '../../src/db/filter.js';
import { marketFigures } from '../../src/db/figures/market.js';
import { getPosting, queryPostings } from '../../src/db/query.js';
import type { Posting } from '../../src/domain/posting.js';
import type { Verdict } from '../../src/domain/verdict.js';
import { describeEachDatabase } from '../support/backends.js';
import { idOf, makePosting, makeSkill, makeVerdict } from '../support/postings.js';
import { emptyTables, storeClassified, storePostings } from '../support/store.js';

/** So that the rest of a forged cursor is looked at. */
const FINGERPRINT_OF_NO_FILTER: string = JSON.parse(
  Buffer.from(encodeCursor({ firstSeen: '', id: '' }, {}), 'base64url').toString(),
)[2];

const role = (id: string, family = 'backend') => ({ ...makeVerdict().role, id, family });
const level = (id: string, band = id) => ({ ...makeVerdict().level, id, band });

describeEachDatabase('queryPostings: filters', (database) => {
  const entries: [string, Partial<Posting>, Partial<Verdict>][] = [
    [
      'java-senior',
      {
        source: 'greenhouse',
        company: 'Brightwater GmbH',
        postedAt: '2026-03-01T23:30:00Z',
        description: 'We write C++ and Java.\n\nA 100% remote team',
      },
      { level: level('senior'), remote: 'remote', skills: [makeSkill('java'), makeSkill('sql')] },
    ],
    [
      'java-junior',
      {
        company: 'BRIGHTWATER',
        postedAt: '2026-03-02T00:00:00Z',
        title: 'Junior Entwickler für Überwachung',
      },
      {
        ...{ level: level('junior', 'entry'), remote: 'onsite', skills: [makeSkill('java')] },
        ...{ employmentType: 'contract', language: 'de' },
      },
    ],
    [
      'front',
      {
        company: '50%_off Shop',
        postedAt: '2026-04-15T12:00:00Z',
        description: 'Our design system is in React',
      },
      {
        ...{
          role: role('frontend-developer', 'frontend'),
          level: level('mid'),
          place: { country: 'US', region: null, city: null },
        },
        skills: [makeSkill('react'), makeSkill('sql')],
      },
    ],
    [
      'undated',
      { company: null, postedAt: null },
      { role: role('data-engineer', 'data'), level: level('mid'), skills: [] },
    ],
  ];
  beforeAll(() =>
    storeClassified(
      database(),
      entries.map(([name, part, verdict]) => [makePosting(name, part), verdict]),
    ),
  );

  const cases: [string, PostingFilter, string[]][] = [
    ['nothing asked', {}, ['java-senior', 'java-junior', 'front', 'undated']],
    ['one role', { role: ['frontend-developer'] }, ['front']],
    ['any of several roles', { role: ['frontend-developer', 'data-engineer'] }, ['front', 'undated']],
    ['an empty list asks nothing', { role: [] }, ['java-senior', 'java-junior', 'front', 'undated']],
    ['role and level', { role: ['backend-developer'], level: ['senior'] }, ['java-senior']],
    ['all of several skills', { skill: ['java', 'sql'] }, ['java-senior']],
    ['one skill', { skill: ['sql'] }, ['java-senior', 'front']],
    ['family and band', { family: ['backend'], band: ['entry'] }, ['java-junior']],
    ['company, case ignored', { company: 'brightwater' }, ['java-senior', 'java-junior']],
    ['company, inside of the name', { company: 'ter gm' }, ['java-senior']],
    ['wildcards are plain text', { company: '50%_o' }, ['front']],
    ['and match nothing else', { company: 'b%r' }, []],
    ['backslashes too', { company: '\\' }, []],
    ['country, case ignored', { country: ['us'] }, ['front']],
    ['remote', { remote: ['remote', 'onsite'] }, ['java-senior', 'java-junior']],
    ['employment, case ignored', { employment: ['CONTRACT', 'internship'] }, ['java-junior']],
    ['source', { source: ['greenhouse', 'lever'] }, ['java-senior']],
    ['language, case ignored', { language: ['DE'] }, ['java-junior']],
    ['rules that decided', { taxonomy: 'tax-1', level: ['mid'] }, ['front', 'undated']],
    ['rules that decided nothing', { taxonomy: 'tax-0' }, []],
    ['a skill named twice', { skill: ['java', 'sql', 'java'] }, ['java-senior']],
    ['since and until the same day', { since: '2026-03-01', until: '2026-03-01' }, ['java-senior']],
    ['since a day', { since: '2026-03-02', until: '2026-04-15' }, ['java-junior', 'front']],
    ['until a day, that day included', { until: '2026-03-01' }, ['java-senior']],
    ['until an instant', { until: '2026-03-02T01:00:00+01:00' }, ['java-senior', 'java-junior']],
    ['undated ones count from their first sighting', { since: '2026-05-01' }, ['undated']],
    ['a word of the title', { text: 'entwickler' }, ['java-junior']],
    ['case of letters beyond ASCII', { text: 'ÜBERWACHUNG' }, ['java-junior']],
    ['a word of the description with signs', { text: 'c++' }, ['java-senior']],
    ['all words', { text: 'react design' }, ['front']],
    ['words that stand apart', { text: '"react design"' }, []],
    ['words that stand together', { text: '"design system" react' }, ['front']],
    ['a percent sign', { text: '100%' }, ['java-senior']],
  ];
  it.each(cases)('%s', async (_, filter, expected) => {
    const page = await queryPostings(database(), filter, { limit: 10, cursor: null });
    expect(page.rows.map((row) => row.id).toSorted()).toEqual(expected.map(idOf).toSorted());
    expect(page.total).toBe(expected.length);
    expect((await marketFigures(database(), filter, { top: 5 })).basis.postings).toBe(expected.length);
  });

  const wrong: PostingFilter[] = [
    ...[
      { since: 'yesterday' },
      { since: '2026-02-31' },
      { until: '2026-13-01' },
      { until: '2026-01-01 10:00' },
      { since: '' },
    ],
    ...[{ remote: ['sometimes'] }, { country: ['Germany'] }, { company: ' ' }, { text: ' "" ' }],
    { text: 'word '.repeat(21) },
    { since: '2026-03-02', until: '2026-03-01' },
    { since: '2026-03-01T12:00:00Z', until: '2026-03-01T11:59:59Z' },
    { employment: ['sometimes'] },
  ];
  it.each(wrong.map((filter) => [JSON.stringify(filter), filter] as const))(
    'refuses %s',
    async (_, filter) => {
      await expect(queryPostings(database(), filter, { limit: 10, cursor: null })).rejects.toMatchObject({
        code: 'usage',
      });
      await expect(marketFigures(database(), filter, { top: 5 })).rejects.toMatchObject({ code: 'usage' });
    },
  );

  describe('values are never SQL', () => {
    const attacks = [
      "x' or '1'='1",
      "'; drop table postings; --",
      '{"a","b"}',
      'a,b',
      "\\'; --",
      '$1',
      'nul\0byte',
      '\ud83d',
    ];
    it.each(attacks)('%j', async (attack) => {
      const lists = ['role', 'level', 'skill', 'family', 'band', 'source', 'language'] as const;
      for (const field of lists) {
        expect(
          (await queryPostings(database(), { [field]: [attack] }, { limit: 10, cursor: null })).total,
        ).toBe(0);
      }
      // Signs alone are no words: those are refused (test/db/word-search.test.ts).
      const words = /[a-z]/.test(attack) ? (['text'] as const) : [];
      for (const field of ['company', 'taxonomy', ...words] as const) {
        expect(
          (await queryPostings(database(), { [field]: attack }, { limit: 10, cursor: null })).total,
        ).toBe(0);
      }
      for (const field of ['since', 'until'] as const) {
        await expect(
          queryPostings(database(), { [field]: attack }, { limit: 10, cursor: null }),
        ).rejects.toMatchObject({ code: 'usage' });
      }
      for (const field of ['country', 'remote', 'employment'] as const) {
        await expect(
          queryPostings(database(), { [field]: [attack] }, { limit: 10, cursor: null }),
        ).rejects.toMatchObject({ code: 'usage' });
      }
      expect(await getPosting(database(), attack, { evidence: false })).toBeNull();
      expect((await queryPostings(database(), {}, { limit: 10, cursor: null })).total).toBe(entries.length);
    });
  });
});

describeEachDatabase('queryPostings: pages', (database) => {
  const names = Array.from({ length: 7 }, (_, i) => `p${i}`);
  beforeEach(async () => {
    await emptyTables(database());
    await storeClassified(
      database(),
      names.map((name) => [makePosting(name), {}]),
    );
    // Three moments a microsecond apart, with ties: what a cursor must not lose.
    for (const [i, name] of names.entries()) {
      await database().orm.execute(
        sql`update postings set first_seen = timestamptz '2026-01-01 00:00:00.000001+00' + ${Math.floor(i / 3)}::int * interval '1 microsecond' where id = ${idOf(name)}`,
      );
    }
  });
  const walk = async (limit: number, filter: PostingFilter = {}) => {
    const pages: string[][] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof queryPostings>> = await queryPostings(database(), filter, {
        limit,
        cursor,
      });
      expect(page.total).toBe(names.length);
      pages.push(page.rows.map((row) => row.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return pages;
  };

  it.each([1, 2, 3, 6, 7, 8])('shows everything once, newest first, in pages of %i', async (limit) => {
    const moments = [names.slice(6), names.slice(3, 6), names.slice(0, 3)];
    const expected = moments.flatMap((moment) => moment.map(idOf).toSorted().toReversed());
    const pages = await walk(limit);
    expect(pages.flat()).toEqual(expected);
    expect(pages).toHaveLength(Math.ceil(names.length / limit));
  });

  it('does not move when postings come in meanwhile', async () => {
    const first = await queryPostings(database(), {}, { limit: 3, cursor: null });
    await storeClassified(database(), [[makePosting('newer'), {}]]);
    const second = await queryPostings(database(), {}, { limit: 10, cursor: first.nextCursor });
    const ids = [...first.rows, ...second.rows].map((row) => row.id);
    expect(ids).toHaveLength(names.length);
    expect(new Set(ids).size).toBe(names.length);
  });

  it('takes a cursor with the same filter only', async () => {
    const filter: PostingFilter = { level: ['senior', 'junior'], family: ['backend'] };
    const { nextCursor } = await queryPostings(database(), filter, { limit: 1, cursor: null });
    const same: PostingFilter = { family: ['backend'], skill: [], level: ['junior', 'senior', 'junior'] };
    expect((await queryPostings(database(), same, { limit: 1, cursor: nextCursor })).rows).toHaveLength(1);
    await expect(
      queryPostings(database(), { ...filter, level: ['senior'] }, { limit: 1, cursor: nextCursor }),
    ).rejects.toMatchObject({ code: 'usage' });
  });

  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  it.each([
    '',
    'garbage',
    encode({}),
    encode(['2026-01-01', 'x']),
    encode(['now', 'x', 'y']),
    encode(["2026-01-01 00:00:00+00'; --", 'x', 'y']),
    encode(['2026-01-01 00:00:00+00', 'x', 'wrong']),
    encode(['2026-02-31 00:00:00+00', 'x', FINGERPRINT_OF_NO_FILTER]),
  ])('refuses the cursor %j', async (cursor) => {
    await expect(queryPostings(database(), {}, { limit: 5, cursor })).rejects.toMatchObject({
      code: 'usage',
    });
  });

  it.each([0, -1, 1.5, 1001, Number.NaN])('refuses the limit %d', async (limit) => {
    await expect(queryPostings(database(), {}, { limit, cursor: null })).rejects.toMatchObject({
      code: 'usage',
    });
  });

  it('shows nothing that has no verdict', async () => {
    await storePostings(database(), [makePosting('waiting')]);
    expect((await queryPostings(database(), {}, { limit: 10, cursor: null })).total).toBe(names.length);
    expect(await getPosting(database(), idOf('waiting'), { evidence: false })).toBeNull();
  });

  it('finds a posting by the beginning of its id, when that fits one only', async () => {
    const [a = '', b = ''] = names.map(idOf).toSorted();
    const common = a.split('').findIndex((digit, i) => digit !== b[i]);
    expect(
      (await getPosting(database(), a.slice(0, common + 1).toUpperCase(), { evidence: false }))?.id,
    ).toBe(a);
    expect((await getPosting(database(), a, { evidence: false }))?.evidence).toBeUndefined();
    const twins = ['feed00000000000000000001', 'feed00000000000000000002'];
    await storeClassified(
      database(),
      twins.map((id) => [makePosting(id, { id }), {}]),
    );
    await expect(getPosting(database(), 'feed', { evidence: false })).rejects.toMatchObject({
      code: 'usage',
    });
    expect((await getPosting(database(), twins[0] ?? '', { evidence: false }))?.id).toBe(twins[0]);
    expect(await getPosting(database(), 'feed9', { evidence: false })).toBeNull();
  });
});
