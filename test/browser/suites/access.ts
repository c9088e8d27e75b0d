/** Who may look: the token, the board of the queues behind it, and the description of the API that needs none. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectAccessible, expectNoSideways } from '../support/in-page.js';
import { TOKEN } from '../support/servers.js';
import type { Stage } from '../support/stage.js';
import { comesTo, shows } from '../support/visits.js';

const REFUSED = /status of 401/;
/** Bull Board's page names fonts of another host. The policy keeps them away, and the browser says so. */
const BOARD_FONTS = /status of 401|fonts\.googleapis\.com/;

export function access(stage: () => Stage): void {
  const signIn = async (page: Page, token: string): Promise<void> => {
    await page.getByLabel('Token').fill(token);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };

  it('a wrong token is told, the right one leads on, and out again', async () => {
    const page = await stage().visits.open(stage().locked.url, { size: 'phone', theme: 'dark' }, REFUSED);
    await page.goto('/skills?family=data');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Sign in');
    await signIn(page, 'nonsense');
    const alert = page.getByRole('alert');
    expect(await alert.innerText()).toContain('This is not the token. Compare it with ROLEMILL_API_TOKEN');
    await expectNoSideways(page);
    await expectAccessible(page);
    await signIn(page, TOKEN);
    await page.waitForURL('**/skills?family=data');
    await page.getByRole('heading', { level: 1, name: 'Skills' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
    await page.goto('/runs');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Sign in');
  });

  it('Bull Board asks for the token on this machine too', async () => {
    const page = await stage().visits.open(stage().open.url, {}, BOARD_FONTS);
    await page.goto('/queues');
    await page.getByRole('link', { name: 'Bull Board' }).click();
    await signIn(page, 'nonsense');
    expect(await shows(page.getByRole('alert'))).toBe(true);
    await signIn(page, TOKEN);
    await page.waitForURL('**/queues/board');
    for (const name of ['ingest', 'classify'])
      await page
        .getByRole('link', { name: `rolemill.${name}` })
        .first()
        .waitFor();
    await page.getByRole('link', { name: 'rolemill.classify' }).first().click();
    expect(await comesTo(page, /^\/queues\/board\/queue\/rolemill\.classify/)).toBe(true);
    // It asks again every few seconds.
    await page.goto('about:blank');
  });

  it('the API is described, and can be tried', async () => {
    const page = await stage().visits.open(stage().open.url);
    await page.goto('/');
    await page.getByRole('link', { name: 'HTTP API' }).click();
    await page.getByText('Whether the server answers').click();
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.getByRole('button', { name: 'Execute' }).click();
    expect(await shows(page.locator('.live-responses-table').getByText('0.0.0-test'))).toBe(true);
  });
}
