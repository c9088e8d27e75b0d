import { sql } from 'drizzle-orm';
import { quantilesOf, ranksOf, type Quantiles } from '../../domain/statistics/quantiles.js';
import type { Basis } from './basis.js';
import { selection, type Reader } from './selection.js';

/** Pay of a year before tax, of those postings of one cell that name pay in one currency. */
export interface PayCell {
  /** Null where the cell is not of one role, level or country. */
  role: { id: string; label: string } | null;
  level: { id: string; label: string } | null;
  country: string | null;
  /** ISO 4217. Never mixed, never converted. */
  currency: string;
  /** Postings with usable pay in this currency. */
  count: number;
  /** Postings of the cell (all currencies, also without pay). */
  of: number;
  /** `count` / `of`. */
  coverage: number;
  quantiles: Quantiles;
}

export interface PayList {
  /** How many cells (with their currencies) have usable pay. */
  distinct: number;
  /** How many of them have too few. */
  withheld: number;
  /** Most postings with pay first. */
  items: PayCell[];
}

export interface Pay {
  /** All postings of the selection. */
  of: number;
  /** Postings with usable pay: an amount, its currency and its period. */
  count: number;
  coverage: number | null;
  /** Postings that name an amount which is left out, since what it means is not guessed. */
  leftOut: { noPeriod: number; noCurrency: number; neither: number };
  overall: PayList;
  byRole: PayList;
  byLevel: PayList;
  byRoleAndLevel: PayList;
  byCountry: PayList;
}

/** The lists, by which of role, level and country `grouping` says are missing. */
const LISTS = { overall: 7, byRole: 3, byLevel: 5, byRoleAndLevel: 1, byCountry: 6 } as const;
const SETS = sql.raw(
  '(x.currency), (x.role, x.currency), (x.level, x.currency), (x.role, x.level, x.currency), (x.country, x.currency)',
);
const MISSING = sql.raw('grouping(x.role, x.level, x.country)');

/**
 * Two statements: how many postings each cell has in each currency; then the values at those ranks that a sample of
 * that size has its quantiles and their intervals at (`ranksOf`), of sizes that are shown.
 * @param top bounds each list.
 */
export async function pay(d: Reader, basis: Basis, top: number): Promise<Pay> {
  const counted = await d.execute<CountRow>(sql`
    select ${MISSING} as missing, x.role, min(x.role_label collate "C") as role_label, x.level, min(x.level_label collate "C") as level_label,
      x.country, x.currency, count(*)::int as count,
      (count(*) filter (where x.pay_gap = 'period'))::int as no_period,
      (count(*) filter (where x.pay_gap = 'currency'))::int as no_currency,
      (count(*) filter (where x.pay_gap = 'both'))::int as neither
    from (
      select m.*, case when m.pay_year is not null then m.pay_currency end as currency from ${selection(basis.filter)}
    ) x group by grouping sets (${SETS})
  `);
  const totals = new Map<string, number>();
  for (const row of counted) totals.set(cellOf(row), (totals.get(cellOf(row)) ?? 0) + row.count);
  const paid = counted.filter(
    ({ currency, missing, country }) =>
      currency !== null && (missing !== LISTS.byCountry || country !== null),
  );
  const enough = paid.filter(({ count }) => count >= basis.minCount);
  const shown = Object.entries(LISTS).map(([name, missing]) => {
    const rows = enough
      .filter((row) => row.missing === missing)
      .toSorted(mostFirst)
      .slice(0, top);
    return [name, missing, rows] as const;
  });
  const values = await valuesOf(
    d,
    basis,
    shown.flatMap(([, , rows]) => rows),
  );
  const lists = shown.map(([name, missing, rows]) => [
    name,
    {
      distinct: paid.filter((row) => row.missing === missing).length,
      withheld: paid.filter((row) => row.missing === missing && row.count < basis.minCount).length,
      items: rows.map((row): PayCell => {
        const of = totals.get(cellOf(row)) ?? 0;
        const at = values.get(`${cellOf(row)} ${row.currency}`);
        return {
          role: row.role === null ? null : { id: row.role, label: row.role_label },
          level: row.level === null ? null : { id: row.level, label: row.level_label },
          country: row.country,
          currency: row.currency ?? '',
          ...{ count: row.count, of, coverage: row.count / of },
          quantiles: quantilesOf(row.count, (rank) => at?.get(rank) ?? Number.NaN),
        };
      }),
    },
  ]);
  const all = counted.filter(({ missing }) => missing === LISTS.overall);
  const sum = (of: (row: CountRow) => number): number => all.reduce((n, row) => n + of(row), 0);
  const count = sum((row) => (row.currency === null ? 0 : row.count));
  return {
    of: basis.postings,
    count,
    coverage: basis.postings === 0 ? null : count / basis.postings,
    leftOut: {
      noPeriod: sum((row) => row.no_period),
      noCurrency: sum((row) => row.no_currency),
      neither: sum((row) => row.neither),
    },
    ...(Object.fromEntries(lists) as Record<keyof typeof LISTS, PayList>),
  };
}

type Cell = { missing: number; role: string | null; level: string | null; country: string | null };
type CountRow = Cell & {
  role_label: string;
  level_label: string;
  currency: string | null;
  count: number;
  no_period: number;
  no_currency: number;
  neither: number;
};

function cellOf({ missing, role, level, country }: Cell): string {
  return JSON.stringify([missing, role, level, country]);
}

function mostFirst(a: CountRow, b: CountRow): number {
  const [x, y] = [`${cellOf(a)} ${a.currency}`, `${cellOf(b)} ${b.currency}`];
  return b.count - a.count || (x < y ? -1 : 1);
}

/** Cell and currency -> rank -> value, at the ranks that a sample of its size is asked for. */
async function valuesOf(
  d: Reader,
  basis: Basis,
  rows: readonly CountRow[],
): Promise<ReadonlyMap<string, ReadonlyMap<number, number>>> {
  if (rows.length === 0) return new Map();
  const sizes = [...new Set(rows.map(({ count }) => count))].map((n) => ({ n, ranks: ranksOf(n) }));
  const found = await d.execute<Cell & { currency: string; ranks: number[]; found: number[] }>(sql`
    with sorted as (
      select ${MISSING} as missing, x.role, x.level, x.country, x.currency, array_agg(x.pay_year order by x.pay_year) as values
      from (select m.*, m.pay_currency as currency from ${selection(basis.filter)} where m.pay_year is not null) x
      group by grouping sets (${SETS})
    )
    select s.missing, s.role, s.level, s.country, s.currency, r.ranks, (
        select json_agg(s.values[i.rank] order by i.rank)
        from (select value::int as rank from json_array_elements_text(r.ranks)) i
      ) as found
    from sorted s join json_to_recordset(${JSON.stringify(sizes)}::json) as r (n int, ranks json)
      on r.n = cardinality(s.values)
  `);
  return new Map(
    found.map((row) => [
      `${cellOf(row)} ${row.currency}`,
      new Map(row.ranks.map((rank, i) => [rank, row.found[i] ?? Number.NaN])),
    ]),
  );
}
