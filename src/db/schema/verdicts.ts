/** What the classifier said. */
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  json,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Evidence } from '../../domain/verdict.js';
import { instant } from './columns.js';
import { postings } from './postings.js';

/** One verdict per posting and taxonomy version; `current` marks the one that queries read. */
export const classifications = pgTable(
  'classifications',
  {
    postingId: text('posting_id')
      .notNull()
      .references(() => postings.id, { onDelete: 'cascade' }),
    taxonomy: text('taxonomy').notNull(),
    current: boolean('current').notNull().default(true),
    /** Of the text that was read. */
    contentHash: text('content_hash').notNull(),
    role: text('role').notNull(),
    roleLabel: text('role_label').notNull(),
    family: text('family').notNull(),
    soc: text('soc'),
    isco: text('isco'),
    roleConfidence: real('role_confidence').notNull(),
    level: text('level').notNull(),
    levelLabel: text('level_label').notNull(),
    band: text('band').notNull(),
    levelConfidence: real('level_confidence').notNull(),
    levelBasis: text('level_basis').notNull(),
    /** Fractions occur ("1.5 years"). */
    yearsMin: real('years_min'),
    yearsMax: real('years_max'),
    country: text('country'),
    region: text('region'),
    city: text('city'),
    remote: text('remote'),
    employmentType: text('employment_type'),
    salaryMin: doublePrecision('salary_min'),
    salaryMax: doublePrecision('salary_max'),
    salaryCurrency: text('salary_currency'),
    salaryPeriod: text('salary_period'),
    language: text('language'),
    /** Read back whole, never searched: as `jsonb` writing a verdict cost the server 15% more. */
    evidence: json('evidence').$type<Evidence[]>().notNull(),
    classifiedAt: instant('classified_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.postingId, t.taxonomy] }),
    uniqueIndex('classifications_current')
      .on(t.postingId)
      .where(sql`${t.current}`),
    check(
      'classifications_confidence',
      sql`${t.roleConfidence} between 0 and 1 and ${t.levelConfidence} between 0 and 1`,
    ),
    check('classifications_basis', sql`${t.levelBasis} in ('title', 'years', 'description', 'default')`),
    index('classifications_role')
      .on(t.role, t.level)
      .where(sql`${t.current}`),
    index('classifications_family')
      .on(t.family, t.band)
      .where(sql`${t.current}`),
    index('classifications_country')
      .on(t.country)
      .where(sql`${t.current}`),
  ],
);

export const postingSkills = pgTable(
  'posting_skills',
  {
    postingId: text('posting_id').notNull(),
    taxonomy: text('taxonomy').notNull(),
    skill: text('skill').notNull(),
    /** Place in the verdict's list, so that a stored verdict reads as `classify` gave it. */
    position: smallint('position').notNull(),
    label: text('label').notNull(),
    category: text('category').notNull(),
    requirement: text('requirement').notNull(),
    inTitle: boolean('in_title').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.postingId, t.taxonomy, t.skill] }),
    foreignKey({
      columns: [t.postingId, t.taxonomy],
      foreignColumns: [classifications.postingId, classifications.taxonomy],
    }).onDelete('cascade'),
    check('posting_skills_requirement', sql`${t.requirement} in ('required', 'preferred', 'mentioned')`),
    index('posting_skills_skill').on(t.skill, t.taxonomy, t.postingId),
  ],
);
