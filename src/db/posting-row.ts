/** A stored posting back as the domain's `Posting`. */
import { sql } from 'drizzle-orm';
import type { Posting } from '../domain/posting.js';
import { isoInstant } from './clean.js';

/** Columns of `postings p` that `toPosting` reads. */
export const POSTING_COLUMNS = sql.raw(
  [
    ...[
      'id',
      'source',
      'source_id',
      'url',
      'title',
      'company',
      'location_raw',
      'country',
      'region',
      'city',
      'remote',
    ],
    ...['description', 'description_raw', 'employment_type', 'salary_min', 'salary_max', 'salary_currency'],
    ...['salary_period', 'posted_at', 'valid_through', 'language', 'content_hash'],
  ]
    .map((column) => `p.${column}`)
    .join(', '),
);

export type PostingRow = {
  id: string;
  source: string;
  source_id: string | null;
  url: string | null;
  title: string;
  company: string | null;
  location_raw: string | null;
  country: string | null;
  region: string | null;
  city: string | null;
  remote: Posting['location']['remote'];
  description: string;
  description_raw: string | null;
  employment_type: Posting['employmentType'];
  posted_at: string | null;
  valid_through: string | null;
  language: string | null;
  content_hash: string;
} & SalaryColumns;

export type SalaryColumns = {
  salary_min: number | null;
  salary_max: number | null;
  salary_currency: string | null;
  salary_period: NonNullable<Posting['salary']>['period'];
};

export function toPosting(row: PostingRow): Posting {
  return {
    id: row.id,
    source: row.source,
    sourceId: row.source_id,
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
    description: row.description,
    descriptionRaw: row.description_raw,
    employmentType: row.employment_type,
    salary: toSalary(row),
    postedAt: isoInstant(row.posted_at),
    validThrough: isoInstant(row.valid_through),
    language: row.language,
    contentHash: row.content_hash,
  };
}

/** Null where no part of it is known: a salary with nothing in it is none. */
export function toSalary(row: SalaryColumns): Posting['salary'] {
  const salary = {
    min: row.salary_min,
    max: row.salary_max,
    currency: row.salary_currency,
    period: row.salary_period,
  };
  return Object.values(salary).every((part) => part === null) ? null : salary;
}
