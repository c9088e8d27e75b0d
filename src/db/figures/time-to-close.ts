import { sql } from 'drizzle-orm';
import { endedBy, kaplanMeier, survivalAt, type Lasting } from '../../domain/statistics/kaplan-meier.js';
import type { Interval } from '../../domain/statistics/wilson.js';
import type { Basis } from './basis.js';
import { byCount } from './counts.js';
import { COLUMNS, type Dimension } from './dimensions.js';
import { selection, type Reader } from './selection.js';

/** After how many days a share of the postings is closed. */
export interface ClosedAfter {
  days: number;
  /** 95 % interval; an end is null where the curve's bound does not come down that far. */
  interval: { low: number | null; high: number | null };
}

export interface CloseCell {
  id: string;
  label: string;
  /** Postings that were seen from their start on (`SEEN_WITHIN_DAYS`); the others would count as long-lived only. */
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

/** A posting counts as seen from its start on when it was first seen at most so long after it was opened. */
export const SEEN_WITHIN_DAYS = 7;

export const CLOSE_DIMENSIONS = ['role', 'family', 'level'] as const satisfies Dimension[];

/** After how many days the curve is read. */
const READ_AT = [30, 60, 90];

/**
 * One pass: how many postings of each cell were closed, or last seen open, after how many whole days. The curves are
 * made of these counts here. A posting that is still open is known to be so until it was last seen, not until now.
 * @param top bounds each list.
 */
export async function timeToClose(
  d: Reader,
  basis: Basis,
  top: number,
  by: readonly Dimension[] = CLOSE_DIMENSIONS,
): Promise<TimeToClose> {
  const dimensions = [...new Set(by)];
  const columns = dimensions.map((name) => sql`, ${COLUMNS[name].id} as ${sql.identifier(name)}`);
  const labels = dimensions.map(
    (name) => sql`, ${COLUMNS[name].label} as ${sql.identifier(`${name}_label`)}`,
  );
  const named = dimensions.map((name) => sql`, x.${sql.identifier(name)}`);
  const sets = [
    sql`(x.days, x.ended)`,
    ...dimensions.map((name) => sql`(x.days, x.ended, x.${sql.identifier(name)})`),
  ];
  const rows = await d.execute<Row>(sql`
    select x.days, x.ended, count(*)::int as count
      ${
        dimensions.length === 0
          ? sql`, 0 as missing`
          : sql`, grouping(${sql.join(
              dimensions.map((name) => sql`x.${sql.identifier(name)}`),
              sql`, `,
            )}) as missing`
      }
      ${sql.join(named, sql``)}
      ${sql.join(
        dimensions.map(
          (name) =>
            sql`, min(x.${sql.identifier(`${name}_label`)} collate "C") as ${sql.identifier(`${name}_label`)}`,
        ),
        sql``,
      )}
    from (
      select case when m.first_seen <= m.opened + interval '1 day' * ${SEEN_WITHIN_DAYS}::int then
          greatest(0, floor(date_part('epoch', coalesce(m.closed, (select max(l.last_seen) from posting_sources l where l.posting_id = m.posting_id), m.first_seen) - m.opened) / 86400))::int
        end as days, m.closed is not null as ended ${sql.join(columns, sql``)} ${sql.join(labels, sql``)}
      from ${selection(basis.filter)}
    ) x group by grouping sets (${sql.join(sets, sql`, `)})
  `);
  const whole = 2 ** dimensions.length - 1;
  const lists = dimensions.map((name, i) => {
    const mine = rows.filter(
      (row) => row.missing === whole - 2 ** (dimensions.length - 1 - i) && row[name] !== null,
    );
    return [name, closeList(mine, name, basis, top)] as const;
  });
  const overall = closeList(
    rows.filter(({ missing }) => missing === whole),
    null,
    basis,
    1,
  );
  return { overall: overall.items[0] ?? null, by: Object.fromEntries(lists) };
}

type Row = { days: number | null; ended: boolean; count: number; missing: number } & Record<
  string,
  string | number | boolean | null
>;

function closeList(rows: readonly Row[], by: Dimension | null, { minCount }: Basis, top: number): CloseList {
  const cells = new Map<string, Row[]>();
  for (const row of rows) {
    const id = by === null ? 'all' : String(row[by]);
    const cell = cells.get(id);
    if (cell === undefined) cells.set(id, [row]);
    else cell.push(row);
  }
  const all = [...cells].map(([id, of]) => cellOf(id, by, of)).filter(({ count }) => count > 0);
  const enough = all.filter(({ count }) => count >= minCount);
  return {
    distinct: all.length,
    withheld: all.length - enough.length,
    items: enough.toSorted(byCount).slice(0, top),
  };
}

function cellOf(id: string, by: Dimension | null, rows: readonly Row[]): CloseCell {
  const sum = (fits: (row: Row) => boolean): number =>
    rows.reduce((n, row) => (fits(row) ? n + row.count : n), 0);
  const lasting = new Map<number, Lasting>();
  for (const { days, ended, count } of rows) {
    if (days === null) continue;
    const at = lasting.get(days) ?? { time: days, ended: 0, censored: 0 };
    at[ended ? 'ended' : 'censored'] += count;
    lasting.set(days, at);
  }
  const curve = kaplanMeier([...lasting.values()]);
  const after = (share: number): ClosedAfter | null => {
    const found = endedBy(curve, share);
    return found && { days: found.time, interval: found.interval };
  };
  const [of, count] = [sum(() => true), sum(({ days }) => days !== null)];
  return {
    id,
    label: by === null ? 'all' : (firstLabel(rows, by) ?? id),
    ...{ count, of, coverage: count / of },
    closed: sum(({ days, ended }) => days !== null && ended),
    open: sum(({ days, ended }) => days !== null && !ended),
    quartiles: { p25: after(0.25), p50: after(0.5), p75: after(0.75) },
    survival: READ_AT.flatMap((days) => {
      const found = survivalAt(curve, days);
      return found === null ? [] : [{ days, ...found }];
    }),
  };
}

/** Of spellings that differ in case the first. */
function firstLabel(rows: readonly Row[], by: Dimension): string | undefined {
  return rows.map((row) => String(row[`${by}_label`])).toSorted()[0];
}
