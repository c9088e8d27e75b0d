import type { Basis } from './basis.js';
import { shareOf, type Share } from './shares.js';
import { rowsOf } from './rows.js';
import type { Reader } from './selection.js';

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
  const rows = await rowsOf(d, basis.filter);
  const tallied = new Int32Array(rows.verdictTerms.length);
  for (const number of rows.verdict) tallied[number] = (tallied[number] ?? 0) + 1;
  const counts = Array.from(
    tallied,
    (count, number) => [rows.verdictTerms[number] ?? [], count] as const,
  ).filter(([, count]) => count > 0);
  const byRole = new Map<
    string,
    { label: string; family: string; count: number; levels: Map<string, number> }
  >();
  for (const [[, id = '', label = '', family = '', level = ''], count] of counts) {
    const role = byRole.get(id) ?? { label, family, count: 0, levels: new Map<string, number>() };
    // Of several names, the first by bytes.
    if (label < role.label) role.label = label;
    if (family < role.family) role.family = family;
    role.count += count;
    role.levels.set(level, (role.levels.get(level) ?? 0) + count);
    byRole.set(id, role);
  }
  const roles = [...byRole].toSorted(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
  const shown = roles.filter(([, { count }]) => count >= minCount);
  return {
    of: postings,
    distinct: roles.length,
    withheld: roles.length - shown.length,
    items: shown.map(([id, { count, levels, ...rest }]) => ({
      id,
      ...rest,
      levels: Object.fromEntries([...levels].map(([level, n]) => [level, n < minCount ? null : n])),
      ...shareOf(count, postings),
    })),
  };
}
