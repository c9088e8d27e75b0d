/** The dashboard without a mouse. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectTheme, focusedOf } from '../support/in-page.js';
import type { Stage } from '../support/stage.js';
import { comesTo, hides, shows } from '../support/visits.js';

/** More than any page has. */
const MOST = 400;
const PAGES = [
  ...['/', '/explore?limit=5', '/skills?top=5', '/trends', '/compare?a.family=backend&b.family=data'],
  ...['/classify', '/runs', '/queues'],
];

export function keyboard(stage: () => Stage): void {
  const open = async (path: string): Promise<Page> => {
    const page = await stage().visits.open(stage().open.url);
    await page.goto(path);
    return page;
  };
  /** Presses Tab until this has the keyboard. */
  const tabTo = async (page: Page, name: string): Promise<void> => {
    for (let n = 0; n < MOST; n += 1) {
      await page.keyboard.press('Tab');
      if ((await focusedOf(page)).name === name) return;
    }
    throw new Error(`no Tab leads to "${name}"`);
  };

  it('the first Tab skips the navigation', async () => {
    const page = await open('/skills');
    await page.keyboard.press('Tab');
    expect(await focusedOf(page)).toEqual({ name: 'Skip to content', tag: 'a', seen: true });
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect((await focusedOf(page)).name).toBe('Filter: every posting');
  });

  it.each(PAGES)('%s: every stop has a name and can be seen', async (path) => {
    const page = await open(path);
    const names: string[] = [];
    const unseen: string[] = [];
    for (let n = 0; n < MOST; n += 1) {
      await page.keyboard.press('Tab');
      const { name, tag, seen } = await focusedOf(page);
      if (tag === 'body') break;
      names.push(name);
      if (!seen || name === '') unseen.push(`${n}: ${tag} "${name}"`);
    }
    expect(unseen).toEqual([]);
    expect(names.length).toBeLessThan(MOST);
    expect(names.slice(0, 4)).toEqual(['Skip to content', 'Rolemill', 'Overview', 'Explore']);
    expect(names.at(-1)).toBe('HTTP API');
  });

  it('the token can be typed at once', async () => {
    const page = await open('/sign-in');
    await page.locator(':focus').waitFor();
    expect(await focusedOf(page)).toEqual({ name: 'Token', tag: 'input', seen: true });
  });

  it('leads to a page, opens the numbers behind a drawing, and closes them', async () => {
    const page = await open('/');
    await tabTo(page, 'Trends');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Trends' }).waitFor();
    const table = page.getByRole('table', { name: 'Postings by month' });
    expect(await table.isVisible()).toBe(false);
    await tabTo(page, 'The numbers of “Over time”');
    await page.keyboard.press('Enter');
    expect(await shows(table)).toBe(true);
    await page.keyboard.press('Space');
    expect(await hides(table)).toBe(true);
  });

  it('fills in a filter', async () => {
    const page = await open('/skills');
    await tabTo(page, 'Filter: every posting');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Company');
    await page.keyboard.type('Company 1');
    await page.keyboard.press('Enter');
    expect(await comesTo(page, '/skills?company=Company+1')).toBe(true);
  });

  it('chooses dark or light, which stays', async () => {
    const page = await open('/');
    await tabTo(page, 'Dark or light');
    await page.keyboard.press('Enter');
    await expectTheme(page, 'dark');
    await page.goto('/runs');
    await expectTheme(page, 'dark');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  });
}
