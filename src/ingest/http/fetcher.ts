import type { Dispatcher } from 'undici';
export interface FetcherOptions {
  timeoutMs: number;
  maxBytes: number;
  allowPrivateHosts: boolean;
  contact: string | null;
  dispatcher?: Dispatcher;
}
export interface Fetched {
  url: string;
  contentType: string | null;
  totalBytes: number | null;
  body: AsyncIterable<Buffer>;
  bytesRead(): number;
}
export interface Fetcher {
  get(url: string, options: { signal: AbortSignal; accept?: string }): Promise<Fetched>;
  close(): Promise<void>;
}
export function createFetcher(options: FetcherOptions): Fetcher {
  throw new Error(`not written yet ${options.timeoutMs}`);
}
