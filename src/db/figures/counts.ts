/** Postings counted by dimensions. */
import { codedBy, type Dimension } from './dimensions.js';
import type { Rows } from './rows.js';

/** Counts of one dimension: id -> label and count. */
export type Counts = ReadonlyMap<string, { label: string; count: number }>;

/** @param takes which postings are counted: 1 those that are; absent: all. */
export function countBy(rows: Rows, dimension: Dimension, takes: Uint8Array | null = null): Counts {
  const { codes, names } = codedBy(rows, dimension);
  const tallied = new Int32Array(names.length);
  for (let i = 0; i < rows.postings; i += 1) {
    if (takes !== null && takes[i] === 0) continue;
    const code = codes[i] ?? 0;
    tallied[code] = (tallied[code] ?? 0) + 1;
  }
  const ids = new Map<string, Map<string, number>>();
  names.forEach((name, code) => {
    const count = tallied[code] ?? 0;
    if (name === undefined || count === 0) return;
    const labels = ids.get(name.id) ?? new Map<string, number>();
    ids.set(name.id, labels.set(name.label, (labels.get(name.label) ?? 0) + count));
  });
  return new Map([...ids].map(([id, labels]) => [id, commonest(labels)]));
}

/** All of an id, under the label that most have. */
function commonest(labels: ReadonlyMap<string, number>): { label: string; count: number } {
  const [[label] = ['']] = [...labels].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return { label, count: [...labels.values()].reduce((sum, n) => sum + n, 0) };
}

/** How many of them say it at all. */
export function totalOf(counts: Counts): number {
  let sum = 0;
  for (const { count } of counts.values()) sum += count;
  return sum;
}

/** Most frequent first, then by id: the same on every server, whatever its collation. */
export function byCount(a: { id: string; count: number }, b: { id: string; count: number }): number {
  return b.count - a.count || (a.id < b.id ? -1 : 1);
}

/** How many of the postings name each skill: number -> count. */
export function tallySkills(
  rows: Rows,
  takes: Uint8Array | null = null,
  requirement: number | null = null,
): Int32Array {
  const counts = new Int32Array(0x8000);
  for (let i = 0; i < rows.postings; i += 1) {
    if (takes !== null && takes[i] === 0) continue;
    for (let k = rows.begin[i] ?? 0; k < (rows.begin[i + 1] ?? 0); k += 1) {
      if (requirement !== null && rows.requirement[k] !== requirement) continue;
      const number = rows.skills[k] ?? 0;
      counts[number] = (counts[number] ?? 0) + 1;
    }
  }
  return counts;
}

/** A tally under the names of the skills. */
export function namedCounts({ skillNames }: Rows, counts: Int32Array): Counts {
  const named = [...skillNames].map(
    ([number, { id, label }]) => [id, { label, count: counts[number] ?? 0 }] as const,
  );
  return new Map(named.filter(([, { count }]) => count > 0));
}
