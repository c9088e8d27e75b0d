/** What postings can be counted by: a column of posting_facts each. */
import { type SQL, sql } from 'drizzle-orm';

export const DIMENSIONS = [
  'role',
  'family',
  'level',
  'band',
  'company',
  'country',
  'remote',
  'employment',
  'source',
  'language',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

interface Columns {
  /** Over `posting_facts m`; null where the posting does not say. */
  id: SQL;
  /** An aggregate over the rows of one id. */
  label: SQL;
}

/** Spellings of a company that differ in case only are one; its label is the commonest of them. */
export const COLUMNS: Readonly<Record<Dimension, Columns>> = {
  role: { id: sql`m.role`, label: sql`min(m.role_label)` },
  family: { id: sql`m.family`, label: sql`min(m.family)` },
  level: { id: sql`m.level`, label: sql`min(m.level_label)` },
  band: { id: sql`m.band`, label: sql`min(m.band)` },
  company: { id: sql`lower(m.company)`, label: sql`mode() within group (order by m.company)` },
  country: { id: sql`m.country`, label: sql`min(m.country)` },
  remote: { id: sql`m.remote`, label: sql`min(m.remote)` },
  employment: { id: sql`m.employment_type`, label: sql`min(m.employment_type)` },
  source: { id: sql`m.source`, label: sql`min(m.source)` },
  language: { id: sql`m.language`, label: sql`min(m.language)` },
};
