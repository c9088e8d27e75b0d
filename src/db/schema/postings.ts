/**
 * Postings, where they are listed, and their copies. Lifecycle of a posting (`postings.state`):
 *
 *   pending ──▶ classified        a classify worker, in the transaction that writes the verdict
 *   pending ──▶ failed            the classify worker when the last attempt failed (a dead letter tells why)
 *   classified, failed ──▶ pending   ingest when the content hash changed; `retry`; `reclassify`
 *
 * A crash leaves a posting `pending`, never in between: the verdict and the state are written together.
 * `queued_at` says when its id was last handed to the queue; the sweep queues `pending` ones whose hand-over
 * is missing or older than a job can live.
 */
import { sql } from 'drizzle-orm';
import {
  check,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.js';
import { runs, sources } from './runs.js';

export const postings = pgTable(
  'postings',
  {
    id: text('id').primaryKey(),
    source: text('source').notNull(),
    /** Where it was last seen; of several places in one run, the first. */
    sourceRef: integer('source_ref')
      .notNull()
      .references(() => sources.id),
    /** The source's own id of the posting. */
    sourceId: text('source_id'),
    url: text('url'),
    title: text('title').notNull(),
    company: text('company'),
    locationRaw: text('location_raw'),
    country: text('country'),
    region: text('region'),
    city: text('city'),
    remote: text('remote'),
    description: text('description').notNull(),
    /** As the source gave it; null where `description` is the same. */
    descriptionRaw: text('description_raw'),
    employmentType: text('employment_type'),
    salaryMin: doublePrecision('salary_min'),
    salaryMax: doublePrecision('salary_max'),
    salaryCurrency: text('salary_currency'),
    salaryPeriod: text('salary_period'),
    postedAt: instant('posted_at'),
    validThrough: instant('valid_through'),
    language: text('language'),
    contentHash: text('content_hash').notNull(),
    state: text('state').notNull().default('pending'),
    queuedAt: instant('queued_at'),
    firstSeen: instant('first_seen').notNull().defaultNow(),
    lastSeen: instant('last_seen').notNull().defaultNow(),
    firstRunId: uuid('first_run_id')
      .notNull()
      .references(() => runs.id),
    /** The run that stored the present text: its progress counts this posting. */
    runId: uuid('run_id')
      .notNull()
      .references(() => runs.id),
    /** The run that saw it last. */
    lastRunId: uuid('last_run_id')
      .notNull()
      .references(() => runs.id),
    /** Which start of the ingest job saw it last: tells a retried job from a posting that stands in a source twice. */
    lastAttempt: smallint('last_attempt').notNull().default(1),
    /** What the last sighting meant. The upsert sets it under the row's lock and hands it back with RETURNING. */
    lastOutcome: text('last_outcome').notNull().default('added'),
  },
  (t) => [
    check('postings_state', sql`${t.state} in ('pending', 'classified', 'failed')`),
    check('postings_remote', sql`${t.remote} in ('remote', 'hybrid', 'onsite')`),
    check('postings_outcome', sql`${t.lastOutcome} in ('added', 'changed', 'unchanged', 'repeated')`),
    // The sweep reads only what is still to do, in pages by id: small however large the table is.
    index('postings_pending')
      .on(t.id)
      .where(sql`${t.state} = 'pending'`),
    // Progress of a run, polled several times a second: answered from the index alone.
    index('postings_run_state').on(t.runId, t.state),
    // Order of `query`, read backwards: newest first, id as the tie-break that keyset paging needs. (Declared
    // descending, drizzle adds NULLS LAST, and the planner does not use it for a plain ORDER BY ... DESC.)
    index('postings_first_seen').on(t.firstSeen, t.id),
    // No index for `--company`, which means "contains": fact_companies has each name once.
  ],
);

/**
 * Which source lists which posting. A posting is open while one of its sources lists it, and closed when all have
 * closed it.
 *
 * All times are those at which a read of the source began, by the server's clock, so that the order in which two
 * reads at once store what they saw does not matter: the later reading is right.
 */
export const postingSources = pgTable(
  'posting_sources',
  {
    postingId: text('posting_id')
      .notNull()
      .references(() => postings.id, { onDelete: 'cascade' }),
    sourceId: integer('source_id')
      .notNull()
      .references(() => sources.id),
    firstSeen: instant('first_seen').notNull(),
    lastSeen: instant('last_seen').notNull(),
    /** The first complete read without it since it was last seen; null while it is listed. */
    closedAt: instant('closed_at'),
    /** The run that found it back last: counted from here, so that a retried job counts the same. */
    reopenedRunId: uuid('reopened_run_id'),
  },
  (t) => [
    primaryKey({ columns: [t.postingId, t.sourceId] }),
    // Closing what a read did not list. Without `last_seen`: every sighting moves that, and would move the index too.
    index('posting_sources_open')
      .on(t.sourceId)
      .where(sql`${t.closedAt} is null`),
    index('posting_sources_reopened')
      .on(t.reopenedRunId, t.sourceId)
      .where(sql`${t.reopenedRunId} is not null`),
  ],
);

/** What tells copies of a posting (src/domain/copies), and which posting each is a copy of. */
export const postingCopies = pgTable(
  'posting_copies',
  {
    postingId: text('posting_id')
      .primaryKey()
      .references(() => postings.id, { onDelete: 'cascade' }),
    /** md5 of the normalized company and title: only postings with the same key are compared. */
    key: uuid('key').notNull(),
    /** MinHash of the text; null where it is too short to be compared. */
    signature: bytes('signature'),
    /**
     * The posting it is a copy of; null for a posting that is none. No foreign key: checking it would wait for whoever
     * classifies that posting, who may wait for us.
     */
    canonicalId: text('canonical_id'),
  },
  (t) => [
    index('posting_copies_key').on(t.key),
    index('posting_copies_canonical')
      .on(t.canonicalId)
      .where(sql`${t.canonicalId} is not null`),
  ],
);
