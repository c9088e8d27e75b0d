/** Filters, pages and exports: the address is the view. */
import { parse } from 'csv-parse/sync';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { plural } from '../../../src/report/format.js';
import { tablesOf } from '../support/in-page.js';
import { taxonomy } from '../../support/taxonomy.js';
import type { Stage } from '../support/stage.js';
import { comesTo } from '../support/visits.js';

interface Found {
  total: number;
  rows: { id: string; title: string }[];
}
const POSTING = 'main a[href^="/postings/"]';
const idsOn = (page: Page): Promise<string[]> =>
  page
    .locator(POSTING)
    .evaluateAll((all: { pathname: string }[]) => all.map(({ pathname }) => pathname.split('/')[2] ?? ''));

export function explores(stage: () => Stage): void {
  it('a form makes the address, and the address the same view for somebody else', async () => {
    const page = await stage().visits.open(stage().open.url);
    await page.goto('/explore');
    await page.getByLabel('Role', { exact: true }).fill('data-engineer');
    await page.getByLabel('Country').fill('DE,US');
    await page.getByLabel('Level').selectOption('senior');
    await page.getByLabel('Words').fill('others "Words of"');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.waitForURL('**/explore?*');
    const asked = new URL(page.url()).searchParams;
    expect(Object.fromEntries(asked)).toEqual({
      ...{ role: 'data-engineer', country: 'DE,US', level: 'senior', text: 'others "Words of"' },
    });
    const { total, rows } = await stage().api<Found>(`/api/postings?${asked.toString()}&limit=50`);
    expect(total).toBeGreaterThan(20);
    expect(await page.getByRole('main').innerText()).toContain(plural(total, 'posting'));
    expect(await idsOn(page)).toEqual(rows.map(({ id }) => id));

    const other = await stage().visits.open(stage().open.url, { scripts: false });
    await other.goto(page.url());
    expect(await other.getByRole('main').innerText()).toBe(await page.getByRole('main').innerText());
    expect(await tablesOf(other)).toEqual(await tablesOf(page));
  });

  it.each(['/', '/skills', '/salaries', '/trends', '/skills/java'])(
    '%s is filtered where it is',
    async (path) => {
      const page = await stage().visits.open(stage().open.url);
      await page.goto(path);
      await page.getByText('Filter: every posting').click();
      await page.getByLabel('Family').selectOption('data');
      await page.getByRole('button', { name: 'Show', exact: true }).click();
      // The page may have a field of its own beside it.
      expect(await comesTo(page, /\?family=data(?:&by=month)?$/)).toBe(true);
      await page.getByText('Filter: family data').click();
      await page.getByRole('link', { name: 'Clear' }).click();
      expect(await comesTo(page, path)).toBe(true);
    },
  );

  it('skills are suggested', async () => {
    const page = await stage().visits.open(stage().open.url);
    await page.goto('/explore');
    await page.getByLabel('Skills (all of them)').focus();
    const suggested = page.locator('datalist#skills option');
    await suggested.and(page.locator('[value="kubernetes"]')).waitFor({ state: 'attached' });
    expect(await suggested.count()).toBe(taxonomy.skills.length);
  });

  it('goes through every page, forward and back to the first', async () => {
    const page = await stage().visits.open(stage().open.url);
    const query = 'role=platform-engineer&remote=hybrid&limit=20';
    const all = await stage().api<Found>(`/api/postings?${query.replace('20', '1000')}`);
    expect(all.total).toBeGreaterThan(40);
    await page.goto(`/explore?${query}`);
    const seen = await idsOn(page);
    const next = page.getByRole('link', { name: /^Next/ });
    while ((await next.count()) > 0) {
      const before = page.url();
      await next.click();
      await page.waitForURL((url) => url.href !== before);
      seen.push(...(await idsOn(page)));
    }
    expect(seen).toEqual(all.rows.map(({ id }) => id));
    await page.getByRole('link', { name: 'First page' }).click();
    await page.waitForURL(`**/explore?${query}`);
    expect(await idsOn(page)).toEqual(seen.slice(0, 20));
  });

  describe('exports', () => {
    const download = async (page: Page, name: string): Promise<string> => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name, exact: true }).click(),
      ]);
      return readFile(await file.path(), 'utf8');
    };

    it.each([
      ['a part', 'family=data&country=DE', 100],
      ['no more than is said', '', 1000],
    ])('%s of the postings', async (_, query, least) => {
      const page = await stage().visits.open(stage().open.url);
      const { rows } = await stage().api<Found>(`/api/postings?limit=1000&${query}`);
      expect(rows.length).toBeGreaterThanOrEqual(least);
      await page.goto(`/explore?${query}`);
      const csv: Record<string, string>[] = parse(await download(page, 'CSV'), { columns: true });
      expect(csv.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
      const lines = (await download(page, 'NDJSON')).trimEnd().split('\n');
      expect(lines.map((line) => JSON.parse(line) as object)).toEqual(rows);
    });

    it('the skills', async () => {
      const page = await stage().visits.open(stage().open.url);
      await page.goto('/skills?family=data');
      const { skills } = await stage().api<{ skills: { items: { id: string; count: number }[] } }>(
        '/api/figures/skills?family=data&top=50',
      );
      const csv: Record<string, string>[] = parse(await download(page, 'CSV'), { columns: true });
      expect(csv).toHaveLength(skills.items.length);
      expect(csv.length).toBeGreaterThan(10);
    });
  });
}
