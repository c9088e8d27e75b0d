/** Pages of the browser, each watched for what a person would not see: console errors, refused and foreign requests. */
import type { Browser, Locator, Page } from 'playwright-core';

export const VIEWS = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
} as const;
export const THEMES = ['light', 'dark'] as const;
export type Size = keyof typeof VIEWS;
export type Theme = (typeof THEMES)[number];
/** Every size in every theme. */
export const LOOKS = THEMES.flatMap((theme) =>
  (['desktop', 'phone'] as const).map((size) => ({ size, theme })),
);

/** Each size and each theme, but not each with each. */
export const DIAGONAL = LOOKS.filter(({ size, theme }) => (size === 'desktop') === (theme === 'light'));

export interface Look {
  size?: Size;
  theme?: Theme;
  /** Absent: pages run their scripts. */
  scripts?: boolean;
}

export interface Visits {
  /**
   * A page that is as if new: no cookie, nothing kept. One of each look is opened and used again, which takes a fifth of
   * the time; where it stood it stands until it goes elsewhere.
   * @param allowed faults that it is opened for, such as an answer 404.
   */
  open(base: string, look?: Look, allowed?: RegExp): Promise<Page>;
  /** Ends a test: forgets what pages kept, and gives the faults that were seen. */
  end(): Promise<string[]>;
}

interface Kept {
  page: Page;
  allowed: RegExp | undefined;
}

export function visitsOf(browser: Browser): Visits {
  const kept = new Map<string, Kept>();
  const used = new Set<Page>();
  let faults: string[] = [];

  const openNew = async (baseURL: string, { size = 'desktop', theme = 'light', scripts = true }: Look) => {
    const context = await browser.newContext({
      ...{ baseURL, ...VIEWS[size], colorScheme: theme, javaScriptEnabled: scripts },
      // Moves between states would be seen half done.
      ...{ reducedMotion: 'reduce', locale: 'en-US' },
    });
    const one: Kept = { page: await context.newPage(), allowed: undefined };
    const { page } = one;
    const fault = (what: string): void => {
      if (one.allowed?.test(what) !== true) faults.push(`${page.url()}: ${what}`);
    };
    page.on('console', (line) => {
      if (['error', 'warning'].includes(line.type())) fault(`console: ${line.text()}`);
    });
    page.on('pageerror', (error) => fault(`script: ${error.message}`));
    page.on('dialog', (dialog) => {
      fault(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== new URL(baseURL).origin)
        fault(`foreign: ${request.url()}`);
    });
    return one;
  };

  return {
    async open(base, look = {}, allowed) {
      const key = JSON.stringify([base, look]);
      const one = kept.get(key) ?? (await openNew(base, look));
      kept.set(key, one);
      one.allowed = allowed;
      used.add(one.page);
      return one.page;
    },
    async end() {
      for (const page of used) {
        await page.context().clearCookies();
        if (page.url().startsWith('http')) await page.evaluate('localStorage.clear()').catch(() => undefined);
      }
      used.clear();
      const found = faults;
      faults = [];
      return found;
    },
  };
}

/** Waits until it is to be seen: true, or it fails telling what it waited for. */
export async function shows(locator: Locator): Promise<boolean> {
  await locator.first().waitFor({ state: 'visible' });
  return true;
}

/** Waits until it is not to be seen: true, or it fails. */
export async function hides(locator: Locator): Promise<boolean> {
  await locator.first().waitFor({ state: 'hidden' });
  return true;
}

/** Waits until the page is there: true, or it fails. @param place what comes behind the host, or a pattern of it */
export async function comesTo(page: Page, place: string | RegExp): Promise<boolean> {
  await page.waitForURL(({ pathname, search }) => {
    const here = `${pathname}${search}`;
    return typeof place === 'string' ? here === place : place.test(here);
  });
  return true;
}
