/** Who may ask a host, and when: a few requests at a time, and a rest behind each. */
import { setTimeout as pause } from 'node:timers/promises';
import { throwIfAborted } from '../input/byte-source.js';

/** One request's turn at a host. */
export interface Turn {
  /**
   * Ends it; call once, when the answer is read or given up.
   * @param restMs how long the host asked to be left alone (Retry-After), by all that share the gate.
   */
  end(restMs?: number): Promise<void>;
}

export interface HostGate {
  /**
   * Waits for a turn at the host.
   * @param delayMs rest behind it before the next turn; the gate's own where that is longer.
   * @throws RetryLaterError `cancelled` when the signal fires.
   */
  enter(host: string, delayMs: number, signal: AbortSignal): Promise<Turn>;
}

export interface GateLimits {
  /** Turns at the same time. */
  concurrency: number;
  delayMs: number;
}

/** Clock and waiting, replaced in tests. */
export interface Time {
  now(): number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export const REAL_TIME: Time = {
  now: () => performance.now(),
  // Aborted waits end; the caller looks at the signal.
  sleep: (ms, signal) => pause(ms, undefined, { signal }).catch(() => undefined),
};

/** A gate for this process alone: where there is no database that workers share. */
export function localGate(limits: GateLimits, time: Time = REAL_TIME): HostGate {
  const hosts = new Map<string, number[]>();
  return {
    async enter(host, delayMs, signal) {
      let slots = hosts.get(host);
      if (slots === undefined) hosts.set(host, (slots = Array<number>(limits.concurrency).fill(0)));
      const own = slots;
      for (;;) {
        throwIfAborted(signal);
        const slot = own.indexOf(Math.min(...own));
        const wait = (own[slot] ?? 0) - time.now();
        if (wait <= 0) {
          // Taken until its end: nobody else gets it, however long the answer takes.
          own[slot] = Number.POSITIVE_INFINITY;
          return {
            end: (restMs = 0) => {
              own[slot] = time.now() + Math.max(limits.delayMs, delayMs);
              if (restMs > 0) own.forEach((at, n) => (own[n] = Math.max(at, time.now() + restMs)));
              return Promise.resolve();
            },
          };
        }
        await time.sleep(Math.min(wait, LONGEST_NAP_MS), signal);
      }
    },
  };
}

/** How long a waiting request sleeps before it looks again. */
export const LONGEST_NAP_MS = 250;
