import { sql } from 'drizzle-orm';
import type { Database } from './database.js';

/** How far a run is. `classified` counts postings, whoever classified them. */
export interface RunProgress {
  sourcesDone: number;
  sourcesTotal: number;
  bytes: number;
  /** Sum over the sources; null while the size of one that was started is unknown. */
  totalBytes: number | null;
  found: number;
  added: number;
  changed: number;
  unchanged: number;
  repeated: number;
  skipped: number;
  pending: number;
  classified: number;
  failed: number;
}

type SourceSums = {
  total: number;
  done: number;
  failed: number;
  partial: number;
  bytes: string;
  total_bytes: string | null;
  found: number;
  added: number;
  changed: number;
  unchanged: number;
  repeated: number;
  skipped: number;
  loose: number;
  pending: number;
  failed_postings: number;
};

/** State of a run: its progress, and what its end depends on. */
export interface RunState {
  progress: RunProgress;
  failedSources: number;
  partialSources: number;
  /** Faults that belong to no source: an argument that was no usable source. */
  looseIssues: number;
}

/**
 * Everything a progress bar and the end of a run need. What is pending or failed is read from an index of little
 * more than those, so it may be asked four times a second; counting what is classified reads every posting of the
 * run, so until `exact` is asked for it is what was stored less what is not done.
 */
export async function readRunState(
  d: Database,
  runId: string,
  options: { exact: boolean },
): Promise<RunState> {
  const [sums] = await d.orm.execute<SourceSums>(sql`
    select count(*)::int as total,
      count(*) filter (where status in ('done', 'partial', 'failed'))::int as done,
      count(*) filter (where status = 'failed')::int as failed,
      count(*) filter (where status = 'partial')::int as partial,
      coalesce(sum(bytes), 0)::text as bytes,
      case when bool_and(total_bytes is not null or status = 'queued') then sum(total_bytes)::text end as total_bytes,
      coalesce(sum(found), 0)::int as found,
      coalesce(sum(added), 0)::int as added,
      coalesce(sum(changed), 0)::int as changed,
      coalesce(sum(unchanged), 0)::int as unchanged,
      coalesce(sum(repeated), 0)::int as repeated,
      coalesce(sum(skipped), 0)::int as skipped,
      (select count(*)::int from run_issues where run_id = ${runId} and source_id is null) as loose,
      (select count(*)::int from postings where run_id = ${runId} and state = 'pending') as pending,
      (select count(*)::int from postings where run_id = ${runId} and state = 'failed') as failed_postings
    from run_sources where run_id = ${runId}`);
  if (sums === undefined) throw new Error('an aggregate returned no row');
  const stored = sums.added + sums.changed;
  const classified = options.exact
    ? await countClassified(d, runId)
    : Math.max(0, stored - sums.pending - sums.failed_postings);
  return {
    progress: {
      sourcesDone: sums.done,
      sourcesTotal: sums.total,
      bytes: Number(sums.bytes),
      totalBytes: sums.total_bytes === null ? null : Number(sums.total_bytes),
      found: sums.found,
      added: sums.added,
      changed: sums.changed,
      unchanged: sums.unchanged,
      repeated: sums.repeated,
      skipped: sums.skipped,
      pending: sums.pending,
      classified,
      failed: sums.failed_postings,
    },
    failedSources: sums.failed,
    partialSources: sums.partial,
    looseIssues: sums.loose,
  };
}

async function countClassified(d: Database, runId: string): Promise<number> {
  const [row] = await d.orm.execute<{ n: number }>(
    sql`select count(*)::int as n from postings where run_id = ${runId} and state = 'classified'`,
  );
  return row?.n ?? 0;
}

/**
 * Running runs with nothing left to do: every source at its end and no posting pending. What is found was left
 * by a watcher that went away, or never had one (`ingest` without `--wait`).
 */
export async function findSettledRuns(d: Database): Promise<string[]> {
  const rows = await d.orm.execute<{ id: string }>(sql`
    select r.id from runs r where r.status = 'running'
      and exists (select from run_sources s where s.run_id = r.id)
      and not exists (select from run_sources s where s.run_id = r.id and s.status in ('queued', 'running'))
      and not exists (select from postings p where p.run_id = r.id and p.state = 'pending')`);
  return rows.map((row) => row.id);
}

/** Puts runs back to `running`, since failed work of theirs is being done again. */
export async function reopenRuns(d: Database, runIds: readonly string[]): Promise<void> {
  if (runIds.length === 0) return;
  await d.orm.execute(sql`
    update runs set status = 'running', finished_at = null, error = null where id in ${runIds}`);
}

/** Postings without a verdict: how many, and since when the oldest waits (ISO 8601, UTC). */
export async function readBacklog(d: Database): Promise<{ pending: number; oldest: string | null }> {
  const [row] = await d.orm.execute<{ pending: number; oldest: string | null }>(sql`
    select count(*)::int as pending,
      to_char(min(last_seen) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as oldest
    from postings where state = 'pending'`);
  return row ?? { pending: 0, oldest: null };
}
