import { EXIT } from './exit-codes.js';
import type { Io } from './io.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export interface Interrupt {
  /** Aborted by the first Ctrl-C (or SIGTERM): finish the current batch, then stop. */
  signal: AbortSignal;
  dispose(): void;
}

/**
 * First signal: says so and aborts `signal`. Second: ends the process at once with exit code 130; whatever was
 * under way is still `pending` in Postgres and is picked up by the next worker.
 */
export function onInterrupt(io: Io): Interrupt {
  const controller = new AbortController();
  const listener = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    io.stderr.write('\nFinishing the current batch. Press Ctrl-C again to end at once.\n');
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, listener);
  return {
    signal: controller.signal,
    dispose: () => {
      for (const name of SIGNALS) process.off(name, listener);
    },
  };
}
