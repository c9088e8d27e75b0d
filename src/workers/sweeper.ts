import { messageOf } from '../domain/errors.js';
import { timingOf, type WorkerContext } from './context.js';
import { lostBefore, sweep, sweepPostings, sweepRuns } from './sweep.js';

/** Queues run dry several times a second while a slow source is read: one sweep answers for all of it. */
const SOON_MS = 200;

export interface Sweeper {
  /** Asks for a sweep in a moment, and for one more when what is lost can be told from what is on its way. */
  soon(): void;
  /** Ends the sweeping; resolves when the one under way is through. */
  stop(): Promise<void>;
}

/** Sweeps at once, then every minute, and when asked. One at a time; a failed one is logged and tried again. */
export function startSweeper(ctx: WorkerContext): Sweeper {
  const { sweepEveryMs, idleGraceMs } = timingOf(ctx);
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const timers = new Map<number, NodeJS.Timeout>();

  /** @param whole also look for lost sources: they are many, and an empty classify queue tells nothing about them. */
  async function attempt(whole: boolean): Promise<void> {
    if (stopped) return;
    try {
      const queuedBefore = await lostBefore(ctx, new Date());
      const queued = await (whole ? sweep : sweepPostings)(ctx, { queuedBefore });
      if (!whole) await sweepRuns(ctx);
      if (queued > 0) ctx.log.debug(`sweep queued ${queued} postings`);
    } catch (error) {
      ctx.log.warn(`sweep failed, the next one tries again: ${messageOf(error)}`);
    }
  }

  function run(whole: boolean): void {
    running = running.then(() => attempt(whole));
  }

  function once(ms: number): void {
    if (stopped || timers.has(ms)) return;
    const timer = setTimeout(() => {
      timers.delete(ms);
      run(false);
    }, ms);
    timers.set(ms, timer);
  }

  run(true);
  const every = setInterval(() => run(true), sweepEveryMs);
  return {
    soon: () => {
      once(SOON_MS);
      once(idleGraceMs + SOON_MS);
    },
    stop: async () => {
      stopped = true;
      clearInterval(every);
      for (const timer of timers.values()) clearTimeout(timer);
      await running;
    },
  };
}
