import { type SQL, sql } from 'drizzle-orm';
import type { Interval } from '../../domain/statistics/wilson.js';
import { canonicalFilter, filterInstant, type PostingFilter } from '../filter.js';
import type { Basis } from './basis.js';
import { codedValues, type CodedValues } from './coded-values.js';
import { dataSpan, type DataSpan } from './data-span.js';
import { NEVER } from './decode.js';
import { distinctOf, type Dimension } from './dimensions.js';
import { keptRows, rowsOf, type Rows } from './rows.js';
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
  const opened = countEvents(await rowsOf(d, filter), by, wanted);
  const { since } = filter;
  const stock =
    since === undefined
      ? opened
      : countEvents(
          await keptRows(d, `stock ${canonicalFilter(filter)}`, stockSince(filter, since)),
          by,
          wanted,
        );
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

/**
 * Postings by the period in which they were opened, and by the one in which they were closed: the stock of a period is
 * the sum of the differences up to it. One that is dated after it was closed was never open.
 */
function countEvents(rows: Rows, by: TrendUnit, wanted: readonly TrendOf[]): Events {
  const labels = new Map<string, string>();
  const [opened, closed] = [codedValues(rows.opened), codedValues(rows.closed)];
  const days = new Map<string, Days>();
  const seriesOf = (key: string): Days => {
    const found = days.get(key) ?? {
      new: new Int32Array(opened.values.length),
      closed: new Int32Array(closed.values.length),
    };
    days.set(key, found);
    return found;
  };
  const count = (series: Days, i: number): void => {
    const [start, end] = [opened.codes[i] ?? 0, closed.codes[i] ?? 0];
    series.new[start] = (series.new[start] ?? 0) + 1;
    series.closed[end] = (series.closed[end] ?? 0) + 1;
  };
  const all = seriesOf(ALL);
  for (let i = 0; i < rows.postings; i += 1) count(all, i);
  for (const { by: name, ids } of wanted) {
    if (name === 'skill') countSkills(rows, new Set(ids), labels, seriesOf, count);
    else countDimension(rows, name, new Set(ids), labels, seriesOf, count);
  }
  const startsOfDays = ({ values }: CodedValues): (string | null)[] =>
    values.map((day) => (day === NEVER ? null : startOf(by, dayAt(day))));
  const starts = { new: startsOfDays(opened), closed: startsOfDays(closed) };
  const counts = new Map<string, Map<string, number>>();
  for (const [key, series] of days) {
    for (const kind of ['new', 'closed'] as const) {
      const periods = new Map<string, number>();
      for (const [code, start] of starts[kind].entries()) {
        const n = series[kind][code] ?? 0;
        if (start !== null && n > 0) periods.set(start, (periods.get(start) ?? 0) + n);
      }
      counts.set(`${kind} ${key}`, periods);
    }
  }
  return {
    at: (kind, of, day) => counts.get(`${kind} ${of}`)?.get(day) ?? 0,
    until: (kind, of, day) =>
      [...(counts.get(`${kind} ${of}`) ?? [])].reduce((sum, [at, n]) => (at <= day ? sum + n : sum), 0),
    labels,
  };
}

/** Code of a day -> postings. */
type Days = Record<Kind, Int32Array>;

/** Those that say it at all, and of each of the ids its part. */
function countDimension(
  rows: Rows,
  name: Dimension,
  wanted: ReadonlySet<string>,
  labels: Map<string, string>,
  seriesOf: (key: string) => Days,
  count: (series: Days, i: number) => void,
): void {
  const { ids, labels: found, place, codes } = distinctOf(rows, name);
  const known = seriesOf(keyOf(name, null));
  const series = ids.map((id, i) => {
    if (!wanted.has(id)) return undefined;
    labels.set(keyOf(name, id), found[i] ?? id);
    return seriesOf(keyOf(name, id));
  });
  for (let i = 0; i < rows.postings; i += 1) {
    const at = place[codes[i] ?? 0] ?? -1;
    if (at < 0) continue;
    count(known, i);
    const mine = series[at];
    if (mine !== undefined) count(mine, i);
  }
}

function countSkills(
  rows: Rows,
  wanted: ReadonlySet<string>,
  labels: Map<string, string>,
  seriesOf: (key: string) => Days,
  count: (series: Days, i: number) => void,
): void {
  // Place of a skill among the wanted ones, from 1; most postings have other ones too.
  const places = new Uint16Array(0x8000);
  const series: Days[] = [];
  for (const [number, { id, label }] of rows.skillNames) {
    if (!wanted.has(id)) continue;
    places[number] = series.push(seriesOf(keyOf('skill', id)));
    labels.set(keyOf('skill', id), label);
  }
  const { begin, skills } = rows;
  for (let i = 0; i < rows.postings; i += 1) {
    const end = begin[i + 1] ?? 0;
    for (let k = begin[i] ?? 0; k < end; k += 1) {
      const place = places[skills[k] ?? 0] ?? 0;
      const mine = place === 0 ? undefined : series[place - 1];
      if (mine !== undefined) count(mine, i);
    }
  }
}

/**
 * What was opened before `since` and is open still is stock too; what was closed before it is in no period, and need not be
 * read. Asked of what is selected: whether one copy counts for another does not hang on when it was closed.
 */
function stockSince(filter: PostingFilter, since: string): SQL {
  const always = { ...filter };
  delete always.since;
  const { at } = filterInstant('since', since);
  return sql`(
    select m.* from ${selection(always)} where m.closed is null or greatest(m.opened, m.closed) >= ${at}::timestamptz
  ) m`;
}
