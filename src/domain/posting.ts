/**
 * Postings as they travel through the pipeline: raw (what a source said) and normalized (what is stored
 * and classified). Nothing here knows where a posting came from or where it will be kept.
 */

export const REMOTE_KINDS = ['remote', 'hybrid', 'onsite'] as const;
export type RemoteKind = (typeof REMOTE_KINDS)[number];

export const EMPLOYMENT_TYPES = ['full-time', 'part-time', 'contract', 'temporary', 'internship'] as const;
export type EmploymentType = (typeof EMPLOYMENT_TYPES)[number];

export const SALARY_PERIODS = ['year', 'month', 'week', 'day', 'hour'] as const;
export type SalaryPeriod = (typeof SALARY_PERIODS)[number];

/** Pay as stated: plain currency units (not thousands), `currency` an ISO 4217 code, `period` null where unsaid. */
export interface Salary {
  min: number | null;
  max: number | null;
  currency: string | null;
  period: SalaryPeriod | null;
}

/** A place, as far as it is known. `country` is an ISO 3166-1 alpha-2 code. */
export interface Place {
  country: string | null;
  region: string | null;
  city: string | null;
}

/**
 * What a source adapter hands over: the source's own words, nothing interpreted that the source did not
 * state in a field of its own. Every text may still be HTML, escaped, dirty or null.
 */
export interface RawPosting {
  /** Adapter that read it: `greenhouse`, `jsonld`, `csv` ... */
  source: string;
  /** What makes `sourceId` unique within the adapter (board token, site host); null for files. */
  scope: string | null;
  sourceId: string | null;
  url: string | null;
  title: string | null;
  description: string | null;
  /** `auto`: HTML if it contains tags or escaped tags, else text. */
  descriptionFormat: 'html' | 'text' | 'auto';
  company: string | null;
  /** Every location as written, first one first. */
  locations: string[];
  place: Place | null;
  remote: RemoteKind | null;
  /** As written ("Full-time", "FULL_TIME", "Contractor"); the normaliser maps it. */
  employmentType: string | null;
  salary: Salary | null;
  /** As written: ISO, epoch seconds or milliseconds, RFC 2822. */
  postedAt: string | number | null;
  validThrough: string | number | null;
  language: string | null;
  /** Where in the input it stood, for messages: `line 812`, `row 3`, `item 5`. */
  at: string;
}

/** A posting ready to be stored and classified: clean text, typed facts, a stable identity. */
export interface Posting {
  /** Stable: from source + the source's own id, else from the URL, else from the content. 24 hex digits. */
  id: string;
  source: string;
  sourceId: string | null;
  url: string | null;
  title: string;
  company: string | null;
  location: { raw: string | null; remote: RemoteKind | null } & Place;
  /** Readable text: paragraphs apart by an empty line, list items on lines of their own with `- `. */
  description: string;
  /** The description as the source gave it, where that differs from `description`. */
  descriptionRaw: string | null;
  employmentType: EmploymentType | null;
  salary: Salary | null;
  /** ISO 8601 in UTC. */
  postedAt: string | null;
  validThrough: string | null;
  /** ISO 639-1, as the source declares it. */
  language: string | null;
  /** sha-256 over everything that classification reads: another hash means classify again. 32 hex digits. */
  contentHash: string;
}
