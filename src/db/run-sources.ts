import { sql } from 'drizzle-orm';
import { cleanText, isoInstant } from './clean.js';
import type { Database } from './database.js';

export type SourceKind = 'file' | 'url' | 'stdin';
export type SourceStatus = 'queued' | 'running' | 'done' | 'partial' | 'failed';

export interface SourceCounts {
  found: number;
  added: number;
  changed: number;
  unchanged: number;
  repeated: number;
  skipped: number;
  /** What was skipped, by error code; undefined leaves it as it is. */
  reasons?: Record<string, number>;
  bytes: number;
  /** Size of the source where it is known by now; undefined leaves it as it is. */
  totalBytes?: number | null;
}

export interface RunSourceDetail extends Required<SourceCounts> {
  sourceId: number;
  locator: string;
  kind: SourceKind;
  adapter: string | null;
  status: SourceStatus;
  attempts: number;
  /** Postings that this read found gone from the source, and found back. */
  closed: number;
  reopened: number;
  /** All issues of the last attempt, also those above the cap that were not kept. */
  issues: number;
  startedAt: string | null;
  finishedAt: string | null;
}

/** Makes a source known (or finds it) and part of the run. Returns `sources.id`. */
export async function addRunSource(
  d: Database,
  runId: string,
  source: { locator: string; kind: SourceKind },
): Promise<number> {
  const [row] = await d.orm.execute<{ id: number }>(sql`
    with known as (
      insert into sources (locator, kind) values (${cleanText(source.locator)}, ${source.kind})
      on conflict (locator) do update set last_seen = now(), kind = excluded.kind
      returning id
    ), part as (
      insert into run_sources (run_id, source_id) select ${runId}::uuid, id from known
      on conflict (run_id, source_id) do nothing
    )
    select id from known
  `);
  if (row === undefined) throw new Error('an upsert returned no row');
  return row.id;
}

/** Begins an attempt (from 1): counts and issues of the one before are forgotten. */
export async function startRunSource(
  d: Database,
  runId: string,
  sourceId: number,
  attempt: number,
  totalBytes: number | null,
): Promise<void> {
  await d.orm.execute(sql`
    with forgotten as (
      delete from run_issues where run_id = ${runId}::uuid and source_id = ${sourceId}::int
    )
    update run_sources set
      status = 'running', attempts = ${attempt}::int, total_bytes = ${totalBytes}::bigint, bytes = 0,
      found = 0, added = 0, changed = 0, unchanged = 0, repeated = 0, skipped = 0, issues = 0,
      reasons = '{}', closed = 0, reopened = 0,
      started_at = coalesce(started_at, now()), read_at = now(), finished_at = null
    where run_id = ${runId}::uuid and source_id = ${sourceId}::int
  `);
}

/** Sets what was counted so far; with a status that ends it (`done`, `partial`, `failed`) also the time. */
export async function saveRunSource(
  d: { orm: Pick<Database['orm'], 'execute'> },
  runId: string,
  sourceId: number,
  counts: SourceCounts & { status?: SourceStatus; adapter?: string },
): Promise<void> {
  const { status = null, adapter = null, totalBytes, reasons } = counts;
  const reasonsJson = reasons === undefined ? null : JSON.stringify(reasons);
  await d.orm.execute(sql`
    with named as (
      update sources set adapter = ${adapter}::text where id = ${sourceId}::int and ${adapter}::text is not null
    )
    update run_sources set
      status = coalesce(${status}::text, status),
      found = ${counts.found}::int, added = ${counts.added}::int, changed = ${counts.changed}::int,
      unchanged = ${counts.unchanged}::int, repeated = ${counts.repeated}::int, skipped = ${counts.skipped}::int,
      reasons = coalesce(${reasonsJson}::text::jsonb, reasons),
      bytes = ${counts.bytes}::bigint,
      total_bytes = case when ${totalBytes !== undefined}::bool then ${totalBytes ?? null}::bigint else total_bytes end,
      finished_at = case when ${status}::text in ('done', 'partial', 'failed') then now() else finished_at end
    where run_id = ${runId}::uuid and source_id = ${sourceId}::int
  `);
}

/** The sources of a run in the order they were made known. */
export async function listRunSources(d: Database, runId: string): Promise<RunSourceDetail[]> {
  const rows = await d.orm.execute<Row>(sql`
    select s.id, s.locator, s.kind, s.adapter, r.status, r.attempts, r.found, r.added, r.changed, r.unchanged,
      r.repeated, r.skipped, r.reasons, r.closed, r.reopened, r.issues, r.bytes::text, r.total_bytes::text, r.started_at, r.finished_at
    from run_sources r join sources s on s.id = r.source_id
    where r.run_id = ${runId}::uuid order by s.id
  `);
  return rows.map(({ id, bytes, total_bytes, started_at, finished_at, ...same }) => ({
    ...same,
    sourceId: id,
    bytes: Number(bytes),
    totalBytes: total_bytes === null ? null : Number(total_bytes),
    startedAt: isoInstant(started_at),
    finishedAt: isoInstant(finished_at),
  }));
}

type Row = Omit<RunSourceDetail, 'sourceId' | 'bytes' | 'totalBytes' | 'startedAt' | 'finishedAt'> & {
  id: number;
  bytes: string;
  total_bytes: string | null;
  started_at: string | null;
  finished_at: string | null;
};
