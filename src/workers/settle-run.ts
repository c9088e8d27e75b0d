import type { Database } from '../db/database.js';
import { finishRun } from '../db/runs.js';
import { readRunState, type RunProgress, type RunState } from '../db/run-progress.js';

export interface RunOutcome {
  /** `interrupted`: the watcher stopped watching; the run goes on wherever workers are. */
  status: 'done' | 'partial' | 'failed' | 'interrupted';
  progress: RunProgress;
}

/** True when every source is at its end and every posting has its verdict, or failed. */
export function isSettled({ progress }: RunState): boolean {
  return progress.sourcesDone >= progress.sourcesTotal && progress.pending === 0;
}

/** Writes the end of a settled run into its row. Doing it twice, from two processes, gives the same. */
export async function settleRun(d: Database, runId: string): Promise<RunOutcome> {
  const state = await readRunState(d, runId, { exact: true });
  const status = statusOf(state);
  await finishRun(d, runId, { status });
  return { status, progress: state.progress };
}

/** `failed`: no source gave anything. `partial`: something was lost, be it one record. */
function statusOf({
  progress,
  failedSources,
  partialSources,
  looseIssues,
}: RunState): 'done' | 'partial' | 'failed' {
  if (failedSources === progress.sourcesTotal && failedSources + looseIssues > 0) return 'failed';
  return failedSources + partialSources + looseIssues + progress.failed > 0 ? 'partial' : 'done';
}
