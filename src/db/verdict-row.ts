/** Verdicts to rows and back. */
import { sql } from 'drizzle-orm';
import {
  UNCERTAIN_BELOW,
  type ClassifiedPosting,
  type Evidence,
  type SkillVerdict,
  type Verdict,
} from '../domain/verdict.js';
import { cleanNumber, isoInstant } from './clean.js';
import { type SalaryColumns, toSalary } from './posting-row.js';

/** A verdict as one flat record, its skills and evidence nested: what `classifyBatch` sends. */
export function toVerdictRecord(posting: { id: string; contentHash: string }, verdict: Verdict): object {
  return {
    posting_id: posting.id,
    taxonomy: verdict.taxonomy,
    content_hash: posting.contentHash,
    role: verdict.role.id,
    role_label: verdict.role.label,
    family: verdict.role.family,
    soc: verdict.role.soc,
    isco: verdict.role.isco,
    role_confidence: verdict.role.confidence,
    level: verdict.level.id,
    level_label: verdict.level.label,
    band: verdict.level.band,
    level_confidence: verdict.level.confidence,
    level_basis: verdict.level.basis,
    years_min: cleanNumber(verdict.years?.min ?? null),
    years_max: cleanNumber(verdict.years?.max ?? null),
    country: verdict.place.country,
    region: verdict.place.region,
    city: verdict.place.city,
    remote: verdict.remote,
    employment_type: verdict.employmentType,
    salary_min: cleanNumber(verdict.salary?.min ?? null),
    salary_max: cleanNumber(verdict.salary?.max ?? null),
    salary_currency: verdict.salary?.currency ?? null,
    salary_period: verdict.salary?.period ?? null,
    language: verdict.language,
    evidence: verdict.evidence,
    skills: verdict.skills.map((skill, position) => ({
      skill: skill.id,
      position,
      label: skill.label,
      category: skill.category,
      requirement: skill.requirement,
      in_title: skill.inTitle,
    })),
  };
}

/** Columns of `postings p join classifications c` that `toClassified` reads. */
export const CLASSIFIED_COLUMNS = sql`
  p.id, p.source, p.url, p.title, p.company, p.location_raw, p.posted_at, p.valid_through,
  c.country, c.region, c.city, c.remote, c.employment_type, c.salary_min, c.salary_max, c.salary_currency,
  c.salary_period, c.language, c.role, c.role_label, c.family, c.soc, c.isco, c.role_confidence, c.level,
  c.level_label, c.band, c.level_confidence, c.level_basis, c.years_min, c.years_max, c.taxonomy,
  (
    select coalesce(json_agg(json_build_object('id', s.skill, 'label', s.label, 'category', s.category,
      'requirement', s.requirement, 'inTitle', s.in_title) order by s.position), '[]')
    from posting_skills s where s.posting_id = c.posting_id and s.taxonomy = c.taxonomy
  ) as skills`;

export type ClassifiedRow = SalaryColumns & {
  id: string;
  source: string;
  url: string | null;
  title: string;
  company: string | null;
  location_raw: string | null;
  posted_at: string | null;
  valid_through: string | null;
  country: string | null;
  region: string | null;
  city: string | null;
  remote: ClassifiedPosting['location']['remote'];
  employment_type: ClassifiedPosting['employmentType'];
  language: string | null;
  role: string;
  role_label: string;
  family: string;
  soc: string | null;
  isco: string | null;
  role_confidence: number;
  level: string;
  level_label: string;
  band: string;
  level_confidence: number;
  level_basis: ClassifiedPosting['level']['basis'];
  years_min: number | null;
  years_max: number | null;
  taxonomy: string;
  skills: SkillVerdict[];
  /** Only where it was selected too. */
  evidence?: Evidence[];
};

/** The output shape: the same that `toClassifiedPosting` makes of a fresh verdict. */
export function toClassified(row: ClassifiedRow): ClassifiedPosting {
  return {
    id: row.id,
    source: row.source,
    url: row.url,
    title: row.title,
    company: row.company,
    location: {
      raw: row.location_raw,
      country: row.country,
      region: row.region,
      city: row.city,
      remote: row.remote,
    },
    employmentType: row.employment_type,
    salary: toSalary(row),
    postedAt: isoInstant(row.posted_at),
    validThrough: isoInstant(row.valid_through),
    language: row.language,
    role: {
      id: row.role,
      label: row.role_label,
      family: row.family,
      confidence: row.role_confidence,
      uncertain: row.role_confidence < UNCERTAIN_BELOW,
      soc: row.soc,
      isco: row.isco,
    },
    level: {
      id: row.level,
      label: row.level_label,
      band: row.band,
      confidence: row.level_confidence,
      basis: row.level_basis,
    },
    years: row.years_min === null ? null : { min: row.years_min, max: row.years_max },
    skills: row.skills,
    taxonomy: row.taxonomy,
    ...(row.evidence === undefined ? {} : { evidence: row.evidence }),
  };
}
