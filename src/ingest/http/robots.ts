/**
 * robots.txt (RFC 9309), read once per origin and kept for a day. It speaks to programs that find pages by
 * themselves; a documented API that a service offers to programs is not crawled, see `PUBLIC_APIS`.
 */
import robotsModule from 'robots-parser';
import { ROBOT_NAME } from './user-agent.js';

/** Its types speak of an ES module; what is loaded is the function itself. */
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

/** What a site allows. */
export interface RobotsRules {
  allows(url: URL): boolean;
  /** Crawl-delay, null where the site names none. */
  delayMs: number | null;
  sitemaps: string[];
}

/** The text of a robots.txt; null where there is none. */
export type FetchRobots = (url: URL) => Promise<string | null>;

const KEPT_MS = 24 * 60 * 60 * 1000;
/** A site that asks for more rest than this between two requests is asked as if it had said this. */
const LONGEST_DELAY_MS = 60_000;
/** RFC 9309, 2.5: at least 500 KiB must be read. */
export const MAX_ROBOTS_BYTES = 512 * 1024;

/** APIs that their owners offer to programs and say how to ask: whole hosts, or the paths below which they answer. */
const PUBLIC_APIS: readonly string[] = [
  'boards-api.greenhouse.io/',
  'api.lever.co/',
  'api.eu.lever.co/',
  'api.ashbyhq.com/',
  'api.smartrecruiters.com/',
  'api.rippling.com/',
  'hn.algolia.com/api/',
  'apply.workable.com/api/v1/widget/',
  'remoteok.com/api',
  'remotive.com/api/',
  'www.arbeitnow.com/api/',
  'jobicy.com/api/',
  'himalayas.app/jobs/api',
  'www.themuse.com/api/public/',
];

function isPublicApi(url: URL): boolean {
  return PUBLIC_APIS.some((place) => `${url.hostname}${url.pathname}`.startsWith(place));
}

const ALL_ALLOWED: RobotsRules = { allows: () => true, delayMs: null, sitemaps: [] };

/** The rules of a robots.txt for us. */
export function parseRobots(url: string, text: string): RobotsRules {
  const robot = robotsParser(url, text);
  const delay = robot.getCrawlDelay(ROBOT_NAME);
  return {
    allows: (page) => robot.isAllowed(page.href, ROBOT_NAME) !== false,
    delayMs: delay === undefined || !(delay > 0) ? null : Math.min(delay * 1000, LONGEST_DELAY_MS),
    sitemaps: robot.getSitemaps(),
  };
}

/** Rules by origin, fetched when first asked for; many that ask at once wait for one answer. */
export class RobotsCache {
  readonly #known = new Map<string, { rules: Promise<RobotsRules>; until: number }>();
  readonly #fetch: FetchRobots;
  readonly #now: () => number;

  constructor(fetch: FetchRobots, now: () => number = Date.now) {
    this.#fetch = fetch;
    this.#now = now;
  }

  /** @throws RetryLaterError when the site cannot say what it allows (5xx, no connection): RFC 9309, 2.3.1.4. */
  async rulesOf(url: URL): Promise<RobotsRules> {
    if (isPublicApi(url)) return ALL_ALLOWED;
    const known = this.#known.get(url.origin);
    if (known !== undefined && known.until > this.#now()) return known.rules;
    const at = new URL('/robots.txt', url.origin);
    const rules = this.#fetch(at).then((text) => (text === null ? ALL_ALLOWED : parseRobots(at.href, text)));
    this.#known.set(url.origin, { rules, until: this.#now() + KEPT_MS });
    try {
      return await rules;
    } catch (error) {
      this.#known.delete(url.origin);
      throw error;
    }
  }
}
