/** Asks a page what only code inside of it can say. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Theme } from './visits.js';

const script = (name: string): string =>
  readFileSync(new URL(`../in-page/${name}.js`, import.meta.url), 'utf8');
const TABLES = script('tables');
const WIDE = script('wide');
const FOCUSED = script('focused');
const MARKS = script('marks');
const BACKGROUND = script('background');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Only what is wrong is told, and style sheets are not fetched a second time. */
const RUN_AXE = `axe.run({ resultTypes: ['violations'], preload: false }).then(({ violations }) => violations)`;
/** Nothing worse may be found. */
const SEVERE = ['serious', 'critical'];

export interface TableRead {
  heading: string;
  caption: string;
  /** The row of names first. */
  rows: string[][];
}

export const tablesOf = (page: Page) => page.evaluate<TableRead[]>(TABLES);
/** What has the keyboard. */
export const focusedOf = (page: Page) => page.evaluate<{ name: string; tag: string; seen: boolean }>(FOCUSED);
/** Title and description as shown, with a 1 for each marked UTF-16 code unit. */
export const marksOf = (page: Page) => page.evaluate<{ text: string; marked: string }[]>(MARKS);

/** Fails where the page is bright in the dark, or the other way round. */
export async function expectTheme(page: Page, theme: Theme): Promise<void> {
  expect((await page.evaluate<number>(BACKGROUND)) < 128 ? 'dark' : 'light').toBe(theme);
}

/** Fails where the page scrolls sideways, naming what is too wide. */
export async function expectNoSideways(page: Page): Promise<void> {
  expect(await page.evaluate<string[]>(WIDE)).toEqual([]);
}

interface Finding {
  id: string;
  impact: string | null;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** Fails on what axe calls serious or critical. Evaluated from outside: the page's own policy stays as it is. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(AXE);
  const found = await page.evaluate<Finding[]>(RUN_AXE);
  const severe = found.filter(({ impact }) => SEVERE.includes(impact ?? ''));
  const told = severe.map(
    ({ id, help, nodes }) =>
      `${id} (${help}), ${nodes.length} times: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`,
  );
  expect(told).toEqual([]);
}
