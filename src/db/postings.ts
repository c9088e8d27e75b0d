import { sql } from 'drizzle-orm';
import type { Posting } from '../domain/posting.js';
import { cleanInstant, cleanJson, cleanNumber } from './clean.js';
import type { Database } from './database.js';
import { listedAgain, readingOf } from './listings.js';

export interface UpsertBatch {
  runId: string;
  /** `sources.id`. */
  sourceRef: number;
  /**
   * Which start of the ingest job this is, from 1. The same posting again in the same attempt is `repeated`; in a
   * later attempt it counts as it did in the first.
   */
  attempt: number;
  postings: readonly Posting[];
}

export interface UpsertOutcome {
  added: number;
  changed: number;
  unchanged: number;
  repeated: number;
  /** Ids of this batch that are pending now, whoever made them so: to be queued. */
  toClassify: string[];
}

type Outcome = 'added' | 'changed' | 'unchanged' | 'repeated';

/**
 * Stores a batch in one statement and says what became of each posting. Idempotent: a retried job reports what its
 * first attempt reported.
 *
 *   added       its row was made in this run
 *   changed     known, but its text (content hash) was another one before this run: pending again
 *   unchanged   known, same text: only the time, run and source of the last sighting move
 *   repeated    seen in this run before: earlier in the batch or attempt, or in another source. Another text wins
 *
 * The batch goes as one JSON parameter: the statement's text stays the same however many rows there are, and
 * building and parsing it costs less than thousands of parameters would (bench/ has the rate).
 */
export async function upsertPostings(d: Database, batch: UpsertBatch): Promise<UpsertOutcome> {
  const byId = new Map(batch.postings.map((posting) => [posting.id, posting]));
  const outcome: UpsertOutcome = {
    added: 0,
    changed: 0,
    unchanged: 0,
    repeated: batch.postings.length - byId.size,
    toClassify: [],
  };
  if (byId.size === 0) return outcome;
  const rows = await d.orm.execute<{ id: string; state: string; last_outcome: Outcome }>(sql`
    with stored as (
    insert into postings (
      id, source, source_ref, source_id, url, title, company, location_raw, country, region, city, remote,
      description, description_raw, employment_type, salary_min, salary_max, salary_currency, salary_period,
      posted_at, valid_through, language, content_hash, first_run_id, run_id, last_run_id, last_attempt
    )
    select id, source, ${batch.sourceRef}::int, source_id, url, title, company, location_raw, country, region, city,
      remote, description, description_raw, employment_type, salary_min, salary_max, salary_currency, salary_period,
      posted_at, valid_through, language, content_hash,
      ${batch.runId}::uuid, ${batch.runId}::uuid, ${batch.runId}::uuid, ${batch.attempt}::smallint
    from json_to_recordset(${cleanJson([...byId.values()].map(toRow))}::json) as incoming (
      id text, source text, source_id text, url text, title text, company text, location_raw text, country text,
      region text, city text, remote text, description text, description_raw text, employment_type text,
      salary_min float8, salary_max float8, salary_currency text, salary_period text, posted_at timestamptz,
      valid_through timestamptz, language text, content_hash text
    )
    -- Always in the same order: two batches with postings in common wait for each other instead of deadlocking.
    order by id
    on conflict (id) do update set ${TEXT}, ${SIGHTING}
    returning id, state, last_outcome
    ), listed as (
      insert into posting_sources (posting_id, source_id, first_seen, last_seen)
      select s.id, ${batch.sourceRef}::int, r.at, r.at
      from stored s cross join (${readingOf({ ...batch, sourceId: batch.sourceRef })}) r
      on conflict (posting_id, source_id) do update set ${listedAgain(batch.runId)}
    )
    select * from stored
  `);
  for (const row of rows) {
    outcome[row.last_outcome] += 1;
    if (row.state === 'pending') outcome.toClassify.push(row.id);
  }
  return outcome;
}

/** Columns that belong to the text: replaced together, when the content hash is another one. */
const CONTENT = [
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
  'description',
  'description_raw',
  'employment_type',
  'salary_min',
  'salary_max',
  'salary_currency',
  'salary_period',
  'posted_at',
  'valid_through',
  'language',
  'content_hash',
  'run_id',
];

/** Right-hand sides read the row as it was, locked: the outcome is exact under any concurrency. */
const SEEN = 'postings.last_run_id = excluded.last_run_id';
const SAME_SOURCE = 'postings.source_ref = excluded.source_ref';
/** A board whose detail could not be read this time gives the list's words alone: they replace no whole text. */
const OTHER_TEXT =
  "(postings.content_hash <> excluded.content_hash and (excluded.description <> '' or postings.description = ''))";
/** What any sighting moves: the last one, and what it meant. */
export const SIGHTING = sql.raw(
  [
    `last_outcome = case
       when ${SEEN} and not (${SAME_SOURCE} and postings.last_attempt < excluded.last_attempt) then 'repeated'
       when ${SEEN} and postings.first_run_id = excluded.last_run_id then 'added'
       when ${SEEN} and postings.run_id = excluded.last_run_id then 'changed'
       when ${OTHER_TEXT} then 'changed'
       else 'unchanged' end`,
    `source_ref = case when ${SEEN} then postings.source_ref else excluded.source_ref end`,
    `last_attempt = case when ${SEEN} and not ${SAME_SOURCE} then postings.last_attempt else excluded.last_attempt end`,
    'last_seen = now()',
    'last_run_id = excluded.last_run_id',
  ].join(',\n      '),
);
const TEXT = sql.raw(
  [
    ...CONTENT.map((c) => `${c} = case when ${OTHER_TEXT} then excluded.${c} else postings.${c} end`),
    `state = case when ${OTHER_TEXT} then 'pending' else postings.state end`,
    `queued_at = case when ${OTHER_TEXT} then null else postings.queued_at end`,
  ].join(',\n      '),
);

function toRow(p: Posting): Record<string, string | number | null> {
  return {
    id: p.id,
    source: p.source,
    source_id: p.sourceId,
    url: p.url,
    title: p.title,
    company: p.company,
    location_raw: p.location.raw,
    country: p.location.country,
    region: p.location.region,
    city: p.location.city,
    remote: p.location.remote,
    description: p.description,
    description_raw: p.descriptionRaw,
    employment_type: p.employmentType,
    salary_min: cleanNumber(p.salary?.min ?? null),
    salary_max: cleanNumber(p.salary?.max ?? null),
    salary_currency: p.salary?.currency ?? null,
    salary_period: p.salary?.period ?? null,
    posted_at: cleanInstant(p.postedAt),
    valid_through: cleanInstant(p.validThrough),
    language: p.language,
    content_hash: p.contentHash,
  };
}
