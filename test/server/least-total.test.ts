/** A total that is the least that it can be is told as such by every face, and a page that is a part goes on: 2,200 postings that have both of two words. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { moreLine } from '../../src/cli/commands/query.js';
import { queryFullPage, queryPostings } from '../../src/db/query.js';
import type { App } from '../../src/server/app.js';
import { describeEachDatabase } from '../support/backends.js';
import { storeMany } from '../support/many-postings.js';
import { openApp } from './stage.js';

const POSTINGS = 2200;
/** Every fourth has them next to each other. */
const TOGETHER = POSTINGS / 4;
/** Here the first two of all three words are. */
const SELDOM = [5, 2005];

describeEachDatabase('the least that a total can be', (database) => {
  let app: App;
  beforeAll(async () => {
    await storeMany(
      database(),
      POSTINGS,
      sql`case when n % 4 = 0 then 'raw silk' when n in (${sql.join(SELDOM, sql`, `)}) then 'silk, raw weaver'
        else 'silk, spun raw' end`,
    );
    app = await openApp(database());
  });
  afterAll(() => app.close());

  it('stands beside pages of the API, in a page for people and behind a table', async () => {
    const answer = await app.inject({ url: '/api/postings?text=%22raw%20silk%22&limit=5' });
    const page = answer.json<{ total: number; totalIsExact: boolean; rows: unknown[] }>();
    expect(page).toMatchObject({ totalIsExact: false });
    expect(page.rows).toHaveLength(5);
    expect(page.total).toBeGreaterThan(TOGETHER / 4);
    expect(page.total).toBeLessThan(TOGETHER);
    expect(answer.headers).toMatchObject({ 'x-total': String(page.total), 'x-total-is-exact': 'false' });
    const { body } = await app.inject({ url: '/explore?text=%22raw%20silk%22' });
    expect(body).toMatch(/<strong>at least \d+ postings<\/strong/);
    const found = await queryPostings(database(), { text: '"raw silk"' }, { limit: 5, cursor: null });
    expect(moreLine(found)).toMatch(/^5 of at least \d+; next page/);
  });

  it('comes with a page of what was looked at, from where others go on', async () => {
    const titles: string[] = [];
    const sizes: number[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const next: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const answer = await app.inject({ url: `/api/postings?text=%22raw+weaver%22&limit=5${next}` });
      const page = answer.json<{
        total: number;
        totalIsExact: boolean;
        rows: { title: string }[];
        nextCursor: string | null;
      }>();
      expect([page.totalIsExact, page.total <= SELDOM.length]).toEqual([false, true]);
      titles.push(...page.rows.map(({ title }) => title));
      sizes.push(page.rows.length);
      cursor = page.nextCursor;
    }
    expect(sizes).toHaveLength(4);
    expect(titles.toSorted()).toEqual(SELDOM.map((n) => `Weaver ${n}`).toSorted());
  });

  it('is exact, and the page full, for those who would ask on', async () => {
    const filter = { text: '"raw weaver"' };
    const whole = await queryFullPage(database(), filter, { limit: 5, cursor: null });
    expect(whole).toMatchObject({ total: SELDOM.length, totalIsExact: true, nextCursor: null });
    expect(whole.rows).toHaveLength(SELDOM.length);
    const { body } = await app.inject({ url: '/explore?text=%22raw+weaver%22' });
    expect(body).toContain(`<strong>${SELDOM.length} postings</strong`);
  });

  it('does not where all are counted', async () => {
    for (const [text, total] of [
      ['raw silk', POSTINGS],
      ['"spun silk"', 0],
      ['"weaver 7"', 1],
    ] as const) {
      const answer = await app.inject({ url: `/api/postings?text=${encodeURIComponent(text)}` });
      expect([text, answer.json()]).toEqual([text, expect.objectContaining({ total, totalIsExact: true })]);
      expect(answer.headers).not.toHaveProperty('x-total-is-exact');
    }
  });
});
