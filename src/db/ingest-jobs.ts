import { sql } from 'drizzle-orm';
import type { Database } from './database.js';

/**
 * Keeps a job's data with the source it reads, before it is queued, and marks the source as waiting for it. Also
 * for a source that failed and is queued again.
 */
export async function saveIngestJob(
  d: Database,
  runId: string,
  sourceId: number,
  job: object,
): Promise<void> {
  await d.orm.execute(sql`
    update run_sources set job = ${JSON.stringify(job)}::text::jsonb, status = 'queued', finished_at = null
    where run_id = ${runId} and source_id = ${sourceId}`);
}

/** Data of jobs whose source has not come to an end in a run that is still open: they must be in the queue. */
export async function findUnfinishedIngestJobs(d: Database): Promise<unknown[]> {
  const rows = await d.orm.execute<{ job: unknown }>(sql`
    select s.job from run_sources s join runs r on r.id = s.run_id
    where r.status = 'running' and s.status in ('queued', 'running') and s.job is not null
    order by r.started_at, s.source_id`);
  return rows.map((row) => row.job);
}

/**
 * Takes a source for a new attempt and returns the attempt's number, from 1 on; null when the source is at its end already
 * (a job queued twice is not done twice). The number also tells a worker that was taken for dead from the one
 * that took its job over.
 */
export async function claimSource(d: Database, runId: string, sourceId: number): Promise<number | null> {
  const rows = await d.orm.execute<{ attempts: number }>(sql`
    update run_sources set attempts = attempts + 1, status = 'running'
    where run_id = ${runId} and source_id = ${sourceId} and status in ('queued', 'running')
    returning attempts`);
  return rows[0]?.attempts ?? null;
}

/** False when a later attempt has begun: what the caller counts must not be saved any more. */
export async function isCurrentAttempt(
  d: Database,
  runId: string,
  sourceId: number,
  attempt: number,
): Promise<boolean> {
  const rows = await d.orm.execute(sql`
    select from run_sources where run_id = ${runId} and source_id = ${sourceId} and attempts = ${attempt}`);
  return rows.length > 0;
}

/**
 * Ends a source that cannot be read (further): `partial` where postings of it were stored before, else `failed`.
 * Its counts stay. A source that is at its end already is left alone.
 */
export async function failSource(d: Database, runId: string, sourceId: number): Promise<void> {
  await d.orm.execute(sql`
    update run_sources set status = case when found > 0 then 'partial' else 'failed' end, finished_at = now()
    where run_id = ${runId} and source_id = ${sourceId} and status in ('queued', 'running')`);
}
