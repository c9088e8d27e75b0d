/** Numbers on pages are the API's. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatCount } from '../../../src/report/format.js';
import { absentFrom, rowsOf, type Figures } from '../support/figures.js';
import { tablesOf } from '../support/in-page.js';
import { taxonomy } from '../../support/taxonomy.js';
import type { Stage } from '../support/stage.js';
import { comesTo } from '../support/visits.js';

const LADDER = taxonomy.levels.map(({ id }) => id);

/** A page, the section of it, the figure of the API, and the rows that it makes. */
interface Case {
  page: string;
  section: string;
  api: string;
  /** At least so many rows, so that an empty list proves nothing. */
  least: number;
  rows: (figures: Figures) => string[][];
}

/** @param more the rest of a query, for the page and for the API alike. */
function cases(more: string): Case[] {
  const query = more === '' ? '' : `?${more}`;
  const shares = (section: string, name: string): Case => ({
    ...{ page: `/${query}`, section, api: `shares?by=${name}&top=10`, least: 3 },
    rows: (figures) => rowsOf.shares(figures.shares[name] ?? { of: 0, items: [] }),
  });
  const page = (name: string) => `/${name}${query}`;
  return [
    shares('Families of roles', 'family'),
    shares('Who hires', 'company'),
    shares('Where', 'country'),
    {
      ...{ page: page(''), section: 'Roles and their levels', api: 'roles-by-levels?top=10', least: 2 },
      rows: ({ rolesByLevels }) => rowsOf.levels(rolesByLevels, LADDER),
    },
    {
      ...{ page: page(''), section: 'Skills asked for', api: 'skills?top=10', least: 10 },
      rows: ({ skills }) => rowsOf.skills(skills),
    },
    {
      ...{ page: page('skills'), section: 'Skills asked for', api: 'skills?top=50', least: 15 },
      rows: ({ skills }) => rowsOf.skills(skills),
    },
    {
      ...{ page: page('skills'), section: 'Skills that go together', api: 'skill-pairs?top=15', least: 10 },
      rows: ({ skillPairs }) => rowsOf.pairs(skillPairs),
    },
    {
      ...{ page: page('salaries'), section: 'Pay of a year', api: 'pay?top=30', least: 2 },
      rows: ({ pay }) => [
        ...rowsOf.pay(pay.overall, () => 'All'),
        ...rowsOf.pay(pay.byLevel, ({ level }) => level?.label ?? ''),
        ...rowsOf.pay(pay.byCountry, ({ country }) => country ?? ''),
      ],
    },
    {
      ...{ page: page('trends'), section: 'Over time', api: 'trend?by=month', least: 12 },
      rows: ({ trend }) => rowsOf.periods(trend),
    },
    {
      ...{ page: page('trends'), section: 'Rising and falling', api: 'movers?top=8', least: 10 },
      rows: ({ movers }) => Object.values(movers.by).flatMap(rowsOf.movers),
    },
  ];
}

const COMPARISON: Case = {
  page: '/compare?a.family=backend&b.family=data&b.country=DE',
  section: 'Two selections side by side',
  api: 'compare?family=backend&versus=family%3Ddata%26country%3DDE&top=25',
  least: 30,
  rows: ({ comparison: { shares, skills } }) =>
    [...['role', 'level', 'country', 'company'].map((name) => shares[name]), skills].flatMap((list) =>
      list === undefined ? [] : rowsOf.compared(list),
    ),
};

export function figures(stage: () => Stage): void {
  let page: Page;
  beforeAll(async () => {
    page = await stage().visits.open(stage().open.url);
  });

  /** Rows that the page must have and has not; the last one tells of a list that proves nothing. */
  const missing = async ({ page: path, section, api, least, rows }: Case): Promise<unknown[]> => {
    const more = path.startsWith('/compare') ? '' : (path.split('?')[1] ?? '');
    const wanted = rows(await stage().api<Figures>(`/api/figures/${api}${more === '' ? '' : `&${more}`}`));
    await page.goto(path);
    const shown = (await tablesOf(page)).filter(({ heading }) => heading === section);
    const all = shown.flatMap((table) => table.rows);
    return [...absentFrom(wanted, all), ...(wanted.length < least ? [`${wanted.length} rows`] : [])];
  };

  it.each(cases(''))('$page, $section', async (of) => {
    expect(await missing(of)).toEqual([]);
  });
  it.each(cases('family=cloud-devops&copies=all&since=2025-03-01'))('$page, $section', async (of) => {
    expect(await missing({ ...of, least: 1 })).toEqual([]);
  });
  it('a comparison', async () => {
    expect(await missing(COMPARISON)).toEqual([]);
  });

  describe('headline', () => {
    const card = async (name: string): Promise<string> => {
      const value = page.locator('dt', { hasText: name }).locator('xpath=following-sibling::dd[1]');
      return (await value.innerText()).split('\n')[0] ?? '';
    };
    it.each(['', '?family=data&state=open'])('of the overview %s', async (query) => {
      const { basis, shares } = await stage().api<Figures>(`/api/figures/shares${query}`);
      const { trend } = await stage().api<Figures>(`/api/figures/trend${query}`);
      await page.goto(`/${query}`);
      expect(await card('Postings')).toBe(formatCount(basis.postings));
      expect(await card('Open')).toBe(formatCount(trend.periods.at(-1)?.open ?? 0));
      expect(await card('Roles')).toBe(
        formatCount((shares['role'] as unknown as { distinct: number }).distinct),
      );
    });
    it('of a comparison', async () => {
      await page.goto('/compare?a.level=senior&b.country=DE');
      const { comparison } = await stage().api<Figures>(
        '/api/figures/compare?level=senior&versus=country%3DDE',
      );
      expect(await card('In both')).toBe(formatCount(comparison.common));
      expect(comparison.common).toBeGreaterThan(0);
    });
  });

  it('names in a drawing lead to what they name', async () => {
    await page.goto('/');
    const drawn = page.getByRole('group', { name: /^Roles and their levels/ }).first();
    await drawn.getByRole('link', { name: 'Data Engineer' }).click();
    expect(await comesTo(page, '/explore?role=data-engineer')).toBe(true);
    const { total } = await stage().api<{ total: number }>('/api/postings?role=data-engineer&limit=1');
    expect(await page.getByRole('main').innerText()).toContain(`${formatCount(total)} postings`);
  });
}
