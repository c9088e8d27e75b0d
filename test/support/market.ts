/** A market made up for tests: seeded, the same each time, classified by the rules, inserted table by table in bulk. */
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { seeded } from '../../bench/postings.js';
import type { Database } from '../../src/db/database.js';
import { fillWords } from '../../src/db/words.js';
import { refreshFacts } from '../../src/db/facts.js';
import type { Evidence, LevelBasis, Requirement, SkillVerdict } from '../../src/domain/verdict.js';
import { writePosting } from './market-text.js';
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
  url: string;
  location_raw: string | null;
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
  level_confidence: number;
  level_basis: LevelBasis;
  years_min: number | null;
  country: string | null;
  remote: string | null;
  employment_type: string | null;
  language: string | null;
  salary_min: number | null;
  salary_max: number | null;
  salary_currency: string | null;
  salary_period: string | null;
  evidence: Evidence[];
}
export interface SkillRow {
  posting_id: string;
  taxonomy: string;
  skill: string;
  position: number;
  label: string;
  category: string;
  requirement: Requirement;
  in_title: boolean;
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

/** Titles as they are drawn, the first ones most; of the last two the words do not say which role. */
const JOBS = [
  'Backend Developer',
  'Frontend Developer',
  'Data Engineer',
  'Platform Engineer',
  'Site Reliability Engineer',
  'Data Analyst',
  'Engineer',
  'Technologist',
];
/** In the title. Without one the years decide. */
const LEVELS = ['Junior', '', 'Senior', 'Lead'];
const SKILLS =
  'Java Python SQL React Go Rust Kubernetes Docker AWS Kafka Spark TypeScript CSS Terraform Linux Git Excel'.split(
    ' ',
  );
const PLACES: Record<string, string> = {
  ...{ DE: 'Berlin, Germany', US: 'Austin, TX', FR: 'Lyon, France' },
  ...{ PL: 'Warsaw, Poland', CH: 'Bern, Switzerland', NO: 'Oslo, Norway' },
};
const COUNTRIES = Object.keys(PLACES);
const CURRENCIES = ['EUR', 'USD', 'PLN', 'CHF'];
const PERIODS = ['year', 'month', 'week', 'day', 'hour', null] as const;
const BY_PERIOD = { year: 1, month: 1 / 12, week: 1 / 52, day: 1 / 260, hour: 1 / 2080 };
/** A posting's text and what the rules say of it; its copies have the same. */
interface Drawn {
  title: string;
  description: string;
  row: VerdictRow;
  skills: readonly SkillVerdict[];
}

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
  const roles: Pick<VerdictRow, 'role' | 'role_label' | 'family'>[] = [];
  const rows: MarketRows = { postings: [], verdicts: [], skills: [], listings: [], copies: [] };

  const add = (n: number, canonical: string | null, like: Drawn | null): Drawn => {
    const id = createHash('sha256').update(`${seed} ${n}`).digest('hex').slice(0, 24);
    let opened = START + Math.sqrt(random()) * (END - START - 1);
    if (new Date(opened).toISOString().startsWith('2025-08')) opened += 31 * DAY;
    const dated = maybe(0.9);
    let firstSeen = dated ? opened + random() ** 3 * 25 * DAY : opened;
    if (n === 5) opened = Date.parse('2019-03-04T10:00:00Z');
    if (n === 6 || n === 7) [opened, firstSeen] = [END + n * 40 * DAY, END - n * DAY];
    const at = (time: number): string => new Date(Math.round(time)).toISOString();
    const company = maybe(0.95) ? `Company ${Math.floor(60 * random() ** 2)}` : null;
    const verdict =
      like === null
        ? drawVerdict(id, n, opened)
        : { ...like, row: { ...like.row, posting_id: id, country: pick(COUNTRIES, 1) } };
    rows.postings.push({
      id,
      source: pick(['greenhouse', 'csv', 'lever']),
      title: verdict.title,
      company: company !== null && maybe(0.1) ? ` ${company.toUpperCase()} ` : maybe(0.02) ? '  ' : company,
      url: `https://jobs.example/${id}`,
      location_raw: verdict.row.country === null ? null : (PLACES[verdict.row.country] ?? null),
      description: verdict.description,
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
    addVerdict(verdict.row, verdict.skills, NEW_TAXONOMY, true);
    if (!maybe(0.7)) return verdict;
    // Earlier rules knew other roles, and not every skill.
    const other = roles.length > 0 && maybe(0.3) ? pick(roles, 1) : {};
    const fewer = verdict.skills.filter(() => maybe(0.8));
    addVerdict({ ...verdict.row, ...other, evidence: [] }, fewer, OLD_TAXONOMY, false);
    return verdict;
  };

  const addVerdict = (
    verdict: VerdictRow,
    skills: readonly SkillVerdict[],
    taxonomy: string,
    current: boolean,
  ): void => {
    rows.verdicts.push({ ...verdict, taxonomy, current });
    for (const [position, { id, label, category, requirement, inTitle }] of skills.entries())
      rows.skills.push({
        ...{ posting_id: verdict.posting_id, taxonomy, skill: id, position, label, category, requirement },
        in_title: inTitle,
      });
  };

  const drawSkills = (job: string): Map<string, Requirement> => {
    const skills = new Map<string, Requirement>();
    if (!maybe(0.93)) return skills;
    const add = (skill: string): unknown =>
      skills.set(skill, pick(['mentioned', 'required', 'preferred'] as const));
    for (let many = Math.floor(8 * random()); many > 0; many -= 1)
      add(pick(SKILLS, job === 'Data Engineer' ? 1 : 2));
    // These two go together.
    if (skills.has('Kubernetes') && maybe(0.7)) add('Docker');
    return skills;
  };

  const drawVerdict = (posting_id: string, n: number, opened: number): Drawn => {
    // One role grows, so that something rises.
    const job = maybe(((opened - START) / (END - START)) * 0.2) ? 'Platform Engineer' : pick(JOBS);
    const { title, description, verdict } = writePosting({
      ...{ n, job, level: pick(LEVELS, 1) },
      years: maybe(0.5) ? Math.round(2 * 14 * random() ** 2) / 2 : null,
      skills: drawSkills(job),
    });
    const { role, level, years, skills, evidence } = verdict;
    const named = { role: role.id, role_label: role.label, family: role.family };
    if (!roles.some(({ role: known }) => known === role.id)) roles.push(named);
    const period = pick(PERIODS, 1.5);
    const least = maybe(0.5)
      ? Math.round((30_000 + 60_000 * random()) * (period === null ? 1 : BY_PERIOD[period]))
      : null;
    const row = {
      posting_id,
      taxonomy: '',
      current: true,
      ...named,
      role_confidence: Math.round(100 * role.confidence) / 100,
      level: level.id,
      level_label: level.label,
      band: level.band,
      level_confidence: level.confidence,
      level_basis: level.basis,
      years_min: years?.min ?? null,
      country: maybe(0.85) ? pick(COUNTRIES) : null,
      remote: maybe(0.6) ? pick(['remote', 'hybrid', 'onsite']) : null,
      employment_type: maybe(0.7) ? pick(['full-time', 'contract']) : null,
      language: maybe(0.95) ? pick(['en', 'de']) : null,
      salary_min: maybe(0.1) ? null : least,
      salary_max: least !== null && maybe(0.6) ? Math.round(least * 1.3) : null,
      salary_currency: maybe(0.93) ? pick(CURRENCIES) : null,
      salary_period: period,
      evidence,
    };
    return { title, description, row, skills };
  };

  for (let n = 0; n < count; n += 1) {
    const like = add(n, null, null);
    const original = like.row.posting_id;
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
    insert into postings (id, source, source_ref, title, company, url, location_raw, description, posted_at, content_hash,
      state, first_seen, last_seen, first_run_id, run_id, last_run_id)
    select id, source, ${sourceRef}::int, title, company, url, location_raw, description, posted_at, md5(id),
      'classified', first_seen, first_seen, ${runId}::uuid, ${runId}::uuid, ${runId}::uuid
    from json_populate_recordset(null::postings, ${json(rows.postings)})
  `);
  await d.orm.execute(sql`
    insert into classifications (posting_id, taxonomy, current, content_hash, role, role_label, family, role_confidence,
      level, level_label, band, level_confidence, level_basis, years_min, country, remote, employment_type, salary_min,
      salary_max, salary_currency, salary_period, language, evidence)
    select posting_id, taxonomy, current, md5(posting_id), role, role_label, family, role_confidence, level, level_label,
      band, level_confidence, level_basis, years_min, country, remote, employment_type, salary_min, salary_max, salary_currency,
      salary_period, language, evidence
    from json_populate_recordset(null::classifications, ${json(rows.verdicts)})
  `);
  await d.orm.execute(sql`
    insert into posting_skills (posting_id, taxonomy, skill, position, label, category, requirement, in_title)
    select posting_id, taxonomy, skill, position, label, category, requirement, in_title
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
  await fillWords(d.orm, () => undefined);
}
