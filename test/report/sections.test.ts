/** What the sections of the report say of figures that have everything in them. */
import { describe, expect, it } from 'vitest';
import { renderReport } from '../../src/report/terminal.js';
import { reportTables } from '../../src/report/figure-tables.js';
import { displayWidth } from '../../src/report/text-width.js';
import { wilson } from '../../src/domain/statistics/wilson.js';
import { makeBasis, makeFigures, makeShare, makeShares } from '../support/figures.js';

const interval = { low: 0.02, high: 0.18 };
const quantile = (value: number) => ({ value, interval: { low: value - 1000, high: value + 1000 } });
const quantiles = (median: number) => ({
  p10: quantile(median - 20_000),
  p25: quantile(median - 10_000),
  p50: quantile(median),
  p75: quantile(median + 10_000),
  p90: quantile(median + 20_000),
});
const cell = { role: null, level: null, country: null, currency: 'EUR', count: 40, of: 100, coverage: 0.4 };
const part = (count: number, of: number) => ({ count, share: count / of });
const mover = (label: string, change: number, sure: boolean) => ({
  id: label.toLowerCase(),
  label,
  before: part(10, 50),
  after: part(20, 50),
  change,
  interval,
  z: 2.1,
  sure,
});
const none = { of: { before: 50, after: 50 }, distinct: 0, withheld: 0, rising: [], falling: [] };
const trendCell = (count: number | null) => ({
  count,
  of: 50,
  share: count === null ? null : count / 50,
  interval: count === null ? null : wilson(count, 50),
});
const years = { p10: 0, p25: 2, p50: 3, p75: 5, p90: 8 };
const compared = {
  of: { a: 60, b: 40 },
  distinct: 1,
  withheld: 0,
  items: [
    {
      id: 'go',
      label: 'Go',
      a: part(30, 60),
      b: part(8, 40),
      difference: 0.3,
      interval,
      ratio: { value: 2.5, interval: { low: 1.2, high: 4.8 } },
      sure: true,
    },
  ],
};

const report = makeFigures(100, {
  skills: makeShares(100, {
    distinct: 9,
    withheld: 8,
    items: [
      {
        ...makeShare('go', 'Go', 30, 100),
        category: 'language',
        required: 20,
        preferred: 4,
        lift: { ratio: 2.5, interval, rest: { count: 12, of: 100, share: 0.12 } },
      },
    ],
  }),
  skillPairs: {
    of: 100,
    coverage: 0.9,
    among: [],
    distinct: 1,
    withheld: 0,
    items: [
      {
        a: { id: 'go', label: 'Go' },
        b: { id: 'sql', label: 'SQL' },
        count: 12,
        share: 0.12,
        interval: wilson(12, 100),
        lift: 1.4,
        jaccard: 0.3,
      },
    ],
  },
  trend: {
    by: 'month',
    dataUntil: '2026-03-10',
    periods: ['01', '02', '03'].map((month, n) => ({
      id: `2026-${month}`,
      from: `2026-${month}-01`,
      to: `2026-0${n + 2}-01`,
      partial: n === 2,
      new: [20, 50, 30][n] ?? 0,
      open: [15, 40, 60][n] ?? 0,
    })),
    before: 0,
    after: 0,
    series: [
      {
        by: 'skill',
        id: 'go',
        label: 'Go',
        new: [trendCell(10), trendCell(null), trendCell(6)],
        open: [trendCell(8), trendCell(9), trendCell(12)],
      },
    ],
  },
  movers: {
    spans: {
      before: { from: '2026-01-01', to: '2026-02-01' },
      after: { from: '2026-02-01', to: '2026-03-01' },
    },
    postings: { before: 50, after: 50 },
    by: {
      skill: {
        ...none,
        distinct: 2,
        rising: [mover('Rust', 0.2, true)],
        falling: [mover('Perl', -0.1, false)],
      },
      role: none,
      family: none,
      company: none,
      country: none,
    },
  },
  pay: {
    ...makeFigures(100).pay,
    count: 40,
    coverage: 0.4,
    leftOut: { noPeriod: 3, noCurrency: 2, neither: 0 },
    overall: { distinct: 1, withheld: 0, items: [{ ...cell, quantiles: quantiles(61_200) }] },
  },
  years: {
    overall: {
      id: 'all',
      label: 'all',
      count: 70,
      of: 100,
      coverage: 0.7,
      quantiles: Object.fromEntries(
        Object.entries(years).map(([p, value]) => [p, { value, interval: null }]),
      ) as never,
      distribution: [0, 1, 2].map((n) => ({
        years: n,
        count: n === 1 ? null : 20,
        share: 0.2,
        interval: null,
      })),
    },
    byLevel: { distinct: 0, withheld: 0, items: [] },
    byRole: { distinct: 0, withheld: 0, items: [] },
  },
  timeToClose: {
    overall: {
      id: 'all',
      label: 'all',
      count: 80,
      of: 100,
      coverage: 0.8,
      closed: 50,
      open: 30,
      quartiles: {
        p25: { days: 14, interval: { low: 10, high: 18 } },
        p50: { days: 31, interval: { low: 25, high: 40 } },
        p75: null,
      },
      survival: [],
    },
    by: {},
  },
  comparison: {
    a: makeBasis(60),
    b: makeBasis(40, { filter: { family: ['platform'] } }),
    common: 3,
    shares: {
      ...Object.fromEntries(
        Object.keys(makeFigures(1).shares).map((name) => [name, { ...compared, items: [] }]),
      ),
    } as never,
    skills: compared,
  },
});

describe('sections of the report', () => {
  const text = (width = 120) => renderReport(report, { width, rows: 20 });

  it.each([
    ['lift', /Go +language +30 +30\.0% +21\.9–39\.6 +20 +2\.5x/],
    ['what was withheld', /TOP SKILLS: 1 of 9, .*8 withheld/],
    ['pairs', /Go +SQL +12 +12\.0% +1\.4x/],
    ['new postings as a line', /all, new +▄█▆ +100 +30/],
    ['a withheld period as a gap, and no sum over it', /Go, new +█ ▆ +6$/m],
    ['a period that is not over', /2026-03 is not over/],
    [
      'spans with both days',
      /50 postings from 2026-02-01 to 2026-02-28 against 50 from 2026-01-01 to 2026-01-31/,
    ],
    ['a sure riser', /Rust +20\.0% +40\.0% +\+20\.0 +\+2\.0 to \+18\.0 +sure/],
    ['an unsure faller', /Perl .* -10\.0 .*[^e]$/m],
    [
      'pay with what was left out',
      /PAY: of 40 postings \(40\.0%\).*5 amounts without period or currency left out/,
    ],
    ['quantiles of pay', /all +EUR +40 +41k +51k +61k +71k +81k/],
    ['years', /all +70 +2 +3 +5 +█ █/],
    ['days until closed, and quartiles that the data does not reach', /all +50 +30 +14 +31 +n\/a/],
    ['both selections', /SIDE BY SIDE: A 60 postings, B 40, 3 in both/],
    ['their difference', /Go +50\.0% +20\.0% +\+30\.0 .* sure/],
  ])('%s', (_, said) => expect(text()).toMatch(said));

  it.each([50, 60, 80, 100])('fit into %i columns', (width) => {
    expect(Math.max(...text(width).split('\n').map(displayWidth))).toBeLessThanOrEqual(width);
  });
});

describe('tables of figures', () => {
  const tables = new Map(reportTables(report).map((table) => [table.name, table]));

  it('have as many cells in a row as names in the head', () => {
    for (const { name, head, rows } of tables.values())
      for (const row of rows) expect([name, row.length]).toEqual([name, head.length]);
  });

  it.each([
    ['basis', 'known_pay'],
    ['skills', 'go'],
    ['skill_pairs', 'sql'],
    ['trend', '2026-02'],
    ['trend_parts', 'new'],
    ['movers', 'Perl'],
    ['pay', 'EUR'],
    ['years', 'all'],
    ['time_to_close', 'all'],
    ['comparison', 'Go'],
  ])('%s has a row with %s', (name, cell) => {
    expect(tables.get(name)?.rows.flat()).toContain(cell);
  });

  it('leave a withheld cell empty', () => {
    const rows = tables.get('trend_parts')?.rows ?? [];
    expect(rows.find((row) => row[0] === '2026-02' && row[4] === 'new')?.[5]).toBeNull();
  });
});
