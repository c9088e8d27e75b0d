import { endedBy, kaplanMeier, survivalAt, type Lasting } from '../../domain/statistics/kaplan-meier.js';
import type { Interval } from '../../domain/statistics/wilson.js';
import type { Basis } from './basis.js';
import { byCount } from './counts.js';
import { codedValues } from './coded-values.js';
import { NEVER } from './decode.js';
import { distinctOf, type Dimension, type Distinct, wholeOf } from './dimensions.js';
import { rowsOf, type Rows } from './rows.js';
import type { Reader } from './selection.js';

/** After how many days a share of the postings is closed. */
export interface ClosedAfter {
  days: number;
  /** 95 % interval; an end is null where the curve's bound does not come down that far. */
  interval: { low: number | null; high: number | null };
}

export interface CloseCell {
  id: string;
  label: string;
  /** Postings that were seen from their start on (rolemill_lasting says when); the others would count as long-lived only. */
  count: number;
  /** Postings of the cell. */
  of: number;
  coverage: number;
  /** Of `count`: closed, and still open when they were last seen (censored there). */
  closed: number;
  open: number;
  /** A quarter, half, three quarters are closed (Kaplan-Meier); null where the data does not reach it. */
  quartiles: { p25: ClosedAfter | null; p50: ClosedAfter | null; p75: ClosedAfter | null };
  /** Share still open after 30, 60 and 90 days, as far as the data goes, with Greenwood's interval (log-log). */
  survival: { days: number; share: number; interval: Interval | null }[];
}

export interface CloseList {
  distinct: number;
  withheld: number;
  /** Most postings first. */
  items: CloseCell[];
}

export interface TimeToClose {
  /** Id `all`; null where there are too few. */
  overall: CloseCell | null;
  by: Partial<Record<Dimension, CloseList>>;
}

export const CLOSE_DIMENSIONS = ['role', 'family', 'level'] as const satisfies Dimension[];

/** After how many days the curve is read. */
const READ_AT = [30, 60, 90];

/**
 * How many postings of each cell were closed, or last seen open, after how many whole days; the curves are made of these
 * counts. A posting that is still open is known to be so until it was last seen, not until now.
 * @param top bounds each list.
 */
export async function timeToClose(
  d: Reader,
  basis: Basis,
  top: number,
  by: readonly Dimension[] = CLOSE_DIMENSIONS,
): Promise<TimeToClose> {
  const rows = await rowsOf(d, basis.filter);
  return {
    overall: closeList(rows, wholeOf(rows), basis, 1).items[0] ?? null,
    by: Object.fromEntries(
      [...new Set(by)].map((name) => [name, closeList(rows, distinctOf(rows, name), basis, top)]),
    ),
  };
}

function closeList(rows: Rows, of: Distinct, { minCount }: Basis, top: number): CloseList {
  const all = cellsOf(rows, of)
    .map(cellOf)
    .filter(({ count }) => count > 0);
  const enough = all.filter(({ count }) => count >= minCount);
  return {
    distinct: all.length,
    withheld: all.length - enough.length,
    items: enough.toSorted(byCount).slice(0, top),
  };
}

interface Counted {
  id: string;
  label: string;
  of: number;
  lasting: Lasting[];
}

/** Postings by cell and by how long they lasted, which has few different values: an array has room for all pairs. */
function cellsOf(rows: Rows, { ids, labels, place, codes }: Distinct): Counted[] {
  const { codes: times, values } = codedValues(rows.lasting);
  const of = new Int32Array(ids.length);
  const [ended, censored] = [0, 0].map(() => new Int32Array(ids.length * values.length)) as [
    Int32Array,
    Int32Array,
  ];
  for (let i = 0; i < rows.postings; i += 1) {
    const cell = place[codes[i] ?? 0] ?? -1;
    if (cell < 0) continue;
    of[cell] = (of[cell] ?? 0) + 1;
    const tally = rows.closed[i] === NEVER ? censored : ended;
    const at = cell * values.length + (times[i] ?? 0);
    tally[at] = (tally[at] ?? 0) + 1;
  }
  return ids.map((id, cell) => ({
    id,
    label: labels[cell] ?? id,
    of: of[cell] ?? 0,
    lasting: values.flatMap((time, k) => {
      const at = cell * values.length + k;
      const found = { time, ended: ended[at] ?? 0, censored: censored[at] ?? 0 };
      // -1: its start was not seen.
      return time < 0 || found.ended + found.censored === 0 ? [] : [found];
    }),
  }));
}

function cellOf({ id, label, of, lasting: observed }: Counted): CloseCell {
  const [closed, open] = [
    observed.reduce((sum, { ended }) => sum + ended, 0),
    observed.reduce((sum, { censored }) => sum + censored, 0),
  ];
  const curve = kaplanMeier(observed);
  const after = (share: number): ClosedAfter | null => {
    const found = endedBy(curve, share);
    return found && { days: found.time, interval: found.interval };
  };
  const count = closed + open;
  return {
    ...{ id, label, count, of, coverage: count / of, closed, open },
    quartiles: { p25: after(0.25), p50: after(0.5), p75: after(0.75) },
    survival: READ_AT.flatMap((days) => {
      const found = survivalAt(curve, days);
      return found === null ? [] : [{ days, ...found }];
    }),
  };
}
