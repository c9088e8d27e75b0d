import { sql } from 'drizzle-orm';
import type { Basis } from './basis.js';
import { shareOf, type Share } from './shares.js';
import { selection, type Reader } from './selection.js';

export interface RoleRow extends Share {
  family: string;
  /** Level id -> count; null where there are too few to say (`Basis.minCount`), absent where there are none. */
  levels: Record<string, number | null>;
}

export interface RolesByLevels {
  /** All postings of the selection: each has a role and a level. */
  of: number;
  distinct: number;
  withheld: number;
  items: RoleRow[];
}

/** Roles, most frequent first, and of each how its postings spread over the levels. */
export async function rolesByLevels(d: Reader, basis: Basis): Promise<RolesByLevels> {
  const { minCount, postings } = basis;
  const rows = await d.execute<{
    id: string;
    label: string;
    family: string;
    level: string;
    count: number;
  }>(sql`
    select m.role as id, min(m.role_label collate "C") as label, min(m.family collate "C") as family, m.level, count(*)::int as count
    from ${selection(basis.filter)} group by m.role, m.level
  `);
  const byRole = new Map<
    string,
    { label: string; family: string; count: number; levels: RoleRow['levels'] }
  >();
  for (const { id, label, family, level, count } of rows) {
    const role = byRole.get(id) ?? { label, family, count: 0, levels: {} };
    role.count += count;
    role.levels[level] = count < minCount ? null : count;
    byRole.set(id, role);
  }
  const roles = [...byRole].toSorted(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
  const shown = roles.filter(([, { count }]) => count >= minCount);
  return {
    of: postings,
    distinct: roles.length,
    withheld: roles.length - shown.length,
    items: shown.map(([id, { count, ...rest }]) => ({ id, ...rest, ...shareOf(count, postings) })),
  };
}
