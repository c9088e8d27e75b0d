import { setTimeout as pause } from 'node:timers/promises';
import { readRunState, type RunProgress } from '../db/run-progress.js';
import { timingOf, type QueueContext } from './context.js';
import { isSettled, settleRun, type RunOutcome } from './settle-run.js';

/**
 * Waits for a run to end, wherever its workers are: Postgres is asked, not the queue.
 * @param onProgress called with every look, four times a second, the last one included.
 * @param signal stops the watching, not the run.
 * @returns how the run ended; its row is finished by then.
 */
export async function watchRun(
  ctx: Pick<QueueContext, 'db' | 'timing'>,
  runId: string,
  options: { signal?: AbortSignal; onProgress?: (progress: RunProgress) => void } = {},
): Promise<RunOutcome> {
  const { signal, onProgress } = options;
  for (;;) {
    const state = await readRunState(ctx.db, runId, { exact: false });
    if (isSettled(state)) {
      const outcome = await settleRun(ctx.db, runId);
      onProgress?.(outcome.progress);
      return outcome;
    }
    onProgress?.(state.progress);
    if (signal?.aborted === true) return { status: 'interrupted', progress: state.progress };
    await interruptiblePause(timingOf(ctx).pollMs, signal);
  }
}

async function interruptiblePause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await pause(ms, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  }
}
