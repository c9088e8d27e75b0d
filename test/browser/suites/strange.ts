/** What goes wrong, and what strangers write: each looks right and says what to do. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible, expectNoSideways } from '../support/in-page.js';
import { listen } from '../support/servers.js';
import type { Stage } from '../support/stage.js';
import { comesTo, DIAGONAL, shows } from '../support/visits.js';

const title = (page: Page) => page.getByRole('heading', { level: 1 });

/** An address, what is said of it, and where a link in that page leads. */
const BROKEN: [string, string, string][] = [
  ['/nowhere', 'no such page: /nowhere', '/'],
  ['/postings/ffff', 'no classified posting has an id that starts with "ffff"', '/explore'],
  ['/runs/ffff', 'no run has an id that starts with "ffff"', '/'],
  ['/skills/no-such', 'no skill has the id "no-such"', '/taxonomy'],
  ['/explore?role=backend-develper', 'did you mean backend-developer', '/explore'],
  ['/explore?since=2026-05-01&until=2026-01-01', 'is later than until', '/explore'],
  ['/explore?cursor=abc', 'the cursor is not one that a query gave', '/explore'],
  ['/trends?by=day', 'expected week or month', '/trends'],
  ['/compare?level=senior', 'expected a.level or b.level', '/compare'],
  ['/%3Cscript%3Ealert(1)%3C/script%3E', 'no such page', '/'],
  ['/%E0%A4%A', 'no such page: /%E0%A4%A', '/'],
];

export function strangeThings(stage: () => Stage): void {
  describe.each(DIAGONAL)('$size, $theme', (look) => {
    it('a title that is a script, a company without end, text from right to left', async () => {
      const page = await stage().visits.open(stage().open.url, look);
      const { script, long, rightToLeft } = stage().strange;
      await page.goto('/explore?limit=5');
      await page.getByRole('link', { name: script.title, exact: true }).click();
      await page.waitForURL(`**/postings/${script.id}`);
      expect(await title(page).innerText()).toBe(script.title);
      await page.goto(`/postings/${long.id}`);
      await page.getByText(long.company, { exact: true }).waitFor();
      await expectNoSideways(page);
      await page.goto('/explore?limit=5');
      await page.getByText(long.company, { exact: true }).waitFor();
      await expectNoSideways(page);
      await page.goto(`/explore?company=${long.company}`);
      await expectNoSideways(page);
      await page.goto(`/postings/${rightToLeft.id}`);
      expect(await title(page).innerText()).toBe(rightToLeft.title);
      expect(await title(page).and(page.locator(':dir(rtl)')).count()).toBe(1);
      await expectNoSideways(page);
      await expectAccessible(page);
    });
  });

  it.each([
    ['/', 'rolemill run'],
    ['/explore', 'rolemill run'],
    ['/runs', 'rolemill run'],
    ['/skills', 'No posting'],
    ['/skills/java', 'No posting'],
    ['/salaries', 'No posting'],
    ['/trends', 'No posting'],
    ['/compare?a.level=senior&b.level=entry', 'No posting fits A'],
    ['/queues', 'No failed job'],
    ['/taxonomy/roles/backend-developer', 'No posting'],
  ])('an empty database: %s says %s', async (path, says) => {
    const page = await stage().visits.open(stage().empty.url, { size: 'phone', theme: 'dark' });
    await page.goto(path);
    expect(await shows(page.getByText(says))).toBe(true);
    await expectNoSideways(page);
    if (path.length < 10) await expectAccessible(page);
  });

  it.each(['/', '/explore', '/skills', '/salaries', '/trends', '/skills/java'])(
    'a filter that nothing fits: %s says so, and a link leads on',
    async (path) => {
      const page = await stage().visits.open(stage().open.url, { size: 'phone' });
      await page.goto(`${path}?company=nobody+of+this+name`);
      const empty = page.locator('.empty').filter({ hasText: 'No posting' });
      await empty.waitFor();
      await empty.getByRole('link').first().click();
      expect(await comesTo(page, /^(?!.*nobody).*$/)).toBe(true);
    },
  );

  it.each(BROKEN)('a broken address: %s', async (path, says, leads) => {
    const page = await stage().visits.open(stage().open.url, { size: 'phone' }, /status of 40[04]/);
    const answer = await page.goto(path);
    expect([400, 404]).toContain(answer?.status());
    expect(await page.getByRole('main').innerText()).toContain(says);
    expect(await page.getByRole('navigation', { name: 'Pages' }).count()).toBe(1);
    await expectNoSideways(page);
    const link = page.getByRole('main').locator(`a[href="${leads}"]`).first();
    await link.click();
    expect(await comesTo(page, leads)).toBe(true);
  });

  it('too many requests: to wait', async () => {
    const strict = await listen(stage().store, { rate: 1 });
    try {
      const page = await stage().visits.open(strict.url, {}, /status of 429/);
      await page.goto('/runs');
      await page.goto('/runs');
      expect(await title(page).innerText()).toBe('Too many requests');
      await page.getByText('Wait a minute').waitFor();
    } finally {
      await strict.close();
    }
  });

  it('a database that is gone: to try again, and who knows more', async () => {
    const { store } = stage();
    const gone = {
      ...store.db,
      orm: new Proxy(store.db.orm, { get: () => () => Promise.reject(new Error('gone')) }),
    };
    const broken = await listen(store, { db: gone });
    try {
      const page = await stage().visits.open(broken.url, {}, /status of 500/);
      await page.goto('/explore');
      expect(await title(page).innerText()).toBe('Something broke here');
      await page.getByText('rolemill doctor').waitFor();
      await expectAccessible(page);
    } finally {
      await broken.close();
    }
  });
}
