/** The page of the report, as text: what it says equals the figures, and nothing of it runs or is loaded. */
import { describe, expect, it } from 'vitest';
import { load } from 'cheerio/slim';
import { buildReport, type MarketReport } from '../../src/report/market.js';
import { renderPage } from '../../src/report/html/page.js';
import { wilson } from '../../src/domain/statistics/wilson.js';
import { makeFigures, makeShare, makeShares } from '../support/figures.js';
import type { MarketFigures } from '../../src/db/figures/market.js';

const LADDER = [{ id: 'senior', band: 'senior' }];
const madeAt = new Date('2026-07-01T12:00:00Z');
const reportOf = (count: number, part: Partial<MarketFigures> = {}): MarketReport =>
  buildReport(makeFigures(count, part), LADDER);
const pageOf = (report: MarketReport, title?: string): string =>
  renderPage(report, { rows: 20, madeAt, ...(title === undefined ? {} : { title }) });
const EVIL = '<script>alert("x")</script>';
const LONG = 'Ab '.repeat(167);
const RTL = 'شركة البرمجيات';

const quantile = (value: number) => ({ value, interval: { low: value - 900, high: value + 900 } });
const full = (label = 'Go', company = 'Acme'): MarketReport => {
  const figures = makeFigures(100);
  return reportOf(100, {
    rolesByLevels: {
      ...{ of: 100, distinct: 3, withheld: 2 },
      items: [
        { ...makeShare('backend', label, 60, 100), family: 'backend', levels: { senior: 57, mid: null } },
      ],
    },
    shares: {
      ...figures.shares,
      level: makeShares(100, {
        items: [makeShare('senior', 'Senior', 57, 100), makeShare('mid', 'Mid', 43, 100)],
      }),
      company: makeShares(80, { coverage: 0.8, items: [makeShare('acme', company, 31, 80)] }),
    },
    skills: makeShares(100, {
      items: [
        {
          ...{ ...makeShare('go', label, 30, 100), category: 'language', required: 20, preferred: 4 },
          lift: { ratio: 2.5, interval: { low: 1.4, high: 4.2 }, rest: { count: 12, of: 100, share: 0.12 } },
        },
      ],
    }),
    pay: {
      ...figures.pay,
      ...{ count: 40, coverage: 0.4 },
      overall: {
        ...{ distinct: 1, withheld: 0 },
        items: [
          {
            ...{ role: null, level: null, country: null, currency: 'EUR', count: 40, of: 100, coverage: 0.4 },
            quantiles: {
              ...{ p10: quantile(40_000), p25: quantile(50_000), p50: quantile(61_200) },
              ...{ p75: quantile(70_000), p90: quantile(90_000) },
            },
          },
        ],
      },
    },
  });
};

/** Cells of the table below a heading. */
function rowsOf(page: string, id: string): string[][] {
  const $ = load(page);
  return $(`section[aria-labelledby="${id}"] tbody tr`)
    .toArray()
    .map((row) =>
      $(row)
        .children()
        .toArray()
        .map((cell) => $(cell).text().trim()),
    );
}

describe('the page says what the figures say', () => {
  const page = pageOf(full());
  it('roles by levels, with what is withheld', () => {
    const { low, high } = wilson(60, 100) ?? { low: 0, high: 0 };
    const interval = `${(low * 100).toFixed(1)} to ${(high * 100).toFixed(1)}%`;
    expect(rowsOf(page, 'roles')).toEqual([['Go', 'backend', '60', '60.0%', interval, '57', '<5']]);
    expect(load(page)('section[aria-labelledby="roles"] .notes').text()).toContain('2 withheld');
  });
  it('skills with lift, pay with the interval of the median, companies with their denominator', () => {
    expect(rowsOf(page, 'skills')[0]?.slice(-2)).toEqual(['2.5×', '1.4 to 4.2×']);
    expect(rowsOf(page, 'pay')[0]).toContain('60,300 to 62,100');
    expect(rowsOf(page, 'companies')[0]?.slice(0, 3)).toEqual(['Acme', '31', '38.8%']);
    expect(load(page)('section[aria-labelledby="companies"] .notes').text()).toContain(
      'Shares of 80 postings that name a company (80.0% of the selection)',
    );
  });
  it('a share over time with its interval, a withheld one as a gap', () => {
    const cell = (count: number | null) => ({
      ...{ count, of: 50, share: count === null ? null : count / 50 },
      interval: count === null ? null : wilson(count, 50),
    });
    const cells = [cell(10), cell(12), cell(null), cell(6)];
    const trend = reportOf(100, {
      trend: {
        ...{ by: 'month', dataUntil: '2026-04-30', before: 0, after: 0 },
        periods: cells.map((_, n) => ({
          ...{ id: `2026-0${n + 1}`, from: `2026-0${n + 1}-01`, to: `2026-0${n + 2}-01` },
          ...{ partial: false, new: 50, open: 50 },
        })),
        series: [{ by: 'skill', id: 'go', label: 'Go', new: cells, open: cells }],
      },
    });
    const page = pageOf(trend);
    expect(rowsOf(page, 'trend').slice(4)).toEqual([
      ['2026-01', '10', '50', '20.0%', '11.2 to 33.0%'],
      ['2026-02', '12', '50', '24.0%', '14.3 to 37.4%'],
      ['2026-03', '<5', '50', 'withheld', ''],
      ['2026-04', '6', '50', '12.0%', '5.6 to 23.8%'],
    ]);
    // A band beside the line, and a line up and down where a point stands alone.
    const drawn = load(page)('.multiples svg');
    expect(drawn.find('path[fill="var(--accent)"][fill-opacity]').length).toBeGreaterThan(0);
    expect(drawn.find('[stroke="var(--accent-soft)"]').length).toBe(1);
  });
  it('each drawing says what it shows, and has its numbers beside it', () => {
    const $ = load(page);
    const drawings = $('svg:not([aria-hidden])').toArray();
    expect(drawings.length).toBeGreaterThan(6);
    for (const svg of drawings) {
      expect($(svg).attr('role')).toBe('img');
      expect($(svg).children('title').text()).not.toBe('');
      expect($(svg).closest('section').find('table').length).toBeGreaterThan(0);
    }
  });
  it('each link within the page leads somewhere', () => {
    const $ = load(page);
    const missing = $('a[href^="#"]')
      .toArray()
      .filter((a) => $($(a).attr('href') ?? '').length !== 1);
    expect(missing.map((a) => $(a).attr('href'))).toEqual([]);
  });
});

describe('nothing runs and nothing is loaded', () => {
  const page = pageOf(full(EVIL, RTL), EVIL);
  const $ = load(page);
  it('no script, no handler, no address, no style attribute', () => {
    expect($('script, link, img, iframe, [style]').length).toBe(0);
    expect(page).not.toMatch(/https?:\/\/|url\(\s*['"]?(?!#)|@import|\son\w+=/i);
  });
  it('texts of strangers are text', () => {
    expect($('h1').text()).toBe(EVIL);
    expect($('title').first().text()).toBe(EVIL);
    expect(rowsOf(page, 'skills')[0]?.[0]).toBe(EVIL);
  });
  it('text from right to left finds its own direction', () => {
    expect($('section[aria-labelledby="companies"] tbody [dir=auto]').first().text()).toBe(RTL);
    // In a drawing and among words it is a piece by itself.
    expect($('section[aria-labelledby="companies"] svg text').first().text()).toBe(`\u2068${RTL}\u2069`);
    expect($('section[aria-labelledby="companies"] > p').text()).toContain(`\u2068${RTL}\u2069 has the most`);
  });
  it('a long name is cut in the drawing, and whole in the table', () => {
    const long = pageOf(full('Go', LONG));
    expect(rowsOf(long, 'companies')[0]?.[0]).toBe(LONG.trim());
    const drawn = load(long)('section[aria-labelledby="companies"] svg text').toArray();
    expect(Math.max(...drawn.map((text) => load(long)(text).text().length))).toBeLessThan(60);
  });
});

describe('with nothing to show it says what to do', () => {
  it.each<[string, MarketReport, string]>([
    ['an empty store', reportOf(0), 'rolemill run SOURCE'],
    [
      'nothing classified',
      reportOf(0, { totals: { postings: 3, classified: 0, pending: 3, failed: 0 } }),
      'rolemill work',
    ],
    [
      'no result',
      reportOf(0, { totals: { postings: 3, classified: 3, pending: 0, failed: 0 } }),
      'Leave one out',
    ],
    ['no pay', reportOf(100), 'No posting of the selection names its pay'],
  ])('%s', (_, report, hint) => expect(load(pageOf(report))('main').text()).toContain(hint));
  it('one posting', () => expect(load(pageOf(reportOf(1)))('.lead').text()).toMatch(/1 posting,/));
});
