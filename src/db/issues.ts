import { sql } from 'drizzle-orm';
import type { InputIssue } from '../domain/errors.js';
import { cleanJson } from './clean.js';
import type { Database } from './database.js';

/** A file of ten million broken lines must not fill the table: this many are kept per source, the rest is counted. */
export const ISSUES_KEPT = 1000;

/**
 * Adds faults of one source of a run; `sourceId` null: of an argument that was no source. Counts them all in
 * `run_sources.issues`, keeps the first 1,000.
 */
export async function addIssues(
  d: Database,
  runId: string,
  sourceId: number | null,
  issues: readonly InputIssue[],
): Promise<void> {
  if (issues.length === 0) return;
  await d.orm.execute(sql`
    with counted as (
      update run_sources set issues = issues + ${issues.length}::int
      where run_id = ${runId}::uuid and source_id = ${sourceId}::int
    )
    insert into run_issues (run_id, source_id, source, at, code, message)
    select ${runId}::uuid, ${sourceId}::int, source, at, code, message
    from json_to_recordset(${cleanJson(issues.slice(0, ISSUES_KEPT))}::json)
      as incoming (source text, at text, code text, message text)
    limit greatest(0, ${ISSUES_KEPT}::int - (
      select count(*) from run_issues
      where run_id = ${runId}::uuid
        and (source_id = ${sourceId}::int or (${sourceId}::int is null and source_id is null))
    ))
  `);
}

/** The kept issues of a run, source by source, in the order they were met. */
export async function listIssues(d: Database, runId: string): Promise<InputIssue[]> {
  const rows = await d.orm.execute<InputIssue & Record<string, unknown>>(sql`
    select source, at, code, message from run_issues where run_id = ${runId}::uuid
    order by source_id nulls first, id
  `);
  return rows.map(({ source, at, code, message }) => ({ source, at, code, message }));
}
