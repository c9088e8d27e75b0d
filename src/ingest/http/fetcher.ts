/**
 * HTTP for ingest: GET with caps and manners. It follows redirects itself, so that every hop is checked, allowed by
 * the site's robots.txt and waits for its turn at the host; it never retries, since the queue does, with backoff that
 * other workers see.
 */
import { Agent, request, type Dispatcher } from 'undici';
import { GiveUpError } from '../../domain/errors.js';
import { throwIfAborted } from '../input/byte-source.js';
import { inflate } from '../input/inflate.js';
import { guardedLookup, refusePrivateLiteral, type Lookup } from './address-guard.js';
import { bodyChunks, capped, discard, inTurn } from './body.js';
import { Budget } from './budget.js';
import { connectionError, redirectLoop, statusError, tooLarge } from './http-errors.js';
import type { HostGate, Turn } from './host-gate.js';
import { parseRetryAfter } from './retry-after.js';
import { MAX_ROBOTS_BYTES, RobotsCache } from './robots.js';
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
  /** Turns at hosts; absent: nobody waits (tests). */
  gate?: HostGate;
  /** Whether a site's robots.txt is asked first; default false. */
  obeyRobots?: boolean;
  /** Replaces the connection pool and with it the check of resolved addresses (tests, proxies). */
  dispatcher?: Dispatcher;
  /** Replaces DNS; its answers are still checked. */
  lookup?: Lookup;
}

/** What a server said of the version it sent, to ask later whether it still stands. */
export interface Validators {
  etag: string | null;
  lastModified: string | null;
}

export interface Fetched {
  /** The version that the caller has still stands (304): there is no body. */
  notModified: boolean;
  validators: Validators;
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
  /** Of the version that the caller has: the server may answer that it still stands. */
  known?: Validators;
}

export interface Fetcher {
  /**
   * @throws GiveUpError `http-not-found`, `http-status`, `http-body-too-large`, `http-redirect-loop`, `host-refused`,
   *   `robots-disallowed`, `unsupported-url`; RetryLaterError `http-status` (429, 5xx), `http-timeout`, `http-connection`, `cancelled`.
   */
  get(url: string, options: GetOptions): Promise<Fetched>;
  /** Sitemaps that the site's robots.txt names. */
  sitemapsOf(url: string, signal: AbortSignal): Promise<string[]>;
  /** The same fetcher for one's own site: robots.txt is not asked. */
  ignoringRobots(): Fetcher;
  close(): Promise<void>;
}

export function createFetcher(options: FetcherOptions): Fetcher {
  const lookup = options.allowPrivateHosts ? options.lookup : guardedLookup(options.lookup);
  const own =
    options.dispatcher === undefined ? new Agent({ connect: lookup === undefined ? {} : { lookup } }) : null;
  const dispatcher = options.dispatcher ?? own ?? undefined;
  const agentName = userAgent(options.contact);

  const robots = new RobotsCache((url) => readRobots(url));

  async function get(start: string, asked: GetOptions, obey: boolean, polite = true): Promise<Fetched> {
    const { signal } = asked;
    const budget = new Budget(start, options.timeoutMs);
    const seen = new Set<string>();
    let url = checkedUrl(start, start);
    for (;;) {
      if (!options.allowPrivateHosts) refusePrivateLiteral(url);
      if (seen.has(url.href) || seen.size > MAX_REDIRECTS) throw redirectLoop(start, url, seen.size);
      seen.add(url.href);
      const delayMs = obey ? await delayAllowed(url) : 0;
      const turn = polite ? await options.gate?.enter(url.host, delayMs, signal) : undefined;
      let response: Dispatcher.ResponseData;
      try {
        response = await send(url, budget, asked);
      } catch (error) {
        await turn?.end();
        throw error;
      }
      const location = header(response, 'location');
      if (response.statusCode < 300 || response.statusCode >= 400 || location === null) {
        return receive(url, response, budget, signal, turn);
      }
      discard(response);
      await turn?.end();
      url = checkedUrl(location, start, url);
    }
  }

  /**
   * The rest that the site wants between two requests.
   * @throws GiveUpError `robots-disallowed`
   */
  async function delayAllowed(url: URL): Promise<number> {
    const rules = await robots.rulesOf(url);
    if (rules.allows(url)) return rules.delayMs ?? 0;
    throw new GiveUpError(
      'robots-disallowed',
      `${url.href}: the site's robots.txt asks programs not to read this; if the site is yours, --ignore-robots`,
    );
  }

  /** Not in turn: it is what says how to take turns, and one request a day. */
  async function readRobots(url: URL): Promise<string | null> {
    const patience = AbortSignal.timeout(options.timeoutMs);
    try {
      const answer = await get(url.href, { signal: patience, accept: 'text/plain, */*' }, false, false);
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of answer.body) {
        chunks.push(chunk);
        if ((size += chunk.length) > MAX_ROBOTS_BYTES) break;
      }
      return Buffer.concat(chunks).toString('utf8');
    } catch (error) {
      if (error instanceof GiveUpError && error.code !== 'host-refused') return null;
      throw error;
    }
  }

  async function send(
    url: URL,
    budget: Budget,
    { signal, accept = '*/*', json, known }: GetOptions,
  ): Promise<Dispatcher.ResponseData> {
    throwIfAborted(signal);
    const headers = {
      'user-agent': agentName,
      accept,
      'accept-encoding': 'gzip, br',
      ...(known === undefined ? {} : conditions(known)),
    };
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

  async function receive(
    url: URL,
    response: Dispatcher.ResponseData,
    budget: Budget,
    signal: AbortSignal,
    turn: Turn | undefined,
  ): Promise<Fetched> {
    const validators = { etag: header(response, 'etag'), lastModified: header(response, 'last-modified') };
    if (response.statusCode === 304) {
      discard(response);
      await turn?.end();
      return { ...NOTHING, url: url.href, notModified: true, validators };
    }
    if (response.statusCode !== 200) {
      const retryAfterMs = parseRetryAfter(header(response, 'retry-after'), Date.now());
      discard(response);
      await turn?.end(retryAfterMs ?? 0);
      throw statusError(url, response.statusCode, retryAfterMs);
    }
    const length = Number(header(response, 'content-length') ?? NaN);
    if (length > options.maxBytes) {
      discard(response);
      await turn?.end();
      throw tooLarge(url, options.maxBytes);
    }
    let wire = 0;
    const raw = bodyChunks(url, response, budget, signal, (bytes) => (wire += bytes));
    const coding = header(response, 'content-encoding')?.trim().toLowerCase() ?? '';
    const plain = coding === 'gzip' || coding === 'x-gzip' || coding === 'br';
    const body = plain ? inflate(raw, coding === 'br' ? 'br' : 'gzip') : raw;
    return {
      url: url.href,
      notModified: false,
      validators,
      contentType: header(response, 'content-type'),
      totalBytes: Number.isNaN(length) ? null : length,
      body: inTurn(capped(body, url, options.maxBytes), turn, () => discard(response)),
      bytesRead: () => wire,
    };
  }

  const made = (obey: boolean): Fetcher => ({
    get: (url, asked) => get(url, asked, obey),
    sitemapsOf: async (url) => (obey ? (await robots.rulesOf(new URL(url))).sitemaps : []),
    ignoringRobots: () => made(false),
    close: async () => own?.close(),
  });
  return made(options.obeyRobots === true);
}

function conditions({ etag, lastModified }: Validators): Record<string, string> {
  return {
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
  };
}

/** The rest of a `Fetched` that has no body. */
const NOTHING: Omit<Fetched, 'url' | 'notModified' | 'validators'> = {
  contentType: null,
  totalBytes: 0,
  body: (async function* none(): AsyncGenerator<Buffer> {})(),
  bytesRead: () => 0,
};

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
