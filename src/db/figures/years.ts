import { sql } from 'drizzle-orm';
import { quantilesOf, type Quantiles } from '../../domain/statistics/quantiles.js';
import type { Interval } from '../../domain/statistics/wilson.js';
import type { Basis } from './basis.js';
import { byCount } from './counts.js';
import { selection, type Reader } from './selection.js';
import { shareOf } from './shares.js';

export interface YearsBin {
  /** Whole years, rounded down; the last bin holds all from 10 on. */
  years: number;
  /** Null: withheld, 1 to `minCount - 1` postings. */
  count: number | null;
  /** Of the postings of the cell that ask for years; null where withheld. */
  share: number | null;
  interval: Interval | null;
}

/** Years of experience asked for (the least of a range). */
export interface YearsCell {
  id: string;
  label: string;
  /** Postings that ask for years. */
  count: number;
  /** Postings of the cell. */
  of: number;
  coverage: number;
  quantiles: Quantiles;
  /** 0 to 9 and 10+. */
  distribution: YearsBin[];
}

export interface YearsList {
  /** How many cells have postings that ask for years, and how many of them too few. */
  distinct: number;
  withheld: number;
  /** Most postings that ask for years first. */
  items: YearsCell[];
}

export interface Years {
  /** Id `all`; null where too few ask for years. */
  overall: YearsCell | null;
  byLevel: YearsList;
  byRole: YearsList;
}

/** The last bin of a distribution holds all from here on. */
const MOST = 10;
const LISTS = { overall: 3, byRole: 1, byLevel: 2 } as const;

/**
 * One pass: how many postings of each level and role ask for each number of years. Of the few different numbers the
 * quantiles are read here.
 * @param top bounds each list.
 */
export async function years(d: Reader, basis: Basis, top: number): Promise<Years> {
  const rows = await d.execute<Row>(sql`
    select grouping(m.role, m.level) as missing, m.role, min(m.role_label collate "C") as role_label, m.level,
      min(m.level_label collate "C") as level_label, m.years_min as years, count(*)::int as count
    from ${selection(basis.filter)}
    group by grouping sets ((m.years_min), (m.role, m.years_min), (m.level, m.years_min))
  `);
  const listOf = (missing: number): YearsList => {
    const cells = new Map<string, Row[]>();
    for (const row of rows.filter((each) => each.missing === missing)) {
      const id = row.role ?? row.level ?? 'all';
      cells.set(id, [...(cells.get(id) ?? []), row]);
    }
    const all = [...cells]
      .map(([id, of]) => ({ id, rows: of, asking: asking(of) }))
      .filter(({ asking: n }) => n > 0);
    const enough = all.filter(({ asking: n }) => n >= basis.minCount);
    return {
      distinct: all.length,
      withheld: all.length - enough.length,
      items: enough
        .map(({ id, rows: of }) => cellOf(id, of, basis.minCount))
        .toSorted(byCount)
        .slice(0, top),
    };
  };
  return {
    overall: listOf(LISTS.overall).items[0] ?? null,
    byLevel: listOf(LISTS.byLevel),
    byRole: listOf(LISTS.byRole),
  };
}

type Row = {
  missing: number;
  role: string | null;
  role_label: string;
  level: string | null;
  level_label: string;
  /** Null: these do not say. */
  years: number | null;
  count: number;
};

function asking(rows: readonly Row[]): number {
  return rows.reduce((sum, { years: asked, count }) => (asked === null ? sum : sum + count), 0);
}

function cellOf(id: string, rows: readonly Row[], minCount: number): YearsCell {
  const of = rows.reduce((sum, { count }) => sum + count, 0);
  const count = asking(rows);
  const asked = rows
    .flatMap(({ years: value, count: times }) => (value === null ? [] : [{ value, times }]))
    .toSorted((a, b) => a.value - b.value);
  const bins = Array.from({ length: MOST + 1 }, (_, year) => ({
    years: year,
    times: asked.reduce(
      (sum, { value, times }) => (Math.min(MOST, Math.floor(value)) === year ? sum + times : sum),
      0,
    ),
  }));
  const [first] = rows;
  return {
    id,
    label:
      (first?.role === null ? (first.level === null ? 'all' : first.level_label) : first?.role_label) ?? id,
    ...{ count, of, coverage: count / of },
    quantiles: quantilesOf(count, (rank) => valueAt(asked, rank)),
    distribution: bins.map(({ years: year, times }) =>
      times > 0 && times < minCount
        ? { years: year, count: null, share: null, interval: null }
        : { years: year, ...shareOf(times, count) },
    ),
  };
}

/** The value of a rank (from 1) of values that occur several times. */
function valueAt(asked: readonly { value: number; times: number }[], rank: number): number {
  let seen = 0;
  for (const { value, times } of asked) {
    seen += times;
    if (seen >= rank) return value;
  }
  return Number.NaN;
}
