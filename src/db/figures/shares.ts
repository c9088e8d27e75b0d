import { sql } from 'drizzle-orm';
import { wilson, type Interval } from '../../domain/statistics/wilson.js';
import type { Basis } from './basis.js';
import { COLUMNS, type Dimension } from './dimensions.js';
import { selection, type Reader } from './selection.js';

/** A count and its share of `ShareList.of`. */
export interface Share {
  id: string;
  label: string;
  count: number;
  /** 0 to 1. */
  share: number;
  /** Wilson's 95 % interval of the share; null where nothing is known to share. */
  interval: Interval | null;
}

/** Shares of those postings that say it, most frequent first, then by id. */
export interface ShareList<T extends Share = Share> {
  /** The denominator: how many postings say it. */
  of: number;
  /** That as a share of all postings of the selection; null where there are none. */
  coverage: number | null;
  /** How many different ones there are. */
  distinct: number;
  /** How many of these have too few postings (`Basis.minCount`) and are not among `items`. */
  withheld: number;
  /** The top of them. */
  items: T[];
}

/** Postings by one dimension. */
export async function sharesBy(
  d: Reader,
  basis: Basis,
  dimension: Dimension,
  top: number,
): Promise<ShareList> {
  const { id, label } = COLUMNS[dimension];
  const rows = await d.execute<CountRow>(sql`
    select *, count(*) over ()::int as distinct_ones, (count(*) filter (where count < ${basis.minCount}::int) over ())::int as few
    from (
      select ${id} as id, ${label} as label, count(*)::int as count
      from ${selection(basis.filter)} where ${id} is not null group by 1
    ) g order by count desc, id limit ${top}
  `);
  return shareList(rows, basis.known[dimension], basis);
}

export type CountRow = { id: string; label: string; count: number; distinct_ones: number; few: number };

/** Rows in their order, those of too few postings left out. */
export function shareList(rows: readonly CountRow[], of: number, { postings, minCount }: Basis): ShareList {
  return {
    of,
    coverage: postings === 0 ? null : of / postings,
    distinct: rows[0]?.distinct_ones ?? 0,
    withheld: rows[0]?.few ?? 0,
    items: rows
      .filter(({ count }) => count >= minCount)
      .map((row) => ({ id: row.id, label: row.label, ...shareOf(row.count, of) })),
  };
}

/** @param of how many were looked at. */
export function shareOf(count: number, of: number): Pick<Share, 'count' | 'share' | 'interval'> {
  return { count, share: of === 0 ? 0 : count / of, interval: wilson(count, of) };
}
