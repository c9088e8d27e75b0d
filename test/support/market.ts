/** A market made up for tests: seeded, the same each time, inserted table by table in bulk. */
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { seeded } from '../../bench/postings.js';
import type { Database } from '../../src/db/database.js';
import { refreshFacts } from '../../src/db/facts.js';
import { startRun } from './store.js';

/** Rows as they stand in the tables, by their columns. */
export interface MarketRows {
  postings: PostingRow[];
  verdicts: VerdictRow[];
  skills: SkillRow[];
  listings: ListingRow[];
  copies: { posting_id: string; canonical_id: string | null }[];
}
export interface PostingRow {
  id: string;
  source: string;
  title: string;
  company: string | null;
  description: string;
  posted_at: string | null;
  first_seen: string;
}
export interface VerdictRow {
  posting_id: string;
  taxonomy: string;
  current: boolean;
  role: string;
  role_label: string;
  family: string;
  role_confidence: number;
  level: string;
  level_label: string;
  band: string;
  years_min: number | null;
  country: string | null;
  remote: string | null;
  employment_type: string | null;
  language: string | null;
  salary_min: number | null;
  salary_max: number | null;
  salary_currency: string | null;
  salary_period: string | null;
}
export interface SkillRow {
  posting_id: string;
  taxonomy: string;
  skill: string;
  position: number;
  label: string;
  category: string;
  requirement: 'required' | 'preferred' | 'mentioned';
}
export interface ListingRow {
  posting_id: string;
  source_id: number;
  first_seen: string;
  last_seen: string;
  closed_at: string | null;
}

export const OLD_TAXONOMY = 'tax-1';
export const NEW_TAXONOMY = 'tax-2';

const ROLES = [
  ['backend-developer', 'Backend Developer', 'backend'],
  ['frontend-developer', 'Frontend Developer', 'frontend'],
  ['data-engineer', 'Data Engineer', 'data'],
  ['platform-engineer', 'Platform Engineer', 'platform'],
  ['site-reliability', 'Site Reliability Engineer', 'platform'],
  ['analyst', 'Analyst', 'data'],
  ['rare-role', 'Rare Role', 'other'],
] as const;
const LEVELS = [
  ['junior', 'entry'],
  ['mid', 'mid'],
  ['senior', 'senior'],
  ['lead', 'senior'],
] as const;
const SKILLS =
  'java python sql react go rust kubernetes docker aws kafka spark typescript css terraform linux git excel'.split(
    ' ',
  );
const COUNTRIES = ['DE', 'US', 'FR', 'PL', 'CH', 'NO'];
const CURRENCIES = ['EUR', 'USD', 'PLN', 'CHF'];
const PERIODS = ['year', 'month', 'week', 'day', 'hour', null] as const;
const BY_PERIOD = { year: 1, month: 1 / 12, week: 1 / 52, day: 1 / 260, hour: 1 / 2080 };
const DAY = 86_400_000;
const START = Date.parse('2025-01-06T00:00:00Z');
const END = Date.parse('2026-06-24T00:00:00Z');

/**
 * So many originals and about a tenth as many copies, from 6 January 2025 to 23 June 2026, growing; August 2025 has
 * none. One has a date far in the past, two are dated after they were first seen.
 */
export function makeMarket(
  count: number,
  seed = 1,
  sourceIds: readonly [number, number] = [1, 2],
): MarketRows {
  const random = seeded(seed);
  const maybe = (chance: number): boolean => random() < chance;
  /** Uneven: the first ones are drawn most. */
  const pick = <T>(of: readonly T[], power = 2): T => of[Math.floor(of.length * random() ** power)] as T;
  const rows: MarketRows = { postings: [], verdicts: [], skills: [], listings: [], copies: [] };

  const add = (n: number, canonical: string | null, like: VerdictRow | null): void => {
    const id = createHash('sha256').update(`${seed} ${n}`).digest('hex').slice(0, 24);
    let opened = START + Math.sqrt(random()) * (END - START - 1);
    if (new Date(opened).toISOString().startsWith('2025-08')) opened += 31 * DAY;
    const dated = maybe(0.9);
    let firstSeen = dated ? opened + random() ** 3 * 25 * DAY : opened;
    if (n === 5) opened = Date.parse('2019-03-04T10:00:00Z');
    if (n === 6 || n === 7) [opened, firstSeen] = [END + n * 40 * DAY, END - n * DAY];
    const at = (time: number): string => new Date(Math.round(time)).toISOString();
    const company = maybe(0.95) ? `Company ${Math.floor(60 * random() ** 2)}` : null;
    rows.postings.push({
      id,
      source: pick(['greenhouse', 'csv', 'lever']),
      title: `Posting ${n}`,
      company: company !== null && maybe(0.1) ? ` ${company.toUpperCase()} ` : maybe(0.02) ? '  ' : company,
      description: `Words of ${n}${n % 7 === 0 ? ' with a Needle% in it' : ''} and others.`,
      posted_at: dated || n === 6 || n === 7 || n === 5 ? at(opened) : null,
      first_seen: at(firstSeen),
    });
    rows.copies.push({ posting_id: id, canonical_id: canonical });
    for (const sourceId of maybe(0.2) ? sourceIds : sourceIds.slice(0, 1)) {
      const stays = (1 + 120 * random() ** 2) * DAY;
      rows.listings.push({
        posting_id: id,
        source_id: sourceId,
        first_seen: at(firstSeen),
        last_seen: at(firstSeen + stays),
        closed_at: maybe(0.55) ? at(firstSeen + stays + DAY * random()) : null,
      });
    }
    const verdict =
      like === null ? drawVerdict(id, opened) : { ...like, posting_id: id, country: pick(COUNTRIES, 1) };
    addVerdict(verdict, NEW_TAXONOMY, true);
    if (maybe(0.7))
      addVerdict({ ...verdict, ...(maybe(0.3) ? roleOf(pick(ROLES, 1)) : {}) }, OLD_TAXONOMY, false);
  };

  const addVerdict = (verdict: VerdictRow, taxonomy: string, current: boolean): void => {
    rows.verdicts.push({ ...verdict, taxonomy, current });
    const names = new Set<string>();
    if (maybe(0.93)) {
      const many = Math.floor(8 * random());
      for (let i = 0; i < many; i += 1) names.add(pick(SKILLS, verdict.role === 'data-engineer' ? 1 : 2));
      // These two go together.
      if (names.has('kubernetes') && maybe(0.7)) names.add('docker');
    }
    for (const [position, skill] of [...names].entries()) {
      rows.skills.push({
        posting_id: verdict.posting_id,
        taxonomy,
        skill,
        position,
        label: skill.toUpperCase(),
        category: skill.length > 4 ? 'tool' : 'language',
        requirement: pick(['mentioned', 'required', 'preferred'] as const),
      });
    }
  };

  const drawVerdict = (posting_id: string, opened: number): VerdictRow => {
    const [level, band] = pick(LEVELS, 1);
    // One role grows, so that something rises.
    const role = maybe(((opened - START) / (END - START)) * 0.2) ? ROLES[3] : pick(ROLES);
    const period = pick(PERIODS, 1.5);
    const least = maybe(0.5)
      ? Math.round((30_000 + 60_000 * random()) * (period === null ? 1 : BY_PERIOD[period]))
      : null;
    return {
      posting_id,
      taxonomy: '',
      current: true,
      ...roleOf(role),
      role_confidence: Math.round(100 * (0.4 + 0.6 * random())) / 100,
      level,
      level_label: level.toUpperCase(),
      band,
      years_min: maybe(0.5) ? Math.round(2 * 14 * random() ** 2) / 2 : null,
      country: maybe(0.85) ? pick(COUNTRIES) : null,
      remote: maybe(0.6) ? pick(['remote', 'hybrid', 'onsite']) : null,
      employment_type: maybe(0.7) ? pick(['full-time', 'contract']) : null,
      language: maybe(0.95) ? pick(['en', 'de']) : null,
      salary_min: maybe(0.1) ? null : least,
      salary_max: least !== null && maybe(0.6) ? Math.round(least * 1.3) : null,
      salary_currency: maybe(0.93) ? pick(CURRENCIES) : null,
      salary_period: period,
    };
  };
  const roleOf = ([role, role_label, family]: (typeof ROLES)[number]) => ({ role, role_label, family });

  for (let n = 0; n < count; n += 1) {
    add(n, null, null);
    const original = rows.copies.at(-1)?.posting_id ?? '';
    const like =
      rows.verdicts.findLast((verdict) => verdict.posting_id === original && verdict.current) ?? null;
    if (n % 20 === 3) for (const k of [1, 2]) add(count + 2 * n + k, original, like);
  }
  return rows;
}

/** Stores a market: a statement a table, then the rows that figures count. */
export async function storeMarket(d: Database, count: number, seed = 1): Promise<MarketRows> {
  const { runId, sourceRef } = await startRun(d, '/data/one.ndjson');
  const other = await startRun(d, '/data/two.ndjson');
  const rows = makeMarket(count, seed, [sourceRef, other.sourceRef]);
  await storeMarketRows(d, rows, runId, sourceRef);
  return rows;
}

export async function storeMarketRows(
  d: Database,
  rows: MarketRows,
  runId: string,
  sourceRef: number,
): Promise<void> {
  const json = (value: unknown) => sql`${JSON.stringify(value)}::json`;
  await d.orm.execute(sql`
    insert into postings (id, source, source_ref, title, company, description, posted_at, content_hash, state, first_seen,
      last_seen, first_run_id, run_id, last_run_id)
    select id, source, ${sourceRef}::int, title, company, description, posted_at, md5(id), 'classified', first_seen,
      first_seen, ${runId}::uuid, ${runId}::uuid, ${runId}::uuid
    from json_populate_recordset(null::postings, ${json(rows.postings)})
  `);
  await d.orm.execute(sql`
    insert into classifications (posting_id, taxonomy, current, content_hash, role, role_label, family, role_confidence,
      level, level_label, band, level_confidence, level_basis, years_min, country, remote, employment_type, salary_min,
      salary_max, salary_currency, salary_period, language, evidence)
    select posting_id, taxonomy, current, md5(posting_id), role, role_label, family, role_confidence, level, level_label,
      band, 0.9, 'title', years_min, country, remote, employment_type, salary_min, salary_max, salary_currency,
      salary_period, language, '[]'
    from json_populate_recordset(null::classifications, ${json(rows.verdicts)})
  `);
  await d.orm.execute(sql`
    insert into posting_skills (posting_id, taxonomy, skill, position, label, category, requirement, in_title)
    select posting_id, taxonomy, skill, position, label, category, requirement, false
    from json_populate_recordset(null::posting_skills, ${json(rows.skills)})
  `);
  await d.orm.execute(sql`
    insert into posting_sources (posting_id, source_id, first_seen, last_seen, closed_at)
    select posting_id, source_id, first_seen, last_seen, closed_at
    from json_populate_recordset(null::posting_sources, ${json(rows.listings)})
  `);
  await d.orm.execute(sql`
    insert into posting_copies (posting_id, key, canonical_id)
    select posting_id, md5(coalesce(canonical_id, posting_id))::uuid, canonical_id
    from json_populate_recordset(null::posting_copies, ${json(rows.copies)})
  `);
  await refreshFacts(
    d.orm,
    rows.postings.map(({ id }) => id),
  );
}
