import type { InputIssue } from '../domain/errors.js';
import type { Database } from './database.js';
import type { RunSourceDetail } from './run-sources.js';

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
  request: unknown;
  sources: RunSourceDetail[];
  /** At most 1,000 per source; `counts.issues` has the true number. */
  issues: InputIssue[];
}

export async function createRun(
  d: Database,
  run: { command: string; request: unknown; mode: string; taxonomy: string | null },
): Promise<string> {
  throw new Error('not written yet');
}
export async function finishRun(
  d: Database,
  runId: string,
  end: { status: Exclude<RunStatus, 'running'>; error?: string | null },
): Promise<void> {
  throw new Error('not written yet');
}
export async function listRuns(d: Database, options: { limit: number }): Promise<RunSummary[]> {
  throw new Error('not written yet');
}
/** @throws UsageError when the prefix fits more than one run. */
export async function getRun(d: Database, idOrPrefix: string): Promise<RunDetail | null> {
  throw new Error('not written yet');
}
