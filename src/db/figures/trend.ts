import { type SQL, sql } from 'drizzle-orm';
import type { Interval } from '../../domain/statistics/wilson.js';
import { cleanText } from '../clean.js';
import type { PostingFilter } from '../filter.js';
import type { Basis } from './basis.js';
import { dataSpan, type DataSpan } from './data-span.js';
import { COLUMNS, type Dimension } from './dimensions.js';
import { NEVER, skillsOf } from './skill-table.js';
import { withoutSince } from '../kept-filter.js';
import { addDays, dayAt, nameOf, nextOf, startOf, TREND_UNITS, type TrendUnit } from './periods.js';
import { selection, type Reader } from './selection.js';
import { shareOf } from './shares.js';

export { TREND_UNITS, type TrendUnit };

/** What a trend is split by: ids of one dimension, or skills. */
export interface TrendOf {
  by: Dimension | 'skill';
  ids: string[];
}

export interface TrendPeriod {
  /** `2026-03`, or the ISO week `2026-W09`. */
  id: string;
  /** First day, and the first day after it: `2026-03-01`, `2026-04-01`, in UTC. */
  from: string;
  to: string;
  /** The filter or the end of the data cuts it: its counts will not stay what they are. */
  partial: boolean;
  /** Postings opened in it. */
  new: number;
  /** Postings that were open at its end (or at the end of the data): opened by then and not closed by then. */
  open: number;
}

/** One period of one series. 1 to `minCount - 1` postings are withheld: everything is null then. */
export interface TrendCell {
  count: number | null;
  /** Of how many: those of the period that say it (skills: all of the period). */
  of: number;
  /** Null also where `of` is below `minCount`. */
  share: number | null;
  interval: Interval | null;
}

export interface TrendSeries {
  by: Dimension | 'skill';
  id: string;
  label: string;
  /** As many as there are periods, in their order. */
  new: TrendCell[];
  open: TrendCell[];
}

export interface Trend {
  by: TrendUnit;
  /** Where the data ends: the last day on which a posting was opened (never after the last sighting). */
  dataUntil: string | null;
  /** In order, also those without postings. */
  periods: TrendPeriod[];
  /** Postings of the selection that were opened before the first period (at most `MAX_PERIODS` are shown) or after the last. */
  before: number;
  after: number;
  series: TrendSeries[];
}

/** Ten years of weeks: what else comes of one posting that is dated 1970. */
export const MAX_PERIODS = 522;

/** New postings and open stock by week or month, and of each of `of` its part. Ids that nobody has are series of 0. */
export async function trend(
  d: Reader,
  basis: Basis,
  by: TrendUnit,
  of: readonly TrendOf[] = [],
): Promise<Trend> {
  const span = await dataSpan(d, basis);
  const starts = span === null ? [] : startsOf(by, span);
  const wanted = mergeWanted(of);
  const { filter } = basis;
  const opened = await countEvents(d, filter, by, wanted);
  // What was opened before `since` and is open still is stock too.
  const { since } = filter;
  const stock = since === undefined ? opened : await countEvents(d, withoutSince(filter), by, wanted);
  const news = (of: string): number[] => starts.map((start) => opened.at('new', of, start));
  const open = (of: string): number[] => {
    let [sum, first] = [0, true];
    return starts.map((start) => {
      const change = (kind: Kind): number =>
        first ? stock.until(kind, of, start) : stock.at(kind, of, start);
      sum += change('new') - change('closed');
      first = false;
      return sum;
    });
  };
  const [total, totalOpen] = [news(ALL), open(ALL)];
  const ends = starts.map((start) => nextOf(by, start));
  const before = starts[0] === undefined ? 0 : opened.until('new', ALL, addDays(starts[0], -1));
  return {
    by,
    dataUntil: span && addDays(span.to, -1),
    periods: starts.map((from, i) => ({
      id: nameOf(by, from),
      from,
      to: ends[i] ?? from,
      partial: (ends[i] ?? from) > (span?.to ?? '') || (since !== undefined && from < (span?.from ?? '')),
      new: total[i] ?? 0,
      open: totalOpen[i] ?? 0,
    })),
    before,
    after: basis.postings - before - total.reduce((sum, n) => sum + n, 0),
    series: wanted.flatMap(({ by: dimension, ids }) => {
      const known = dimension === 'skill' ? ALL : keyOf(dimension, null);
      const [ofNew, ofOpen] = [news(known), open(known)];
      return ids.map((id) => {
        const key = keyOf(dimension, id);
        return {
          by: dimension,
          id,
          label: stock.labels.get(key) ?? id,
          new: cells(news(key), ofNew, basis.minCount),
          open: cells(open(key), ofOpen, basis.minCount),
        };
      });
    }),
  };
}

function cells(counts: readonly number[], of: readonly number[], minCount: number): TrendCell[] {
  return counts.map((count, i) => {
    const all = of[i] ?? 0;
    if (count > 0 && count < minCount) return { count: null, of: all, share: null, interval: null };
    const { share, interval } = shareOf(count, all);
    return all < minCount
      ? { count, of: all, share: null, interval: null }
      : { count, of: all, share, interval };
  });
}

/** The first days of the periods of a span, the last of them if there are too many. */
function startsOf(by: TrendUnit, { from, to }: DataSpan): string[] {
  const starts: string[] = [];
  for (let start = startOf(by, from); start < to; start = nextOf(by, start)) starts.push(start);
  return starts.slice(-MAX_PERIODS);
}

/** Each dimension once, each id once. */
function mergeWanted(asked: readonly TrendOf[]): TrendOf[] {
  const ids = new Map<TrendOf['by'], Set<string>>();
  for (const { by, ids: more } of asked) ids.set(by, new Set([...(ids.get(by) ?? []), ...more]));
  return [...ids].map(([by, set]) => ({ by, ids: [...set] }));
}

type Kind = 'new' | 'closed';

interface Events {
  /** How many in the period that begins on a day, and in all up to it. */
  at: (kind: Kind, of: string, start: string) => number;
  until: (kind: Kind, of: string, start: string) => number;
  labels: ReadonlyMap<string, string>;
}

const ALL = 'all';

/** A series; `id` null: all that say it. */
function keyOf(by: TrendOf['by'], id: string | null): string {
  return id === null ? by : `${by}=${id}`;
}

type EventRow = { opened: string | null; closed: string | null; count: number; set: number } & Record<
  string,
  string | number | null
>;

/**
 * Postings by the period in which they were opened, and by the one in which they were closed: the stock of a period is
 * the sum of the differences up to it. One that is dated after it was closed was never open.
 */
async function countEvents(
  d: Reader,
  filter: PostingFilter,
  by: TrendUnit,
  wanted: readonly TrendOf[],
): Promise<Events> {
  const counts = new Map<string, Map<string, number>>();
  const labels = new Map<string, string>();
  const add = (kind: Kind, of: string, start: string | null, count: number): void => {
    if (start === null) return;
    const key = `${kind} ${of}`;
    const periods = counts.get(key) ?? new Map<string, number>();
    counts.set(key, periods.set(start, (periods.get(start) ?? 0) + count));
  };
  const dimensions = wanted.flatMap(({ by: name, ids }) => (name === 'skill' ? [] : [{ name, ids }]));
  const start = (at: SQL): SQL => sql`date_trunc(${sql.raw(`'${by}'`)}, ${at} at time zone 'UTC')::date`;
  const periods = sql`${start(sql`m.opened`)} as opened, ${start(sql`greatest(m.opened, m.closed)`)} as closed_after, m.closed`;
  const columns = dimensions.map(
    ({ name, ids }) => sql`, case when ${COLUMNS[name].id} = any(${sql.param(ids.map(cleanText))}::text[])
      then ${COLUMNS[name].id} when ${COLUMNS[name].id} is not null then '' end as ${sql.identifier(name)},
      ${COLUMNS[name].label} as ${sql.identifier(`${name}_label`)}`,
  );
  const rows = await d.execute<EventRow>(sql`
    select opened::text, closed::text, count(*)::int as count ${sql.join(
      dimensions.map(
        ({ name }) =>
          sql`, ${sql.identifier(name)}, min(${sql.identifier(`${name}_label`)} collate "C") as ${sql.identifier(`${name}_label`)}`,
      ),
      sql``,
    )}
    from (
      select opened, case when closed is not null then closed_after end as closed ${sql.join(
        dimensions.map(({ name }) => sql`, ${sql.identifier(name)}, ${sql.identifier(`${name}_label`)}`),
        sql``,
      )}
      from (select ${periods} ${sql.join(columns, sql``)} from ${selection(filter)}) p
    ) e group by ${sql.join(
      [sql`opened`, sql`closed`, ...dimensions.map(({ name }) => sql.identifier(name))],
      sql`, `,
    )}
  `);
  for (const row of rows) {
    const series = dimensions.flatMap(({ name }) => {
      const id = row[name];
      if (typeof id !== 'string') return [];
      labels.set(keyOf(name, id), String(row[`${name}_label`]));
      return id === '' ? [keyOf(name, null)] : [keyOf(name, null), keyOf(name, id)];
    });
    for (const of of [ALL, ...series]) {
      add('new', of, row.opened, row.count);
      add('closed', of, row.closed, row.count);
    }
  }
  const skills = wanted.find(({ by: name }) => name === 'skill')?.ids ?? [];
  if (skills.length > 0) await addSkills(d, filter, by, skills, add, labels);
  return {
    at: (kind, of, day) => counts.get(`${kind} ${of}`)?.get(day) ?? 0,
    until: (kind, of, day) =>
      [...(counts.get(`${kind} ${of}`) ?? [])].reduce((sum, [at, n]) => (at <= day ? sum + n : sum), 0),
    labels,
  };
}

/** The same of skills, by day first. */
async function addSkills(
  d: Reader,
  filter: PostingFilter,
  by: TrendUnit,
  ids: readonly string[],
  add: (kind: Kind, of: string, start: string | null, count: number) => void,
  labels: Map<string, string>,
): Promise<void> {
  const table = await skillsOf(d, filter);
  const wanted = new Set(ids);
  const keys = new Map<number, string>();
  for (const [number, { id, label }] of table.names) {
    if (!wanted.has(id)) continue;
    keys.set(number, keyOf('skill', id));
    labels.set(keyOf('skill', id), label);
  }
  const days = new Map<string, { opened: Map<number, number>; closed: Map<number, number> }>();
  for (const key of keys.values()) days.set(key, { opened: new Map(), closed: new Map() });
  const byNumber = Array.from({ length: Math.max(0, ...keys.keys()) + 1 }, (_, n) =>
    days.get(keys.get(n) ?? ''),
  );
  for (let i = 0; i < table.postings; i += 1) {
    const [opened, closed] = [table.opened[i] ?? 0, table.closed[i] ?? NEVER];
    for (let k = table.begin[i] ?? 0; k < (table.begin[i + 1] ?? 0); k += 1) {
      const found = byNumber[table.skills[k] ?? 0];
      if (found === undefined) continue;
      found.opened.set(opened, (found.opened.get(opened) ?? 0) + 1);
      if (closed !== NEVER) found.closed.set(closed, (found.closed.get(closed) ?? 0) + 1);
    }
  }
  for (const [key, { opened, closed }] of days) {
    for (const [day, n] of opened) add('new', key, startOf(by, dayAt(day)), n);
    for (const [day, n] of closed) add('closed', key, startOf(by, dayAt(day)), n);
  }
}
