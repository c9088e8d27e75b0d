/** Postings counted by dimensions. */
import { codedBy, type Dimension } from './dimensions.js';
import { PREFERRED, REQUIRED } from './decode.js';
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
  const ids = new Map<string, { label: string; count: number }>();
  // Only of ids that are written in several ways: a map for each of 20,000 companies took as long as all else.
  const spellings = new Map<string, Map<string, number>>();
  for (const [code, name] of names.entries()) {
    const count = tallied[code] ?? 0;
    if (name === undefined || count === 0) continue;
    const known = ids.get(name.id);
    if (known === undefined) {
      ids.set(name.id, { label: name.label, count });
      continue;
    }
    if (known.label !== name.label || spellings.has(name.id)) {
      const labels = spellings.get(name.id) ?? new Map<string, number>([[known.label, known.count]]);
      spellings.set(name.id, labels.set(name.label, (labels.get(name.label) ?? 0) + count));
    }
    known.count += count;
  }
  for (const [id, labels] of spellings) {
    const found = ids.get(id);
    if (found !== undefined) found.label = commonest(labels);
  }
  return ids;
}

/** The label that most have. */
function commonest(labels: ReadonlyMap<string, number>): string {
  const [[label] = ['']] = [...labels].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return label;
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

/** How many of the postings name each skill: number -> count. @param takes 1: counted; absent: all. */
export function tallySkills(rows: Rows, takes: Uint8Array | null = null): Int32Array {
  if (takes === null) return tallyRequirements(rows).all;
  const { begin, skills } = rows;
  const counts = new Int32Array(MOST_SKILLS);
  for (let i = 0; i < rows.postings; i += 1) {
    if (takes[i] === 0) continue;
    const end = begin[i + 1] ?? 0;
    for (let k = begin[i] ?? 0; k < end; k += 1) counts[skills[k] ?? 0] = (counts[skills[k] ?? 0] ?? 0) + 1;
  }
  return counts;
}

/** Of each skill how many postings name, require and prefer it. */
export interface SkillTally {
  all: Int32Array;
  required: Int32Array;
  preferred: Int32Array;
}

const TALLIED = new WeakMap<Rows, SkillTally>();

/** Of all postings, counted once for rows that several figures ask. */
export function tallyRequirements(rows: Rows): SkillTally {
  const known = TALLIED.get(rows);
  if (known !== undefined) return known;
  const { skills, requirement } = rows;
  // One after the other by requirement: none, required, preferred.
  const counts = new Int32Array(3 * MOST_SKILLS);
  for (let k = 0; k < skills.length; k += 1) {
    const at = (requirement[k] ?? 0) * MOST_SKILLS + (skills[k] ?? 0);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  const of = (kind: number): Int32Array => counts.subarray(kind * MOST_SKILLS, (kind + 1) * MOST_SKILLS);
  const [required, preferred] = [of(REQUIRED), of(PREFERRED)];
  const all = of(0).map((count, number) => count + (required[number] ?? 0) + (preferred[number] ?? 0));
  const found = { all, required, preferred };
  TALLIED.set(rows, found);
  return found;
}

/** Their numbers have 15 bits. */
const MOST_SKILLS = 0x8000;

/** A tally under the names of the skills. */
export function namedCounts({ skillNames }: Rows, counts: Int32Array): Counts {
  const named = [...skillNames].map(
    ([number, { id, label }]) => [id, { label, count: counts[number] ?? 0 }] as const,
  );
  return new Map(named.filter(([, { count }]) => count > 0));
}
