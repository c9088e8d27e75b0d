import { quantilesOf, type Quantiles } from '../../domain/statistics/quantiles.js';
import type { Basis } from './basis.js';
import { distinctOf, type Distinct, wholeOf } from './dimensions.js';
import { rowsOf, type Rows } from './rows.js';
import type { Reader } from './selection.js';

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

/**
 * @param top bounds each list.
 */
export async function pay(d: Reader, basis: Basis, top: number): Promise<Pay> {
  const rows = await rowsOf(d, basis.filter);
  const [role, level, country] = (['role', 'level', 'country'] as const).map((name) =>
    distinctOf(rows, name),
  ) as [Distinct, Distinct, Distinct];
  const levels = level.ids.length;
  const listOf = (
    missing: number,
    cells: Cells,
    nameOf: (cell: number) => Pick<PayCell, 'role' | 'level' | 'country'>,
  ): PayList => {
    const found = tallied(rows, cells).map(({ cell, ...rest }) => ({ ...nameOf(cell), ...rest }));
    const enough = found.filter(({ values }) => values.length >= basis.minCount);
    return {
      distinct: found.length,
      withheld: found.length - enough.length,
      items: enough
        .map((cell) => ({ cell, key: keyOf(missing, cell) }))
        .toSorted((a, b) => b.cell.values.length - a.cell.values.length || (a.key < b.key ? -1 : 1))
        .slice(0, top)
        .map(({ cell }) => payCell(cell)),
    };
  };
  const none = { role: null, level: null, country: null };
  const ref = ({ ids, labels }: Distinct, cell: number) => ({
    id: ids[cell] ?? '',
    label: labels[cell] ?? '',
  });
  const count = basis.known.pay;
  return {
    of: basis.postings,
    count,
    coverage: basis.postings === 0 ? null : count / basis.postings,
    leftOut: leftOut(rows),
    overall: listOf(7, cellsOf(wholeOf(rows)), () => none),
    byRole: listOf(3, cellsOf(role), (cell) => ({ ...none, role: ref(role, cell) })),
    byLevel: listOf(5, cellsOf(level), (cell) => ({ ...none, level: ref(level, cell) })),
    byRoleAndLevel: listOf(
      1,
      {
        many: role.ids.length * levels,
        // Both are said by the verdict, and have the same codes.
        place: role.place.map((at, code) => (at < 0 ? at : at * levels + (level.place[code] ?? 0))),
        codes: role.codes,
      },
      (cell) => ({ ...none, role: ref(role, Math.floor(cell / levels)), level: ref(level, cell % levels) }),
    ),
    byCountry: listOf(6, cellsOf(country), (cell) => ({ ...none, country: country.ids[cell] ?? '' })),
  };
}

/** Which of `many` cells a posting is in, by its code; -1: in none. */
interface Cells {
  many: number;
  place: Int32Array;
  codes: Int32Array;
}

function cellsOf({ ids, place, codes }: Distinct): Cells {
  return { many: ids.length, place, codes };
}

interface Tallied {
  currency: string;
  /** Postings of the cell, of any currency or none. */
  of: number;
  values: number[];
}

/** Each cell and currency that has usable pay. */
function tallied(rows: Rows, { many, place, codes }: Cells): (Tallied & { cell: number })[] {
  const byCode = new Int32Array(place.length);
  for (let i = 0; i < rows.postings; i += 1) byCode[codes[i] ?? 0] = (byCode[codes[i] ?? 0] ?? 0) + 1;
  const totals = new Int32Array(many);
  for (const [code, cell] of place.entries()) {
    if (cell >= 0) totals[cell] = (totals[cell] ?? 0) + (byCode[code] ?? 0);
  }
  // A number for the currency of each set of terms, so that no posting looks up a text.
  const currencies = new Map<string, number>();
  const currencyOf = Int32Array.from(rows.otherTerms, (terms) => {
    const currency = terms?.[CURRENCY] ?? '';
    const code = currencies.get(currency) ?? currencies.size;
    currencies.set(currency, code);
    return code;
  });
  const found: (number[] | undefined)[] = Array.from({ length: many * currencies.size });
  for (let i = 0; i < rows.postings; i += 1) {
    const value = rows.pay[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    const cell = place[codes[i] ?? 0] ?? -1;
    if (cell < 0) continue;
    const at = cell * currencies.size + (currencyOf[rows.other[i] ?? 0] ?? 0);
    const values = found[at];
    if (values === undefined) found[at] = [value];
    else values.push(value);
  }
  return [...currencies].flatMap(([currency, code]) =>
    Array.from(totals, (of, cell) => ({ of, cell, values: found[cell * currencies.size + code] })).flatMap(
      ({ values, ...rest }) => (values === undefined ? [] : [{ ...rest, currency, values }]),
    ),
  );
}

/** Where the other terms have the currency, and what an amount lacks (rows.ts). */
const CURRENCY = 4;
const GAP = 5;

function leftOut(rows: Rows): Pay['leftOut'] {
  const out = { noPeriod: 0, noCurrency: 0, neither: 0 };
  const gaps = Array.from(rows.otherTerms, (terms) => terms?.[GAP]);
  for (let i = 0; i < rows.postings; i += 1) {
    const gap = gaps[rows.other[i] ?? 0];
    if (gap === 'period') out.noPeriod += 1;
    else if (gap === 'currency') out.noCurrency += 1;
    else if (gap === 'both') out.neither += 1;
  }
  return out;
}

type Named = Pick<PayCell, 'role' | 'level' | 'country'> & Tallied;

/** What cells of equal size stand in the order of. */
function keyOf(missing: number, { role, level, country, currency }: Named): string {
  return `${JSON.stringify([missing, role?.id ?? null, level?.id ?? null, country])} ${currency}`;
}

function payCell({ values, of, role, level, country, currency }: Named): PayCell {
  const sorted = Float64Array.from(values).sort();
  const count = sorted.length;
  const named = { role, level, country, currency };
  const quantiles = quantilesOf(count, (rank) => sorted[rank - 1] ?? Number.NaN);
  return { ...named, count, of, coverage: count / of, quantiles };
}
