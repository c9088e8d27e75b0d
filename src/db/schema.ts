/**
 * The tables. Lifecycle of a posting (`postings.state`):
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
  bigint,
  boolean,
  check,
  customType,
  doublePrecision,
  foreignKey,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Evidence } from '../domain/verdict.js';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });
const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

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
    // No index for `--company` and `--text`: both mean "contains", which only trigrams (an extension that a given
    // server may not have) could serve, and a tsvector over the text made the bulk insert 4-5 times slower.
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

/** Turns at the hosts that sources are fetched from, shared by all workers: one row for each request a host may have. */
export const hostTurns = pgTable(
  'host_turns',
  {
    host: text('host').notNull(),
    slot: smallint('slot').notNull(),
    /** When the next request may begin. While one is under way: when its holder counts as lost. */
    freeAt: instant('free_at').notNull().defaultNow(),
    /** Who has the turn, to be renewed and ended by nobody else. */
    holder: uuid('holder'),
  },
  (t) => [primaryKey({ columns: [t.host, t.slot] })],
);

/** What servers said of the versions that were read whole: an unchanged board costs one 304. */
export const httpValidators = pgTable('http_validators', {
  /** The address, and how it was read (another `--map` is another reading). */
  key: text('key').primaryKey(),
  etag: text('etag'),
  lastModified: text('last_modified'),
  seenAt: instant('seen_at').notNull().defaultNow(),
});
