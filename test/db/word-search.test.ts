/**
 * `--text` by every way to it: pages however many have the words, figures, exports and verdicts, against plain loops over the
 * stored texts (test/support/words.ts).
 */
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { classifyBatch } from '../../src/db/classify-batch.js';
import { exportRows } from '../../src/db/export-rows.js';
import { marketFigures } from '../../src/db/figures/market.js';
import type { PostingFilter } from '../../src/db/filter.js';
import { readPageKeys, type PageKeys } from '../../src/db/page-keys.js';
import { BOUNDS, type Bounds } from '../../src/db/page-words.js';
import { queryPostings } from '../../src/db/query.js';
import { textTerms } from '../../src/db/text-terms.js';
import { fillWords } from '../../src/db/words.js';
import { describeEachDatabase } from '../support/backends.js';
import { makeMarket, OLD_TAXONOMY, storeMarketRows, type MarketRows } from '../support/market.js';
import { idOf, makePosting, makeVerdict } from '../support/postings.js';
import { startRun, storeClassified, storePostings } from '../support/store.js';
import * as truth from '../support/truth.js';

/** What stands in the descriptions beside what the market says: by turns, so that each has its own part of them. */
const SAID = [
  ...[
    'Full-time work on the front end',
    'front-end and full time',
    'C++ and C#',
    'Node.js/TypeScript in CI/CD',
  ],
  ...[
    'ASP.NET, not the net',
    'Größe zählt; café',
    '日本語でJava開発',
    'machine learning',
    'learning machine',
  ],
  ...['machines that learn', 'state of the art', 'the art of state', "don't panic: 100% remote", 'go google'],
];
const ASKED = [
  ...[
    'words',
    'others words',
    'needle',
    'nowhere',
    'words nowhere',
    'go',
    'goo*',
    'c',
    'c++',
    'C#',
    '.NET',
    'net',
  ],
  ...['front-end', '"front end"', 'full-time front-end', 'node.js', 'node', 'ci/cd', 'typescript "ci cd"'],
  ...['"machine learning"', 'machine learning', 'machine*', '"learn* machine"', '"machine learn*"', 'learn*'],
  ...[
    '"state of the art"',
    '"of the"',
    'GROSSE',
    'grö*',
    'cafe',
    '日本',
    '本日',
    'java 開発',
    "don't",
    '100%',
  ],
  ...['"words of"', '"of words"', 'engineer', 'engineer - & words', 'developer*', '"words of" go'],
];

const TOGETHER = ASKED.filter((text) => textTerms(text).phrases.length > 0);

/** So that a few hundred postings are read in each of the ways that 200,000 are. */
const WAYS: [string, Bounds, string[], patient?: true][] = [
  ['as it comes', BOUNDS, ASKED],
  ['where many have the words', { ...BOUNDS, few: 0, lookedAt: 1e6, atMost: 0 }, ASKED],
  ['looking at some for each page', { few: 0, lookedAt: 12, atMost: 0, frequent: 1e6 }, TOGETHER],
  ['looking at some, of words in nearly all', { few: 0, lookedAt: 12, atMost: 0, frequent: 0 }, TOGETHER],
  ['looking at more than a page has', { few: 0, lookedAt: 100, atMost: 0, frequent: 0 }, TOGETHER],
  ['waiting for all', { few: 0, lookedAt: 12, atMost: 0, frequent: 0 }, TOGETHER, true],
];

describeEachDatabase('words of a market', (database) => {
  const facts: Record<string, truth.Fact[]> = {};
  beforeAll(async () => {
    const { runId, sourceRef } = await startRun(database());
    const other = await startRun(database(), '/data/two.ndjson');
    const rows: MarketRows = makeMarket(160, 3, [sourceRef, other.sourceRef]);
    for (const [n, posting] of rows.postings.entries())
      posting.description += `\n\n${SAID[n % SAID.length]}. ${SAID[(n * 5) % 9]}`;
    await storeMarketRows(database(), rows, runId, sourceRef);
    facts['now'] = truth.factsOf(rows);
    facts['before'] = truth.factsOf(rows, OLD_TAXONOMY);
  });
  const select = (filter: PostingFilter) =>
    truth.select(facts[filter.taxonomy === undefined ? 'now' : 'before'] ?? [], filter);
  const inOrder = (all: truth.Fact[]): string[] =>
    all.toSorted((a, b) => b.firstSeen - a.firstSeen || (a.id < b.id ? 1 : -1)).map(({ id }) => id);

  const pages = (
    filter: PostingFilter,
    limit: number,
    bounds: Bounds,
    patient = false,
  ): Promise<PageKeys[]> =>
    database().orm.transaction(async (tx) => {
      const all: PageKeys[] = [];
      for (let after: PageKeys['next'] = null; ;) {
        const page: PageKeys = await readPageKeys(tx, filter, { after, limit, patient }, bounds);
        all.push(page);
        after = page.next;
        if (after === null) return all;
      }
    });

  const BESIDE: PostingFilter[] = [
    { copies: 'all' },
    { state: 'open', country: ['DE', 'US'] },
    { skill: ['java'] },
    { taxonomy: OLD_TAXONOMY },
  ];
  describe.each(WAYS)('%s', (_, bounds, asked, patient) => {
    it.each(asked.map((text, n) => [text, n] as const))(
      'pages have all that say %j, once, and count them',
      async (text, n) => {
        for (const beside of [{}, BESIDE[n % BESIDE.length]]) {
          const filter = { ...beside, text };
          const { all, counted } = select(filter);
          const read = await pages(filter, 70, bounds, patient);
          expect(read.flatMap(({ keys }) => keys.map(({ id }) => id))).toEqual(inOrder(counted));
          const counts = { total: counted.length, fitting: all.length };
          const exact = read.filter((page) => page.exact);
          expect(exact.map(({ total, fitting }) => ({ total, fitting }))).toEqual(exact.map(() => counts));
          const least = read.filter((page) => !page.exact);
          expect(least.every(({ total }) => total <= counts.total)).toBe(true);
          expect(least.every(({ fitting }) => fitting <= counts.fitting)).toBe(true);
          expect(least.length === 0 || patient === undefined).toBe(true);
        }
      },
    );
  });

  it('are asked for in ways that find something, and say so where a total is the least', async () => {
    const found = ASKED.filter((text) => select({ text }).counted.length > 0);
    expect(found.length).toBeGreaterThan(ASKED.length - 8);
    const bounds = { few: 0, lookedAt: 12, atMost: 0, frequent: 0 };
    const read = await pages({ text: '"words of"' }, 40, bounds);
    // Each page is a part of 12 that were looked at, and tells what the first one saw of all.
    expect(read.length).toBeGreaterThan(12);
    expect(read.slice(0, 3)).toMatchObject([1, 2, 3].map(() => ({ exact: false, total: 12 })));
    expect(Math.max(...read.map(({ keys }) => keys.length))).toBe(12);
    const whole = await pages({ text: '"words of"' }, 40, bounds, true);
    expect(whole[0]?.keys).toHaveLength(40);
  });

  it.each(['words', '"front end"', 'nowhere'])('figures and exports say the same: %s', async (text) => {
    for (const filter of [{ text }, { text, copies: 'all' }, { text, taxonomy: OLD_TAXONOMY }] as const) {
      const { all, counted } = select(filter);
      const { basis } = await marketFigures(database(), filter, { top: 3 });
      expect([basis.postings, basis.furtherCopies]).toEqual([counted.length, all.length - counted.length]);
      const ids: string[] = [];
      await exportRows(database(), filter, async (rows) => void ids.push(...rows.map(({ id }) => id)));
      expect(ids).toEqual(inOrder(counted));
    }
  });
});

describeEachDatabase('words of a posting', (database) => {
  const found = async (text: string): Promise<string[]> => {
    const page = await queryPostings(database(), { text }, { limit: 50, cursor: null });
    expect(page.total).toBe(page.rows.length);
    return page.rows.map(({ id }) => id).toSorted();
  };

  it('are those of the text that its verdict is of, and go with it', async () => {
    await storeClassified(database(), [
      [makePosting('a', { title: 'Weaver', description: 'Looms of wool' }), {}],
      [makePosting('b', { title: 'Dyer', description: 'Wool' }), {}],
    ]);
    expect(await found('wool')).toEqual([idOf('a'), idOf('b')].toSorted());
    const next = makePosting('a', { title: 'Weaver', description: 'Looms of silk', contentHash: 'other' });
    await storePostings(database(), [next]);
    expect([await found('silk'), await found('looms wool')]).toEqual([[], [idOf('a')]]);
    await classifyBatch(database(), [next.id], () => makeVerdict());
    expect([await found('silk'), await found('wool')]).toEqual([[idOf('a')], [idOf('b')]]);
    await database().orm.execute(sql`delete from postings where id = ${idOf('a')}`);
    expect(await found('silk')).toEqual([]);
    expect(await database().orm.execute(sql`select posting_id from posting_words`)).toHaveLength(1);
  });

  it('are not cut again by a verdict of other rules on the same text', async () => {
    await storeClassified(database(), [[makePosting('same', { description: 'Flax' }), {}]]);
    const version = async () =>
      (
        await database().orm.execute(
          sql`select xmin::text from posting_words where posting_id = ${idOf('same')}`,
        )
      )[0];
    const before = await version();
    await database().orm.execute(sql`update postings set state = 'pending' where id = ${idOf('same')}`);
    await classifyBatch(database(), [idOf('same')], () => makeVerdict({ taxonomy: 'tax-2' }));
    expect(await version()).toEqual(before);
    expect(await found('flax')).toEqual([idOf('same')]);
  });

  it('are not next to each other where the title ends', async () => {
    await storeClassified(database(), [[makePosting('end', { title: 'Spinner', description: 'Hemp' }), {}]]);
    expect([await found('spinner hemp'), await found('"spinner hemp"')]).toEqual([[idOf('end')], []]);
  });

  it('are cut at the start for postings that have none', async () => {
    await storeClassified(database(), [[makePosting('old', { description: 'Jute' }), {}]]);
    await database().orm.execute(sql`update posting_words set words = null`);
    expect(await found('jute')).toEqual([]);
    const lines: string[] = [];
    await fillWords(database().orm, (line) => lines.push(line));
    await fillWords(database().orm, (line) => lines.push(line));
    expect(await found('jute')).toEqual([idOf('old')]);
    expect(lines).toHaveLength(1);
  });

  it.each([
    ['2 MB without a space', 'x'.repeat(2_000_000)],
    ['2 MB of different words', Array.from({ length: 300_000 }, (_, n) => n.toString(36)).join(' ')],
    ['2 MB of signs', "'\\%_&|!():*\0".repeat(200_000)],
    ['letters that are 18 letters', '\uFDFA'.repeat(20_000)],
    [
      '2 MB of Chinese',
      Array.from({ length: 700_000 }, (_, n) => String.fromCodePoint(0x4e00 + (n % 20_000))).join(''),
    ],
    ['nothing', ''],
  ])('are stored whatever the text is: %s', async (name, description) => {
    await storeClassified(database(), [[makePosting(name, { title: `Largest ${name}`, description }), {}]]);
    expect(await found(`"largest ${name}"`)).toEqual([idOf(name)]);
  });
});

describe('what is asked for', () => {
  it.each([
    ['java', { words: "'java'", phrases: [] }],
    ['Java java KUBE*', { words: "'java' & 'kube':*", phrases: [] }],
    ['"design  system"', { words: "'design' & 'system'", phrases: ['% design system %'] }],
    ['node.js', { words: "'node' & 'js'", phrases: ['% node js %'] }],
    ['"event sour*"', { words: "'event' & 'sour':*", phrases: ['% event sour%'] }],
    ['c++ | & ! - 100%', { words: "'c++' & '100'", phrases: [] }],
    ["it's:* <-> 'a'\\", { words: "'it' & 's' & 'a'", phrases: ['% it s %'] }],
    ['"unclosed quote', { words: "'unclosed' & 'quote'", phrases: [] }],
    ['nul\0byte', { words: "'nulbyte'", phrases: [] }],
  ])('%s', (text, terms) => expect(textTerms(text)).toMatchObject(terms));

  it('is a pattern for each term too', () => {
    expect(textTerms('java kube* node.js "event sour*"').patterns).toEqual([
      ...['% java %', '% kube%', '% node js %', '% event sour%'],
    ]);
  });

  it.each([
    '',
    ' ',
    '""',
    '---',
    '"-" & *',
    '*',
    '%',
    '🦊',
    '\0',
    'a '.repeat(21),
    'a-'.repeat(5000),
    '日'.repeat(10_000),
  ])('refuses %j', (text) =>
    expect(() => textTerms(text)).toThrow(expect.objectContaining({ code: 'usage' })),
  );

  it('takes a word of 10,000 letters', () => {
    expect(textTerms('x'.repeat(10_000))).toMatchObject({ words: `'${'x'.repeat(100)}'` });
  });
});
