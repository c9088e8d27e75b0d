/** `rolemill report --html`: the file as a browser shows it, on screen and on paper. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rolemill } from '../../cli/harness.js';
import { absentFrom, rowsOf, type Figures } from '../support/figures.js';
import { expectAccessible, expectNoSideways, expectTheme, focusedOf, tablesOf } from '../support/in-page.js';
import type { Stage } from '../support/stage.js';
import { hides, DIAGONAL, shows, type Look } from '../support/visits.js';

const TITLE = 'Hiring & <b>pay</b>';
/** A4 upright, less the margins, in pixels of 1/96 inch. */
const PAPER = { width: 688, height: 1000 };

export function reports(stage: () => Stage): void {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rolemill-browser-'));
    const { code, stderr } = await rolemill(
      ['report', '--html', 'report.html', '--title', TITLE, '--versus', 'family=data'],
      { env: { DATABASE_URL: stage().store.url }, cwd: folder },
    );
    expect([code, stderr]).toEqual([0, expect.any(String)]);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const open = async (look: Look = {}): Promise<Page> => {
    const { href } = pathToFileURL(join(folder, 'report.html'));
    const page = await stage().visits.open(href, look);
    await page.goto(href);
    return page;
  };
  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 2, name, exact: true });

  it.each(DIAGONAL)('$size, $theme', async (look) => {
    const page = await open(look);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(TITLE);
    expect(await page.title()).toBe(TITLE);
    await expectTheme(page, look.theme);
    await expectNoSideways(page);
    await expectAccessible(page);
  });

  it('has the figures of the API', async () => {
    const page = await open({ scripts: true });
    const report = await stage().api<Figures>('/api/report?versus=family%3Ddata&top=20');
    const { shares, skills, skillPairs, trend, pay, movers, comparison } = report;
    const wanted = {
      ...{ 'Skills asked for': rowsOf.skills(skills), 'Skills that go together': rowsOf.pairs(skillPairs) },
      ...{ 'Over time': rowsOf.periods(trend), 'Pay of a year': rowsOf.pay(pay.overall, () => 'All') },
      // The surest of what the report has: skills and roles.
      'Rising and falling': ['skill', 'role'].flatMap((kind) => {
        const { rising = [], falling = [] } = movers.by[kind] ?? {};
        return rowsOf.movers({ rising: rising.slice(0, 2), falling: falling.slice(0, 2) });
      }),
      'Two selections side by side': rowsOf.compared(comparison.skills),
      'Who hires': shares['company'] === undefined ? [] : rowsOf.shares(shares['company']),
    };
    const tables = await tablesOf(page);
    for (const [section, rows] of Object.entries(wanted)) {
      const shown = tables.filter((table) => table.heading === section).flatMap((table) => table.rows);
      expect([section, rows.length > 2, absentFrom(rows, shown)]).toEqual([section, true, []]);
    }
  });

  it('leads from its contents to each section', async () => {
    const page = await open();
    const links = page.getByRole('navigation', { name: 'Contents' }).getByRole('link');
    const count = await links.count();
    expect(count).toBeGreaterThan(10);
    for (let n = 0; n < count; n += 1) {
      await links.nth(n).click();
      await page.locator(':target').waitFor({ state: 'visible' });
    }
  });

  it('opens the numbers behind a drawing from the keyboard', async () => {
    const page = await open();
    await page.keyboard.press('Tab');
    expect(await focusedOf(page)).toEqual({ name: 'To the figures', tag: 'a', seen: true });
    const summary = page.getByText('The numbers of “Skills asked for”');
    const table = page.getByRole('table', { name: /^Skills: shares of/ }).first();
    expect(await hides(table)).toBe(true);
    await summary.focus();
    await page.keyboard.press('Enter');
    expect(await shows(table)).toBe(true);
  });

  describe('on paper', () => {
    it('is dark on light, as wide as the paper, without what only a screen can use', async () => {
      const page = await open({ theme: 'dark' });
      await page.setViewportSize(PAPER);
      await page.emulateMedia({ media: 'print' });
      await expectTheme(page, 'light');
      await expectNoSideways(page);
      expect(await shows(heading(page, 'Skills asked for'))).toBe(true);
      expect(await hides(page.getByRole('navigation', { name: 'Contents' }))).toBe(true);
      expect(await hides(page.getByText('The numbers of “Skills asked for”'))).toBe(true);
    });

    it('has the numbers that were opened before', async () => {
      const page = await open();
      await page.getByText('The numbers of “Skills asked for”').click();
      await page.emulateMedia({ media: 'print' });
      expect(await shows(page.getByRole('table', { name: /^Skills: shares of/ }))).toBe(true);
    });
  });

  it('of an empty store says what to do', async () => {
    const html = await rolemill(['report', '--html', 'none.html', '--company', 'nobody of this name'], {
      ...{ env: { DATABASE_URL: stage().store.url }, cwd: folder },
    });
    expect(html.code).toBe(0);
    const { href } = pathToFileURL(join(folder, 'none.html'));
    const page = await stage().visits.open(href, { size: 'phone' });
    await page.goto(href);
    expect(await shows(page.getByText('No classified posting fits the filters.'))).toBe(true);
    await expectAccessible(page);
  });
}
