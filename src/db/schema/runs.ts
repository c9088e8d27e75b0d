/** What was asked to be read, how it went, and what failed for good. */
import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant } from './columns.js';

/** One call of `run`, `ingest` or `reclassify`: what was asked and how it went. */
export const runs = pgTable(
  'runs',
  {
    id: uuid('id').primaryKey(),
    command: text('command').notNull(),
    /** The arguments as given: sources, format, map. */
    request: jsonb('request').notNull(),
    mode: text('mode').notNull(),
    status: text('status').notNull().default('running'),
    taxonomy: text('taxonomy'),
    startedAt: instant('started_at').notNull().defaultNow(),
    finishedAt: instant('finished_at'),
    /** One line when status is `failed` or `cancelled`. */
    error: text('error'),
  },
  (t) => [
    check('runs_status', sql`${t.status} in ('running', 'done', 'partial', 'failed', 'cancelled')`),
    index('runs_started').on(t.startedAt),
  ],
);

/** A place postings come from, known across runs. */
export const sources = pgTable(
  'sources',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    /** Canonical locator: absolute path, URL without fragment, or `stdin`. */
    locator: text('locator').notNull(),
    kind: text('kind').notNull(),
    /** Adapter that read it last. */
    adapter: text('adapter'),
    firstSeen: instant('first_seen').notNull().defaultNow(),
    lastSeen: instant('last_seen').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('sources_locator').on(t.locator),
    check('sources_kind', sql`${t.kind} in ('file', 'url', 'stdin')`),
  ],
);

/** One source within one run: its counts. Set, not added to, so that a retried job does not count twice. */
export const runSources = pgTable(
  'run_sources',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    sourceId: integer('source_id')
      .notNull()
      .references(() => sources.id),
    status: text('status').notNull().default('queued'),
    attempts: integer('attempts').notNull().default(0),
    found: integer('found').notNull().default(0),
    added: integer('added').notNull().default(0),
    changed: integer('changed').notNull().default(0),
    unchanged: integer('unchanged').notNull().default(0),
    repeated: integer('repeated').notNull().default(0),
    skipped: integer('skipped').notNull().default(0),
    /** What was skipped, by error code: `{"invalid-json": 3}`. */
    reasons: jsonb('reasons').$type<Record<string, number>>().notNull().default({}),
    /** Listings that this read found gone, and found back: see `postingSources`. */
    closed: integer('closed').notNull().default(0),
    reopened: integer('reopened').notNull().default(0),
    /** Every issue of the present attempt, also those above the cap that `run_issues` does not hold. */
    issues: integer('issues').notNull().default(0),
    bytes: bigint('bytes', { mode: 'number' }).notNull().default(0),
    totalBytes: bigint('total_bytes', { mode: 'number' }),
    startedAt: instant('started_at'),
    /** When the present attempt began to read: what it lists was listed then. */
    readAt: instant('read_at'),
    finishedAt: instant('finished_at'),
    /** The queued job's data, to queue it again should the queue lose it; null for stdin. */
    job: jsonb('job'),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.sourceId] }),
    check('run_sources_status', sql`${t.status} in ('queued', 'running', 'done', 'partial', 'failed')`),
  ],
);

/** Faults in the input, with their place. Capped per source by the writer, counted in `run_sources.skipped`. */
export const runIssues = pgTable(
  'run_issues',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    runId: uuid('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    sourceId: integer('source_id').references(() => sources.id),
    source: text('source').notNull(),
    at: text('at'),
    code: text('code').notNull(),
    message: text('message').notNull(),
  },
  // The source is part of it for the writer: it counts what is stored of one source before it adds more.
  (t) => [index('run_issues_run').on(t.runId, t.sourceId)],
);

/** Work that failed for good, with the reason and what is needed to do it again. */
export const deadLetters = pgTable(
  'dead_letters',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    queue: text('queue').notNull(),
    payload: jsonb('payload').notNull(),
    runId: uuid('run_id').references(() => runs.id, { onDelete: 'set null' }),
    code: text('code').notNull(),
    reason: text('reason').notNull(),
    attempts: integer('attempts').notNull(),
    failedAt: instant('failed_at').notNull().defaultNow(),
    retriedAt: instant('retried_at'),
  },
  (t) => [
    check('dead_letters_queue', sql`${t.queue} in ('ingest', 'classify')`),
    index('dead_letters_open')
      .on(t.failedAt)
      .where(sql`${t.retriedAt} is null`),
  ],
);
