/**
 * What figures should be, computed a second time from the stored rows: plain loops, no SQL, nothing of the program but
 * its types. Slow and simple on purpose: each figure counts by looking at every posting.
 */
import type { PostingFilter } from '../../src/db/filter.js';
import type { MarketRows } from './market.js';
import { hasText } from './words.js';

export interface Fact {
  id: string;
  key: string;
  source: string;
  title: string;
  description: string;
  company: string | null;
  taxonomy: string;
  role: string;
  roleLabel: string;
  confidence: number;
  family: string;
  level: string;
  levelLabel: string;
  band: string;
  country: string | null;
  remote: string | null;
  employment: string | null;
  language: string | null;
  years: number | null;
  pay: number | null;
  currency: string | null;
  gap: 'period' | 'currency' | 'both' | null;
  opened: number;
  firstSeen: number;
  closed: number | null;
  lastSeen: number;
  skills: Map<string, string>;
}

const PER_YEAR: Record<string, number> = { year: 1, month: 12, week: 52, day: 260, hour: 2080 };

/** One record of each posting that has a verdict of that taxonomy (absent: its present one). */
export function factsOf(rows: MarketRows, taxonomy?: string): Fact[] {
  const postings = new Map(rows.postings.map((posting) => [posting.id, posting]));
  const listingsOf = byPosting(rows.listings);
  const copiesOf = byPosting(rows.copies);
  const skillsOf = byPosting(rows.skills);
  return rows.verdicts
    .filter((v) => (taxonomy === undefined ? v.current : v.taxonomy === taxonomy))
    .map((v) => {
      const posting = postings.get(v.posting_id);
      if (posting === undefined) throw new Error('a verdict of no posting');
      const listings = listingsOf(v.posting_id);
      const ends = listings.map((l) => (l.closed_at === null ? null : Date.parse(l.closed_at)));
      const amounts = [v.salary_min, v.salary_max].filter((x) => x !== null);
      const per = v.salary_period === null ? null : (PER_YEAR[v.salary_period] ?? null);
      const lacks = [per === null ? 'period' : '', v.salary_currency === null ? 'currency' : ''].filter(
        Boolean,
      );
      const middle = amounts.length === 0 ? null : amounts.reduce((a, b) => a + b, 0) / amounts.length;
      return {
        id: v.posting_id,
        key: copiesOf(v.posting_id)[0]?.canonical_id ?? v.posting_id,
        source: posting.source,
        ...{ title: posting.title, description: posting.description },
        company: posting.company === null || posting.company.trim() === '' ? null : posting.company.trim(),
        taxonomy: v.taxonomy,
        ...{ role: v.role, roleLabel: v.role_label, confidence: v.role_confidence, family: v.family },
        ...{ level: v.level, levelLabel: v.level_label, band: v.band },
        ...{ country: v.country, remote: v.remote, employment: v.employment_type, language: v.language },
        years: v.years_min,
        pay: middle === null || lacks.length > 0 ? null : middle * (per ?? 0),
        currency: v.salary_currency,
        gap:
          middle === null || lacks.length === 0 ? null : lacks.length === 2 ? 'both' : (lacks[0] as 'period'),
        opened: Date.parse(posting.posted_at ?? posting.first_seen),
        firstSeen: Date.parse(posting.first_seen),
        closed: ends.length > 0 && ends.every((end) => end !== null) ? Math.max(...ends) : null,
        lastSeen: Math.max(...listings.map((l) => Date.parse(l.last_seen))),
        skills: new Map(
          skillsOf(v.posting_id)
            .filter((s) => s.taxonomy === v.taxonomy)
            .map((s) => [s.skill, s.requirement]),
        ),
      };
    });
}

function byPosting<Row extends { posting_id: string }>(rows: readonly Row[]): (id: string) => Row[] {
  const of = new Map<string, Row[]>();
  for (const row of rows) of.set(row.posting_id, [...(of.get(row.posting_id) ?? []), row]);
  return (id) => of.get(id) ?? [];
}

function fits(fact: Fact, filter: PostingFilter): boolean {
  const one = (list: string[] | undefined, value: string | null): boolean =>
    list === undefined || list.length === 0 || (value !== null && list.includes(value));
  return (
    one(filter.role, fact.role) &&
    one(filter.level, fact.level) &&
    one(filter.family, fact.family) &&
    one(filter.band, fact.band) &&
    one(
      filter.country?.map((code) => code.toUpperCase()),
      fact.country,
    ) &&
    one(filter.remote, fact.remote) &&
    one(filter.employment, fact.employment) &&
    one(filter.source, fact.source) &&
    one(filter.language, fact.language) &&
    (filter.skill ?? []).every((skill) => fact.skills.has(skill)) &&
    (filter.company === undefined ||
      (fact.company ?? '').toLowerCase().includes(filter.company.toLowerCase())) &&
    (filter.text === undefined || hasText(fact.title, fact.description, filter.text)) &&
    (filter.since === undefined || fact.opened >= Date.parse(filter.since)) &&
    (filter.until === undefined || fact.opened < Date.parse(filter.until) + 86_400_000) &&
    (filter.state === undefined || (filter.state === 'open') === (fact.closed === null))
  );
}

/** Those that fit, of copies the one first seen. */
export function select(facts: readonly Fact[], filter: PostingFilter): { all: Fact[]; counted: Fact[] } {
  const all = facts.filter((fact) => fits(fact, filter));
  if (filter.copies === 'all') return { all, counted: all };
  const first = new Map<string, Fact>();
  for (const fact of all) {
    const other = first.get(fact.key) ?? fact;
    const isEarlier =
      fact.firstSeen < other.firstSeen || (fact.firstSeen === other.firstSeen && fact.id < other.id);
    first.set(fact.key, isEarlier ? fact : other);
  }
  return { all, counted: all.filter((fact) => first.get(fact.key) === fact) };
}

/** The postings of the same period and state whose group is not among those of the selection. */
export function restOf(facts: readonly Fact[], filter: PostingFilter): Fact[] {
  const market: PostingFilter = {};
  if (filter.since !== undefined) market.since = filter.since;
  if (filter.until !== undefined) market.until = filter.until;
  if (filter.state !== undefined) market.state = filter.state;
  if (filter.copies !== undefined) market.copies = filter.copies;
  const here = select(facts, filter);
  const key = (fact: Fact): string => (filter.copies === 'all' ? fact.id : fact.key);
  const mine = new Set(here.all.map(key));
  return select(facts, market).counted.filter((fact) => !mine.has(key(fact)));
}

export const DIMENSION_OF: Record<string, (fact: Fact) => string | null> = {
  role: (f) => f.role,
  family: (f) => f.family,
  level: (f) => f.level,
  band: (f) => f.band,
  company: (f) => f.company?.toLowerCase() ?? null,
  country: (f) => f.country,
  remote: (f) => f.remote,
  employment: (f) => f.employment,
  source: (f) => f.source,
  language: (f) => f.language,
};

/** Most frequent first, then by id. */
export function tally(
  facts: readonly Fact[],
  idsOf: (fact: Fact) => readonly (string | null)[],
): [string, number][] {
  const counts: Record<string, number> = {};
  for (const fact of facts) for (const id of idsOf(fact)) if (id !== null) counts[id] = (counts[id] ?? 0) + 1;
  return Object.entries(counts).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

const Z = 1.959964;

/** Both shares p at which the score test just does not reject count of n: roots of (share - p)^2 = z^2 p (1 - p) / n. */
export function scoreInterval(count: number, n: number): { low: number; high: number } | null {
  if (n === 0) return null;
  const share = count / n;
  const [a, b, c] = [1 + Z ** 2 / n, -(2 * share + Z ** 2 / n), share ** 2];
  const root = Math.sqrt(Math.max(0, b ** 2 - 4 * a * c));
  return { low: Math.max(0, (-b - root) / (2 * a)), high: Math.min(1, (-b + root) / (2 * a)) };
}

export function differenceInterval(c1: number, n1: number, c2: number, n2: number) {
  const [w1, w2] = [scoreInterval(c1, n1), scoreInterval(c2, n2)];
  if (w1 === null || w2 === null) return null;
  const [p1, p2] = [c1 / n1, c2 / n2];
  return {
    low: p1 - p2 - Math.sqrt((p1 - w1.low) ** 2 + (w2.high - p2) ** 2),
    high: p1 - p2 + Math.sqrt((w1.high - p1) ** 2 + (p2 - w2.low) ** 2),
  };
}

export function ratioInterval(c1: number, n1: number, c2: number, n2: number) {
  const log = Math.log(c1) - Math.log(n1) - Math.log(c2) + Math.log(n2);
  const error = Math.sqrt((n1 - c1) / (c1 * n1) + (n2 - c2) / (c2 * n2));
  return {
    ratio: Math.exp(log),
    interval: { low: Math.exp(log - Z * error), high: Math.exp(log + Z * error) },
  };
}

/** Quantiles of values: linear between ranks; the interval by adding up binomial probabilities made of Pascal's rule. */
export function quantiles(values: readonly number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  return Object.fromEntries(
    [10, 25, 50, 75, 90].map((percent) => {
      const q = percent / 100;
      const place = (n - 1) * q;
      const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
      const value = below + (above - below) * (place - Math.floor(place));
      const chances = binomial(n, q);
      let [sum, low, high] = [0, -1, -1];
      for (let k = 0; k <= n; k += 1) {
        sum += chances[k] ?? 0;
        if (low < 0 && sum >= 0.025) low = k;
        if (high < 0 && sum >= 0.975) high = k + 1;
      }
      const interval =
        low >= 1 && high >= 1 && high <= n ? { low: sorted[low - 1], high: sorted[high - 1] } : null;
      return [`p${percent}`, { value, interval }];
    }),
  );
}

const known = new Map<string, number[]>();

function binomial(n: number, q: number): number[] {
  const found = known.get(`${n} ${q}`);
  if (found !== undefined) return found;
  let row = [1];
  for (let i = 0; i < n; i += 1)
    row = [...row, 0].map((chance, k) => chance * (1 - q) + (row[k - 1] ?? 0) * q);
  known.set(`${n} ${q}`, row);
  return row;
}

/** Kaplan-Meier by looking at every day: who was there that morning, and who of them was closed on it. */
export function survival(facts: readonly { days: number; ended: boolean }[]) {
  const curve: { day: number; share: number; low: number; high: number }[] = [];
  let [share, variance] = [1, 0];
  const last = Math.max(0, ...facts.map(({ days }) => days));
  for (let day = 0; day <= last; day += 1) {
    const there = facts.filter(({ days }) => days >= day).length;
    const closed = facts.filter(({ days, ended }) => ended && days === day).length;
    if (closed === 0) continue;
    share *= (there - closed) / there;
    variance += closed / (there * (there - closed));
    const inside = share > 0 && share < 1;
    // g(S) = log(-log S), its standard error by the delta method.
    const [g, error] = [Math.log(-Math.log(share)), Math.sqrt(variance) / Math.abs(Math.log(share))];
    curve.push({
      day,
      share,
      low: inside ? Math.exp(-Math.exp(g + Z * error)) : share,
      high: inside ? Math.exp(-Math.exp(g - Z * error)) : share === 0 ? 1 : share,
    });
  }
  const reached = (left: number, of: (step: (typeof curve)[number]) => number): number | null =>
    curve.find((step) => of(step) <= left + 1e-12)?.day ?? null;
  return {
    quartile: (left: number) => {
      const days = reached(left, (step) => step.share);
      if (days === null) return null;
      return { days, interval: { low: reached(left, (s) => s.low), high: reached(left, (s) => s.high) } };
    },
    at: (day: number) => {
      if (day > last) return null;
      const step = curve.filter((s) => s.day <= day).at(-1);
      if (step === undefined) return { days: day, share: 1, interval: null };
      return {
        days: day,
        share: step.share,
        interval: step.share > 0 && step.share < 1 ? { low: step.low, high: step.high } : null,
      };
    },
  };
}
