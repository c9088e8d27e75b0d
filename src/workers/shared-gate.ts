/** Turns at hosts that hold across all workers on all machines: they are rows of the database. */
import { randomUUID } from 'node:crypto';
import { addTurns, endTurn, nextTurn, renewTurn, takeTurn } from '../db/host-turns.js';
import type { Database } from '../db/database.js';
import {
  LONGEST_NAP_MS,
  REAL_TIME,
  type GateLimits,
  type HostGate,
  type Time,
} from '../ingest/http/host-gate.js';
import { throwIfAborted } from '../ingest/input/byte-source.js';

/** A worker that died keeps a host from the others for so long. */
const LEASE_MS = 60_000;
const RENEW_EVERY_MS = LEASE_MS / 3;

export function sharedGate(db: Database, limits: GateLimits, time: Time = REAL_TIME): HostGate {
  const { concurrency } = limits;
  return {
    async enter(host, delayMs, signal) {
      const holder = randomUUID();
      for (;;) {
        throwIfAborted(signal);
        if ((await takeTurn(db, host, concurrency, holder, LEASE_MS)) !== null) break;
        const wait = await nextTurn(db, host, concurrency);
        if (wait === null) await addTurns(db, host, concurrency);
        else await time.sleep(Math.min(wait + 1, LONGEST_NAP_MS), signal);
      }
      const renewing = setInterval(() => {
        // A renewal that fails is tried again; the turn is only a courtesy, and no reason to lose the source.
        renewTurn(db, host, holder, LEASE_MS).catch(() => undefined);
      }, RENEW_EVERY_MS);
      renewing.unref();
      return {
        end: async (restMs = 0) => {
          clearInterval(renewing);
          await endTurn(db, host, holder, Math.max(limits.delayMs, delayMs), restMs);
        },
      };
    },
  };
}
