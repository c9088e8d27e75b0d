import type { InputIssue } from '../domain/errors.js';
import type { Database } from './database.js';

export type SourceStatus = 'queued' | 'running' | 'done' | 'partial' | 'failed';

export interface SourceCounts {
  found: number;
  added: number;
  changed: number;
  unchanged: number;
  repeated: number;
  skipped: number;
  bytes: number;
  /** Size of the source where it is known by now. */
  totalBytes?: number | null;
}

export interface RunSourceDetail {
  sourceId: number;
  locator: string;
  kind: 'file' | 'url' | 'stdin';
  adapter: string | null;
  status: SourceStatus;
  attempts: number;
  found: number;
  added: number;
  changed: number;
  unchanged: number;
  repeated: number;
  skipped: number;
  /** All issues, also those above the cap that were not stored. */
  issues: number;
  bytes: number;
  totalBytes: number | null;
  startedAt: string | null;
  finishedAt: string | null;
}

export async function addRunSource(
  d: Database,
  runId: string,
  source: { locator: string; kind: 'file' | 'url' | 'stdin' },
): Promise<number> {
  throw new Error('not written yet');
}
export async function startRunSource(
  d: Database,
  runId: string,
  sourceId: number,
  attempt: number,
  totalBytes: number | null,
): Promise<void> {
  throw new Error('not written yet');
}
export async function saveRunSource(
  d: Database,
  runId: string,
  sourceId: number,
  counts: SourceCounts & { status?: SourceStatus; adapter?: string },
): Promise<void> {
  throw new Error('not written yet');
}
export async function listRunSources(d: Database, runId: string): Promise<RunSourceDetail[]> {
  throw new Error('not written yet');
}
export async function addIssues(
  d: Database,
  runId: string,
  sourceId: number | null,
  issues: readonly InputIssue[],
): Promise<void> {
  throw new Error('not written yet');
}
export async function clearIssues(d: Database, runId: string, sourceId: number | null): Promise<void> {
  throw new Error('not written yet');
}
