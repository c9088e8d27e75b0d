/** Postings counted by several dimensions in one pass. */
import { type SQL, sql } from 'drizzle-orm';
import { COLUMNS, type Dimension } from './dimensions.js';
import type { Reader } from './selection.js';

/** Counts of one dimension: id -> label and count. */
export type Counts = ReadonlyMap<string, { label: string; count: number }>;

/** What `part` of the rows a count is of (of one selection, or of two spans of it), and of which dimension. */
export type CountsByPart = ReadonlyMap<number, ReadonlyMap<Dimension, Counts>>;

/**
 * Dimensions that are counted together: few ids each, so that the pairs, triples ... of them are few too. Hashing
 * three sets of columns takes half the time of hashing ten; the sums are made here.
 */
const TOGETHER: readonly (readonly Dimension[])[] = [
  ['role', 'family', 'level', 'band'],
  ['country', 'remote', 'employment', 'source', 'language'],
  ['company'],
];

/**
 * @param rows a table expression `(…) m` of posting_facts.
 * @param part a whole number over `m` that the counts are split by.
 */
export async function countDimensions(
  d: Reader,
  rows: SQL,
  dimensions: readonly Dimension[],
  part: SQL = sql`0`,
): Promise<CountsByPart> {
  const groups = TOGETHER.map((group) => group.filter((name) => dimensions.includes(name))).filter(
    (group) => group.length > 0,
  );
  if (groups.length === 0) return new Map();
  const columns = groups.flat().flatMap(columnsOf);
  const names = (list: readonly Column[]): SQL =>
    sql.join(
      list.map(({ name }) => sql`x.${sql.identifier(name)}`),
      sql`, `,
    );
  const sets = groups.map((group) => sql`(x.part, ${names(group.flatMap(columnsOf))})`);
  const firsts = groups.flatMap((group) => group.slice(0, 1).flatMap((name) => columnsOf(name).slice(0, 1)));
  const selected = columns.map(({ name, value }) => sql`${value} as ${sql.identifier(name)}`);
  const counted = await d.execute<Row>(sql`
    select x.part, count(*)::int as count, grouping(${names(firsts)}) as missing, ${names(columns)}
    from (select ${part}::int as part, ${sql.join(selected, sql`, `)} from ${rows}) x
    group by grouping sets (${sql.join(sets, sql`, `)})
  `);
  return fold(counted, groups);
}

type Row = { part: number; count: number; missing: number } & Record<string, string | number | null>;

interface Column {
  name: string;
  value: SQL;
}

/** Those dimensions that have names of their own for their ids; of the others the id is the label. */
const LABELLED: readonly Dimension[] = ['role', 'level', 'company'];

function columnsOf(name: Dimension): Column[] {
  const id = { name, value: COLUMNS[name].id };
  return LABELLED.includes(name) ? [id, { name: `${name}_label`, value: COLUMNS[name].label }] : [id];
}

function fold(rows: readonly Row[], groups: readonly (readonly Dimension[])[]): CountsByPart {
  const parts = new Map<number, Map<Dimension, Map<string, Map<string, number>>>>();
  for (const row of rows) {
    // The bit of the one set that this row is of is 0; the last set has the lowest.
    const group = groups.find((_, i) => ((row.missing >> (groups.length - 1 - i)) & 1) === 0) ?? [];
    const dimensions = entry(parts, row.part, () => new Map());
    for (const name of group) {
      const [id, label] = [row[name], row[`${name}_label`]];
      if (typeof id !== 'string') continue;
      const labels = entry(
        entry(dimensions, name, () => new Map()),
        id,
        () => new Map<string, number>(),
      );
      const text = typeof label === 'string' ? label : id;
      labels.set(text, (labels.get(text) ?? 0) + row.count);
    }
  }
  return new Map(
    [...parts].map(([part, dimensions]) => [part, mapValues(dimensions, (ids) => mapValues(ids, commonest))]),
  );
}

/** All of an id, under the label that most have. */
function commonest(labels: ReadonlyMap<string, number>): { label: string; count: number } {
  const [[label] = ['']] = [...labels].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return { label, count: [...labels.values()].reduce((sum, n) => sum + n, 0) };
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

function mapValues<K, V, W>(map: ReadonlyMap<K, V>, change: (value: V) => W): Map<K, W> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
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
