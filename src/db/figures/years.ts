import { quantilesOf, type Quantiles } from '../../domain/statistics/quantiles.js';
import type { Interval } from '../../domain/statistics/wilson.js';
import type { Basis } from './basis.js';
import { byCount } from './counts.js';
import { distinctOf, type Distinct, wholeOf } from './dimensions.js';
import { rowsOf, type Rows } from './rows.js';
import type { Reader } from './selection.js';
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

/**
 * How many postings of each level and role ask for each number of years. Of the few different numbers the quantiles are
 * read here.
 * @param top bounds each list.
 */
export async function years(d: Reader, basis: Basis, top: number): Promise<Years> {
  const rows = await rowsOf(d, basis.filter);
  const listOf = (of: Distinct): YearsList => {
    const all = cellsOf(rows, of).filter(({ asking }) => asking > 0);
    const enough = all.filter(({ asking }) => asking >= basis.minCount);
    return {
      distinct: all.length,
      withheld: all.length - enough.length,
      items: enough
        .map((cell) => cellOf(cell, basis.minCount))
        .toSorted(byCount)
        .slice(0, top),
    };
  };
  return {
    overall: listOf(wholeOf(rows)).items[0] ?? null,
    byLevel: listOf(distinctOf(rows, 'level')),
    byRole: listOf(distinctOf(rows, 'role')),
  };
}

interface Counted {
  id: string;
  label: string;
  of: number;
  asking: number;
  /** Years -> postings. */
  asked: Map<number, number>;
}

function cellsOf(rows: Rows, { ids, labels, place, codes }: Distinct): Counted[] {
  const cells = ids.map((id, i): Counted => ({
    id,
    label: labels[i] ?? id,
    of: 0,
    asking: 0,
    asked: new Map(),
  }));
  for (let i = 0; i < rows.postings; i += 1) {
    const cell = cells[place[codes[i] ?? 0] ?? -1];
    if (cell === undefined) continue;
    cell.of += 1;
    const value = rows.years[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    cell.asking += 1;
    cell.asked.set(value, (cell.asked.get(value) ?? 0) + 1);
  }
  return cells;
}

function cellOf({ id, label, of, asking: count, asked: counts }: Counted, minCount: number): YearsCell {
  const asked = [...counts].map(([value, times]) => ({ value, times })).toSorted((a, b) => a.value - b.value);
  const bins = Array.from({ length: MOST + 1 }, (_, year) => ({
    years: year,
    times: asked.reduce(
      (sum, { value, times }) => (Math.min(MOST, Math.floor(value)) === year ? sum + times : sum),
      0,
    ),
  }));
  return {
    id,
    label,
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
