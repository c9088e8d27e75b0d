import type { RawPosting } from '../../domain/posting.js';
import type { Item, Json, ParseContext } from './item.js';

/** Where a board's postings are fetched from, as told by the URL that a person gave. */
export interface BoardTarget {
  apiUrl: string;
  /** Token of the board: makes the posting ids unique, and names the company where nothing else does. */
  board: string;
  /** Only this posting is meant (by its id, or the last step of its address); null for the whole board. */
  postingId: string | null;
  /** The board's page, where its records only give paths below it. */
  pageUrl?: string;
  /** An answer of so many postings was cut there, without a word of what is beyond. */
  fullAt?: number;
  /** What the API answers with; absent: JSON. */
  format?: 'json' | 'xml';
}

/** One request to a board's API. */
export interface BoardRequest {
  url: string;
  /** Sent as JSON by POST; absent: GET. */
  body?: Json;
}

/** What a walk asks the board with: polite, bounded, repeated where the board asks for patience. */
export interface BoardClient {
  /**
   * The answer, parsed.
   * @throws as `Fetcher.get`; GiveUpError `invalid-json`, `http-body-too-large`.
   */
  json(request: BoardRequest): Promise<unknown>;
}

/** A record of a walk, as `toRaw` reads it, or what was lost on the way. */
export type Walked =
  { type: 'record'; record: Json; at: string; note: string | null } | Extract<Item, { type: 'issue' }>;

/** One job-board service: its addresses and the shape of its records. */
export interface BoardAdapter {
  name: string;
  /** The board's API for a page URL or an API URL (its path is recognised on any host), or null for other URLs. */
  target(url: URL): BoardTarget | null;
  /** It gives its latest postings, not all that are open: what is missing from them is not closed for that. */
  latestOnly?: boolean;
  /** Its API can be switched off: where it is gone, the address is read as any other page. */
  pageInstead?: boolean;
  /** Whether a JSON object has this service's shape (saved responses, one per line or in an array). */
  recognises(record: Json): boolean;
  /** Several where one record names several jobs (a comment of "Who is hiring"). */
  toRaw(record: Json, at: string, ctx: ParseContext): RawPosting | RawPosting[];
  /**
   * For a service that gives its postings in several answers (pages, a detail each): asks for them all (see
   * board-walk.ts) and gives each as one record; where one posting is meant, only that one. Without it the answer of
   * `apiUrl` is read as it comes.
   */
  walk?(target: BoardTarget, client: BoardClient): AsyncGenerator<Walked>;
  /** Whether the service lists a posting once for every location: they become one posting with all of them. */
  perLocation?: boolean;
}

/** Labels that are the service's own sites, never an employer's. */
const OWN_SITES =
  /^(www|api|app|apply|auth|blog|cdn|developers?|docs|help|jobs|login|resources|static|status|support)$/;

/** The employer's label of `{label}.service.tld`, or null for the service's own sites and other hosts. */
export function labelOf(url: URL, domain: string): string | null {
  if (!url.hostname.endsWith(`.${domain}`)) return null;
  const label = url.hostname.slice(0, -domain.length - 1);
  return OWN_SITES.test(label) ? null : label;
}

/** Whether this is the posting that `id` means: by its own id, or by the end of its address (`4012-chef`, `chef`). */
export function isWanted(raw: RawPosting, id: string): boolean {
  if (raw.sourceId?.toLowerCase() === id.toLowerCase()) return true;
  if (raw.url === null || !URL.canParse(raw.url)) return false;
  const last = pathSteps(new URL(raw.url)).at(-1) ?? '';
  return last === id || last.startsWith(`${id}-`);
}

/** A path or relative address, made whole; null where that is not possible. */
export function resolveUrl(address: string | null, base: string | null): string | null {
  if (address === null || !URL.canParse(address, base ?? undefined)) return null;
  return new URL(address, base ?? undefined).href;
}

/** `origin` + path before the API path, so that a mirror or proxy under a prefix works. */
export function apiBase(url: URL, prefix: string): string {
  return `${url.origin}${prefix}`;
}

/** The URL's path steps, decoded; a step that cannot be decoded stays as it is. */
export function pathSteps(url: URL): string[] {
  return url.pathname
    .split('/')
    .filter((step) => step !== '')
    .map(decodeStep);
}

export function decodeStep(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch (error) {
    if (error instanceof URIError) return step;
    throw error;
  }
}

/** First path step of a posting's page on one of the service's own hosts: the board it belongs to. */
export function boardOf(pageUrl: string | null, hosts: RegExp): string | null {
  if (pageUrl === null || !URL.canParse(pageUrl)) return null;
  const url = new URL(pageUrl);
  return hosts.test(url.hostname) ? (pathSteps(url)[0] ?? null) : null;
}
