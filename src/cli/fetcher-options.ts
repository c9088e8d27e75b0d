import type { Config } from '../config.js';
import type { FetcherOptions } from '../ingest/http/fetcher.js';
import { localGate } from '../ingest/http/host-gate.js';

/** How sources are fetched, without who waits for whom. */
export function fetcherOptions(config: Config): FetcherOptions {
  return {
    timeoutMs: config.httpTimeoutMs,
    maxBytes: config.httpMaxBytes,
    allowPrivateHosts: config.allowPrivateHosts,
    contact: config.contact,
    obeyRobots: true,
  };
}

/** For commands that use no database: this process alone takes turns at hosts. */
export function loneFetcher(config: Config): FetcherOptions {
  const gate = localGate({ concurrency: config.hostConcurrency, delayMs: config.hostDelayMs });
  return { ...fetcherOptions(config), gate };
}
