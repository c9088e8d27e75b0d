import { sql } from 'drizzle-orm';
import type { Interval } from '../../domain/statistics/wilson.js';
import type { Basis } from './basis.js';
import { shareList, type CountRow, type Share, type ShareList } from './shares.js';
import { selection, type Reader } from './selection.js';

/** How a share stands to the same share in the rest of the market. */
export interface Lift {
  /** Share in the selection / share in the rest. */
  ratio: number;
  /** Katz's 95 % interval of the ratio. */
  interval: Interval;
  rest: { count: number; of: number; share: number };
}

export interface SkillShare extends Share {
  category: string;
  /** How many of `count` ask for it as a requirement, and how many would only like it. */
  required: number;
  preferred: number;
  /**
   * Against all other postings of the same period and state; null where there are none, or where they name it fewer
   * than `minCount` times.
   */
  lift: Lift | null;
}

/** Skills that the postings of a selection name; shares of all of them, also of those that name none. */
export async function topSkills(d: Reader, basis: Basis, top: number): Promise<ShareList<SkillShare>> {
  const rows = await d.execute<SkillRow>(sql`
    with of_skill as (
      select k.number, count(*)::int as count from ${selection(basis.filter)} cross join unnest(m.skills) k(number) group by 1
    ), required as (
      select k.number, count(*)::int as count from ${selection(basis.filter)} cross join unnest(m.required) k(number) group by 1
    ), preferred as (
      select k.number, count(*)::int as count from ${selection(basis.filter)} cross join unnest(m.preferred) k(number) group by 1
    )
    select n.skill as id, n.label, n.category, s.count, coalesce(r.count, 0) as required, coalesce(p.count, 0) as preferred,
      count(*) over ()::int as distinct_ones,
      (count(*) filter (where s.count < ${basis.minCount}::int) over ())::int as few
    from of_skill s join skill_numbers n on n.number = s.number
      left join required r on r.number = s.number left join preferred p on p.number = s.number
    order by s.count desc, n.skill limit ${top}
  `);
  const list = shareList(rows, basis.postings, basis);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    ...list,
    coverage: basis.postings === 0 ? null : basis.known.skills / basis.postings,
    items: list.items.map((share) => {
      const row = byId.get(share.id);
      return {
        ...share,
        category: row?.category ?? '',
        required: row?.required ?? 0,
        preferred: row?.preferred ?? 0,
        lift: null,
      };
    }),
  };
}

type SkillRow = CountRow & { category: string; required: number; preferred: number };
