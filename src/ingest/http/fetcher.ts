/**
 * HTTP for ingest: GET with caps. It follows redirects itself, so that every hop is checked; it never retries, since
 * the queue does, with backoff that other workers see.
 */
import { Agent, request, type Dispatcher } from 'undici';
import { GiveUpError } from '../../domain/errors.js';
import { throwIfAborted } from '../input/byte-source.js';
import { inflate } from '../input/inflate.js';
import { guardedLookup, refusePrivateLiteral, type Lookup } from './address-guard.js';
import { Budget } from './budget.js';
import { connectionError, redirectLoop, statusError, tooLarge } from './http-errors.js';
import { parseRetryAfter } from './retry-after.js';
import { userAgent } from './user-agent.js';

/** Browsers allow 20; a job board that needs more than 5 is turning in circles. */
const MAX_REDIRECTS = 5;

export interface FetcherOptions {
  /** Time for one response to arrive, redirects included. */
  timeoutMs: number;
  /** Largest body taken, after decompression. */
  maxBytes: number;
  allowPrivateHosts: boolean;
  /** URL or e-mail address for the User-Agent. */
  contact: string | null;
  /** Replaces the connection pool and with it the check of resolved addresses (tests, proxies). */
  dispatcher?: Dispatcher;
  /** Replaces DNS; its answers are still checked. */
  lookup?: Lookup;
}

export interface Fetched {
  /** Where the redirects ended. */
  url: string;
  contentType: string | null;
  /** Content-Length, as sent over the wire; null where the server does not say. */
  totalBytes: number | null;
  /** Decompressed. Must be read to the end or broken off (`return()`), else the connection stays open. */
  body: AsyncGenerator<Buffer>;
  /** Bytes of the body that came over the wire so far. */
  bytesRead(): number;
}

export interface GetOptions {
  signal: AbortSignal;
  accept?: string;
  /** Sent as JSON by POST: some boards ask for their lists so. */
  json?: unknown;
}

export interface Fetcher {
  /**
   * @throws GiveUpError `http-not-found`, `http-status`, `http-body-too-large`, `http-redirect-loop`, `host-refused`,
   *   `unsupported-url`; RetryLaterError `http-status` (429, 5xx), `http-timeout`, `http-connection`, `cancelled`.
   */
  get(url: string, options: GetOptions): Promise<Fetched>;
  close(): Promise<void>;
}

export function createFetcher(options: FetcherOptions): Fetcher {
  const lookup = options.allowPrivateHosts ? options.lookup : guardedLookup(options.lookup);
  const own =
    options.dispatcher === undefined ? new Agent({ connect: lookup === undefined ? {} : { lookup } }) : null;
  const dispatcher = options.dispatcher ?? own ?? undefined;
  const agentName = userAgent(options.contact);

  async function get(start: string, { signal, accept, json }: GetOptions): Promise<Fetched> {
    const budget = new Budget(start, options.timeoutMs);
    const seen = new Set<string>();
    let url = checkedUrl(start, start);
    for (;;) {
      if (!options.allowPrivateHosts) refusePrivateLiteral(url);
      if (seen.has(url.href) || seen.size > MAX_REDIRECTS) throw redirectLoop(start, url, seen.size);
      seen.add(url.href);
      const response = await send(url, budget, signal, accept, json);
      const location = header(response, 'location');
      if (response.statusCode < 300 || response.statusCode >= 400 || location === null) {
        return receive(url, response, budget, signal);
      }
      discard(response);
      url = checkedUrl(location, start, url);
    }
  }

  async function send(
    url: URL,
    budget: Budget,
    signal: AbortSignal,
    accept = '*/*',
    json?: unknown,
  ): Promise<Dispatcher.ResponseData> {
    throwIfAborted(signal);
    const headers = { 'user-agent': agentName, accept, 'accept-encoding': 'gzip, br' };
    try {
      return await budget.spend((timeUp) =>
        request(url, {
          ...(dispatcher === undefined ? {} : { dispatcher }),
          ...(json === undefined
            ? { headers }
            : {
                method: 'POST',
                headers: { ...headers, 'content-type': 'application/json' },
                body: JSON.stringify(json),
              }),
          signal: AbortSignal.any([signal, timeUp]),
          // The budget is the only clock: undici's own would count our pauses too.
          headersTimeout: 0,
          bodyTimeout: 0,
        }),
      );
    } catch (error) {
      throwIfAborted(signal);
      throw connectionError(url, error);
    }
  }

  function receive(
    url: URL,
    response: Dispatcher.ResponseData,
    budget: Budget,
    signal: AbortSignal,
  ): Fetched {
    if (response.statusCode !== 200) {
      const retryAfterMs = parseRetryAfter(header(response, 'retry-after'), Date.now());
      discard(response);
      throw statusError(url, response.statusCode, retryAfterMs);
    }
    const length = Number(header(response, 'content-length') ?? NaN);
    if (length > options.maxBytes) {
      discard(response);
      throw tooLarge(url, options.maxBytes);
    }
    let wire = 0;
    const raw = bodyChunks(url, response, budget, signal, (bytes) => (wire += bytes));
    const coding = header(response, 'content-encoding')?.trim().toLowerCase() ?? '';
    const plain = coding === 'gzip' || coding === 'x-gzip' || coding === 'br';
    const body = plain ? inflate(raw, coding === 'br' ? 'br' : 'gzip') : raw;
    return {
      url: url.href,
      contentType: header(response, 'content-type'),
      totalBytes: Number.isNaN(length) ? null : length,
      body: capped(body, url, options.maxBytes),
      bytesRead: () => wire,
    };
  }

  return { get, close: async () => own?.close() };
}

async function* bodyChunks(
  url: URL,
  response: Dispatcher.ResponseData,
  budget: Budget,
  signal: AbortSignal,
  count: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const iterator = (response.body as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await budget.spend(() => iterator.next());
      if (next.done === true) return;
      count(next.value.length);
      yield next.value;
    }
  } catch (error) {
    throwIfAborted(signal);
    throw connectionError(url, error);
  } finally {
    // Not `return()`: it would wait for a read that hangs.
    discard(response);
  }
}

async function* capped(body: AsyncIterable<Buffer>, url: URL, maxBytes: number): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(url, maxBytes);
    yield chunk;
  }
}

/** A body nobody wants: closing it frees the connection without reading what may be huge. */
function discard(response: Dispatcher.ResponseData): void {
  response.body.on('error', () => undefined);
  response.body.destroy();
}

function header(response: Dispatcher.ResponseData, name: string): string | null {
  const value = response.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

function checkedUrl(url: string, start: string, base?: URL): URL {
  const from = start === url ? '' : ` (redirected from ${start})`;
  if (!URL.canParse(url, base?.href)) throw new GiveUpError('unsupported-url', `${url}${from}: not a URL`);
  const parsed = new URL(url, base);
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') {
    throw new GiveUpError('unsupported-url', `${parsed.href}${from}: only http and https are fetched`);
  }
  parsed.hash = '';
  return parsed;
}
