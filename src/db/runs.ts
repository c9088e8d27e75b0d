import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { type InputIssue, UsageError } from '../domain/errors.js';
import { cleanJson, cleanText, isoInstant } from './clean.js';
import type { Database } from './database.js';
import { listIssues } from './issues.js';
import { listRunSources, type RunSourceDetail } from './run-sources.js';

export type RunStatus = 'running' | 'done' | 'partial' | 'failed' | 'cancelled';

/** Sums over the sources of a run, and what became of the postings whose present text it stored. */
export interface RunCounts {
  sources: number;
  found: number;
  added: number;
  changed: number;
  unchanged: number;
  repeated: number;
  skipped: number;
  closed: number;
  reopened: number;
  issues: number;
  classified: number;
  pending: number;
  failed: number;
}

export interface RunSummary {
  id: string;
  command: string;
  mode: string;
  status: RunStatus;
  taxonomy: string | null;
  /** ISO 8601, UTC. */
  startedAt: string;
  finishedAt: string | null;
  error: string | null;
  counts: RunCounts;
}

export interface RunDetail extends RunSummary {
  /** The arguments as given. */
  request: unknown;
  sources: RunSourceDetail[];
  /** At most 1,000 per source; `counts.issues` has the true number. */
  issues: InputIssue[];
}

/** Opens a run and returns its id. */
export async function createRun(
  d: Database,
  run: { command: string; request: unknown; mode: string; taxonomy: string | null },
): Promise<string> {
  const id = randomUUID();
  await d.orm.execute(sql`
    insert into runs (id, command, request, mode, taxonomy)
    values (${id}, ${run.command}, ${cleanJson(run.request)}::text::jsonb, ${run.mode}, ${run.taxonomy})
  `);
  return id;
}

/** Ends a run, or says anew how it ended. */
export async function finishRun(
  d: Database,
  runId: string,
  end: { status: Exclude<RunStatus, 'running'>; error?: string | null },
): Promise<void> {
  const error = end.error === undefined || end.error === null ? null : cleanText(end.error);
  await d.orm.execute(
    sql`update runs set status = ${end.status}, error = ${error}, finished_at = now() where id = ${runId}`,
  );
}

/** The latest runs, newest first. */
export async function listRuns(d: Database, options: { limit: number }): Promise<RunSummary[]> {
  const rows = await selectRuns(d, sql`order by r.started_at desc, r.id limit ${options.limit}`);
  return rows.map(toSummary);
}

/**
 * A run with its sources and issues, by its id or the beginning of it; null when there is none.
 * @throws UsageError when the beginning fits several runs.
 */
export async function getRun(d: Database, idOrPrefix: string): Promise<RunDetail | null> {
  const prefix = idOrPrefix.trim().toLowerCase();
  if (!/^[0-9a-f-]{1,36}$/.test(prefix)) return null;
  const [row, other] = await selectRuns(
    d,
    sql`where r.id::text like ${`${prefix}%`} order by r.started_at desc limit 2`,
  );
  if (row === undefined) return null;
  if (other !== undefined) {
    throw new UsageError(
      `"${prefix}" is the beginning of several run ids (${row.id}, ${other.id} ...): give more of it`,
    );
  }
  const [sources, issues] = await Promise.all([listRunSources(d, row.id), listIssues(d, row.id)]);
  return { ...toSummary(row), request: row.request, sources, issues };
}

/** How a run stands, by its whole id; null when there is none. Cheap enough to be asked every second. */
export async function readRunStatus(d: Database, id: string): Promise<RunStatus | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  const [row] = await d.orm.execute<{ status: RunStatus }>(
    sql`select status from runs where id = ${id}::uuid`,
  );
  return row?.status ?? null;
}

type RunRow = {
  id: string;
  command: string;
  request: unknown;
  mode: string;
  status: RunStatus;
  taxonomy: string | null;
  started_at: string;
  finished_at: string | null;
  error: string | null;
} & { [K in keyof RunCounts]: number };

async function selectRuns(d: Database, which: ReturnType<typeof sql>): Promise<RunRow[]> {
  return d.orm.execute<RunRow>(sql`
    with r as (select * from runs r ${which})
    select r.id, r.command, r.request, r.mode, r.status, r.taxonomy, r.started_at, r.finished_at, r.error,
      s.*, i.loose + s.issues as issues, p.*
    from r
    cross join lateral (
      select count(*)::int as sources, coalesce(sum(found), 0)::int as found, coalesce(sum(added), 0)::int as added,
        coalesce(sum(changed), 0)::int as changed, coalesce(sum(unchanged), 0)::int as unchanged,
        coalesce(sum(repeated), 0)::int as repeated, coalesce(sum(skipped), 0)::int as skipped,
        coalesce(sum(closed), 0)::int as closed, coalesce(sum(reopened), 0)::int as reopened,
        coalesce(sum(issues), 0)::int as issues
      from run_sources where run_id = r.id
    ) s
    cross join lateral (
      select count(*)::int as loose from run_issues where run_id = r.id and source_id is null
    ) i
    cross join lateral (
      select count(*) filter (where state = 'classified')::int as classified,
        count(*) filter (where state = 'pending')::int as pending,
        count(*) filter (where state = 'failed')::int as failed
      from postings where run_id = r.id
    ) p
    order by r.started_at desc, r.id
  `);
}

function toSummary(row: RunRow): RunSummary {
  const {
    request: _request,
    started_at,
    finished_at,
    id,
    command,
    mode,
    status,
    taxonomy,
    error,
    ...counts
  } = row;
  return {
    id,
    command,
    mode,
    status,
    taxonomy,
    startedAt: isoInstant(started_at),
    finishedAt: isoInstant(finished_at),
    error,
    counts,
  };
}
