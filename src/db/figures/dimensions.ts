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
  /** How the row calls it. */
  label: SQL;
}

const plain = (column: SQL): Columns => ({ id: column, label: column });

/** Spellings of a company that differ in case only are one; its label is the commonest of them. */
export const COLUMNS: Readonly<Record<Dimension, Columns>> = {
  role: { id: sql`m.role`, label: sql`m.role_label` },
  family: plain(sql`m.family`),
  level: { id: sql`m.level`, label: sql`m.level_label` },
  band: plain(sql`m.band`),
  company: { id: sql`lower(m.company)`, label: sql`m.company` },
  country: plain(sql`m.country`),
  remote: plain(sql`m.remote`),
  employment: plain(sql`m.employment_type`),
  source: plain(sql`m.source`),
  language: plain(sql`m.language`),
};
