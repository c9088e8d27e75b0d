/** Pages of the browser, each watched for what a person would not see: console errors, refused and foreign requests. */
import type { Browser, Page } from 'playwright-core';

export const VIEWS = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
} as const;
export const THEMES = ['light', 'dark'] as const;
export type Size = keyof typeof VIEWS;
export type Theme = (typeof THEMES)[number];
/** Every size in every theme. */
export const LOOKS = THEMES.flatMap((theme) =>
  (['desktop', 'phone'] as const).map((size) => ({ size, theme })),
);

export interface Look {
  size?: Size;
  theme?: Theme;
  /** Absent: pages run their scripts. */
  scripts?: boolean;
}

export interface Visits {
  /**
   * A page in a context of its own, with no cookie and nothing kept.
   * @param allowed faults that this page is opened for, such as an answer 404.
   */
  open(base: string, look?: Look, allowed?: RegExp): Promise<Page>;
  /** Faults seen since it was asked last. */
  faults(): string[];
  close(): Promise<void>;
}

export function visitsOf(browser: () => Browser): Visits {
  let faults: string[] = [];
  let closers: (() => Promise<void>)[] = [];
  return {
    async open(baseURL, { size = 'desktop', theme = 'light', scripts = true } = {}, allowed) {
      const context = await browser().newContext({
        ...{ baseURL, ...VIEWS[size], colorScheme: theme, javaScriptEnabled: scripts },
        // Moves between states would be seen half done.
        ...{ reducedMotion: 'reduce', locale: 'en-US' },
      });
      closers.push(() => context.close());
      const page = await context.newPage();
      const fault = (what: string): void => {
        if (allowed?.test(what) !== true) faults.push(`${new URL(page.url()).pathname}: ${what}`);
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
      return page;
    },
    faults() {
      const found = faults;
      faults = [];
      return found;
    },
    async close() {
      const all = closers;
      closers = [];
      for (const close of all) await close();
    },
  };
}
