/** Every page, reached by clicking, in every look: what it is called, its theme, its width, its accessibility. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectNoSideways, expectTheme } from '../support/in-page.js';
import type { Stage } from '../support/stage.js';
import { DIAGONAL, LOOKS } from '../support/visits.js';

const PLACES = [
  ...['Overview', 'Explore', 'Skills', 'Salaries', 'Trends', 'Compare', 'Taxonomy', 'Classify', 'Runs'],
  'Queues',
];
const nav = (page: Page) => page.getByRole('navigation', { name: 'Pages', exact: true });
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** Pages that no navigation names: the place they are reached from, and the link of its main part that leads there. */
const BEHIND: [string, string, RegExp][] = [
  ['a skill', 'Skills', /^\/skills\/[^?]+/],
  ['a posting', 'Explore', /^\/postings\//],
  ['a role', 'Taxonomy', /^\/taxonomy\/roles\//],
  ['a run', 'Runs', /^\/runs\//],
  ['two selections', 'Compare', /^\/compare\?/],
];

export function walks(stage: () => Stage): void {
  describe.each(LOOKS)('$size, $theme', ({ size, theme }) => {
    let page: Page;
    beforeAll(async () => {
      page = await stage().visits.open(stage().open.url, { size, theme });
      await page.goto('/');
    });

    // Slow, and each theme and each size has its turn.
    const asksAxe = DIAGONAL.some((look) => look.size === size && look.theme === theme);
    const isInOrder = async (): Promise<void> => {
      await expectTheme(page, theme);
      await expectNoSideways(page);
      if (asksAxe) await expectAccessible(page);
    };

    it('the navigation names every page', async () => {
      expect(await nav(page).getByRole('link').allInnerTexts()).toEqual(PLACES);
    });

    it.each(PLACES)('%s', async (name) => {
      await nav(page).getByRole('link', { name, exact: true }).click();
      await heading(page).filter({ hasText: name }).waitFor();
      const here = nav(page).locator('[aria-current="page"]');
      expect(await here.allInnerTexts()).toEqual([name]);
      expect(await page.title()).toBe(`${name} · Rolemill`);
      await isInOrder();
    });

    if (!asksAxe) return;
    it.each(BEHIND)('%s', async (_, from, to) => {
      await nav(page).getByRole('link', { name: from, exact: true }).click();
      await heading(page).filter({ hasText: from }).waitFor();
      const links = page.getByRole('main').getByRole('link');
      const addresses = await links.evaluateAll((all: { getAttribute(name: string): string }[]) =>
        all.map((link) => link.getAttribute('href')),
      );
      const place = addresses.findIndex((address) => to.test(address));
      // In a drawing it is no element of HTML, which alone has an inner text.
      const name = await links.nth(place).textContent();
      await links.nth(place).click();
      await page.waitForURL((url) => to.test(`${url.pathname}${url.search}`));
      expect(name?.trim()).not.toBe('');
      expect(await heading(page).innerText()).not.toBe('');
      await isInOrder();
    });

    it('the way to sign in', async () => {
      await page.goto('/sign-in');
      expect(await heading(page).innerText()).toBe('Sign in');
      await isInOrder();
    });
  });
}
