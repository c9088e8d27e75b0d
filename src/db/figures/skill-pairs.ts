import type { Interval } from '../../domain/statistics/wilson.js';
import type { Basis } from './basis.js';
import { byCount, tallySkills } from './counts.js';
import { rowsOf, type Rows } from './rows.js';
import type { Reader } from './selection.js';
import { shareOf } from './shares.js';

export interface SkillRef {
  id: string;
  label: string;
}

/** Two skills that the same postings name; `a` is the more frequent one. */
export interface SkillPair {
  a: SkillRef;
  b: SkillRef;
  /** Postings that name both. */
  count: number;
  /** Of `SkillPairs.of`. */
  share: number;
  interval: Interval | null;
  /** How many times as often together as if one said nothing about the other: P(ab) / (P(a) P(b)). */
  lift: number;
  /** Postings that name both, of those that name either (Jaccard). */
  jaccard: number;
}

/** Skills that go together, most frequent pair first. */
export interface SkillPairs {
  /** The denominator: all postings of the selection. */
  of: number;
  /** How many postings name a skill at all, as a share; null where there are no postings. */
  coverage: number | null;
  /** The most frequent skills that were paired, most frequent first. */
  among: SkillRef[];
  /** How many pairs of these occur. */
  distinct: number;
  /** How many of them in too few postings. */
  withheld: number;
  items: SkillPair[];
}

/** As many as have a bit in a number of 32. */
const AMONG = 30;

/**
 * Pairs of the 30 most frequent skills of the selection: of each posting a number with a bit for each of the 30 that it
 * names, then a loop over pairs of bits. (A join of each posting's skills with themselves is 15 times as many rows.)
 */
export async function skillPairs(d: Reader, basis: Basis, top: number): Promise<SkillPairs> {
  const { postings, minCount } = basis;
  const table = await rowsOf(d, basis.filter);
  const counts = tallySkills(table);
  const among = [...table.skillNames]
    .map(([number, { id, label }]) => ({ number, id, label, count: counts[number] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted(byCount)
    .slice(0, AMONG);
  const together = countPairs(
    table,
    among.map(({ number }) => number),
  );
  const pairs = among.flatMap((a, i) =>
    among.slice(i + 1).map((b, j) => ({ a, b, count: together[i * AMONG + i + 1 + j] ?? 0 })),
  );
  const found = pairs.filter(({ count }) => count > 0);
  const enough = found.filter(({ count }) => count >= minCount);
  return {
    of: postings,
    coverage: postings === 0 ? null : basis.known.skills / postings,
    among: among.map(({ id, label }) => ({ id, label })),
    distinct: found.length,
    withheld: found.length - enough.length,
    // Pairs stand in the order of their skills, and keep it where they are as frequent.
    items: enough
      .toSorted((x, y) => y.count - x.count)
      .slice(0, top)
      .map(({ a, b, count }) => ({
        a: { id: a.id, label: a.label },
        b: { id: b.id, label: b.label },
        ...shareOf(count, postings),
        lift: (count * postings) / (a.count * b.count),
        jaccard: count / (a.count + b.count - count),
      })),
  };
}

/** How many postings name both of each pair: `i * AMONG + j`, i before j in `numbers`. */
function countPairs(table: Rows, numbers: readonly number[]): Int32Array {
  const bits = new Int32Array(0x8000);
  for (const [bit, number] of numbers.entries()) bits[number] = 1 << bit;
  const together = new Int32Array(AMONG * AMONG);
  for (let i = 0; i < table.postings; i += 1) {
    let mask = 0;
    for (let k = table.begin[i] ?? 0; k < (table.begin[i + 1] ?? 0); k += 1)
      mask |= bits[table.skills[k] ?? 0] ?? 0;
    for (let left = mask; left !== 0; left &= left - 1) {
      const row = (31 - Math.clz32(left & -left)) * AMONG;
      for (let others = left & (left - 1); others !== 0; others &= others - 1) {
        const cell = row + 31 - Math.clz32(others & -others);
        together[cell] = (together[cell] ?? 0) + 1;
      }
    }
  }
  return together;
}
