/** The views of docs/views.md: they are as described, and agree with the figures. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { queryPostings } from '../../src/db/query.js';
import { marketFigures, type MarketFigures } from '../../src/db/figures/market.js';
import { sampleEntry } from '../export/sample.js';
import { describeEachDatabase } from '../support/backends.js';
import { makePosting, makeVerdict } from '../support/postings.js';
import { emptyTables, storeClassified, storePostings } from '../support/store.js';

const page = readFileSync(join(import.meta.dirname, '../../docs/views.md'), 'utf8');
const examples = [...page.matchAll(/```sql\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');

/** Three copies, the first of them in Switzerland, the others in France. */
const copy = (name: string, country: string): ReturnType<typeof sampleEntry> => [
  makePosting(name, { title: 'Repeated', description: 'the same words again and again, '.repeat(4) }),
  { place: { country, region: null, city: null } },
];

describeEachDatabase('views', (database) => {
  let figures: MarketFigures;
  const rows = async (query: string): Promise<Record<string, unknown>[]> => [
    ...(await database().orm.execute(sql.raw(query))),
  ];
  beforeAll(async () => {
    await emptyTables(database());
    await storeClassified(database(), [copy('a', 'CH')]);
    await storeClassified(database(), [copy('b', 'FR'), copy('c', 'FR')]);
    await storeClassified(
      database(),
      Array.from({ length: 120 }, (_, n) => sampleEntry(n)),
    );
    await storePostings(database(), [makePosting('waiting')]);
    figures = await marketFigures(database(), {}, { top: 100, minCount: 1 });
  });

  it.each([
    ['market_postings', (name: string) => name !== 'counted'],
    ['market_all_postings', () => true],
    ['market_skills', () => true],
    ['market_pay', () => true],
    ['market_verdicts', () => true],
  ])('%s has the columns that are described', async (view, takes) => {
    const described = (page.split(new RegExp(`### .*\\b${view}\\b.*\\n`))[1] ?? '').split('\n#')[0] ?? '';
    const names = [...described.matchAll(/^\| (`[^|]+) \|/gm)].flatMap((match) =>
      [...(match[1] ?? '').matchAll(/`(\w+)`/g)].map((name) => name[1] ?? ''),
    );
    const found = await rows(
      `select column_name as name from information_schema.columns where table_name = '${view}'`,
    );
    expect(new Set(found.map(({ name }) => name))).toEqual(new Set(names.filter(takes)));
  });

  it('there are examples', () => expect(examples.length).toBeGreaterThan(4));
  it.each(examples.map((query) => [query.slice(0, 60).replaceAll('\n', ' '), query]))(
    '%s',
    async (_, query) => {
      await expect(rows(query)).resolves.toBeDefined();
    },
  );

  it('market_postings has the postings that query gives, copies once', async () => {
    const { rows: queried, total } = await queryPostings(database(), {}, { limit: 1000, cursor: null });
    const found = await rows(
      'select posting_id, title, role, level, skills, pay_min from market_postings order by first_seen desc, posting_id desc',
    );
    expect(total).toBe(121);
    expect(found).toEqual(
      queried.map((row) => ({
        posting_id: row.id,
        title: row.title,
        role: row.role.id,
        level: row.level.id,
        skills: row.skills.map(({ id }) => id),
        pay_min: row.salary?.min ?? null,
      })),
    );
  });

  it('counts what the figures count', async () => {
    const [all] = await rows(`
      select count(*)::int as postings, (count(*) filter (where role_uncertain))::int as uncertain,
        count(pay_year)::int as pay, (select count(*)::int from market_pay) as in_pay from market_postings
    `);
    const { postings, uncertain, known } = figures.basis;
    expect(all).toEqual({ postings, uncertain, pay: known.pay, in_pay: known.pay });
    const countries = await rows(`
      select country as id, count(*)::int as count from market_postings where country is not null
      group by 1 order by 2 desc, 1
    `);
    expect(countries).toEqual(figures.shares.country.items.map(({ id, count }) => ({ id, count })));
    const skills = await rows(`
      select skill as id, label, category, count(*)::int as count,
        (count(*) filter (where requirement = 'required'))::int as required from market_skills
      group by 1, 2, 3 order by 4 desc, 1
    `);
    expect(skills).toEqual(
      figures.skills.items.map(({ id, label, category, count, required }) => ({
        id,
        label,
        category,
        count,
        required,
      })),
    );
  });

  it('with a filter, distinct counts_as of all postings is what the figures count', async () => {
    const { basis } = await marketFigures(database(), { country: ['FR'] }, { top: 10 });
    const [found] = await rows(
      `select count(distinct counts_as)::int as n, count(*)::int as each from market_all_postings where country = 'FR'`,
    );
    expect(found).toEqual({ n: basis.postings, each: basis.postings + basis.furtherCopies });
    expect(basis.postings).toBe(1);
  });

  it('market_verdicts keeps what earlier rules said', async () => {
    const [posting, verdict] = sampleEntry(3);
    const later = makeVerdict({ ...verdict, taxonomy: 'tax-2' });
    const { reopenAll } = await import('../../src/db/reopen.js');
    const { classifyBatch } = await import('../../src/db/classify-batch.js');
    await reopenAll(database(), () => undefined);
    await classifyBatch(database(), [posting.id], () => later);
    expect(
      await rows(
        `select taxonomy, is_current from market_verdicts where posting_id = '${posting.id}' order by taxonomy`,
      ),
    ).toEqual([
      { taxonomy: 'tax-1', is_current: false },
      { taxonomy: 'tax-2', is_current: true },
    ]);
  });
});
