/** What a browser may load for a page, by the path of the page (Content-Security-Policy). */

/** Nothing but what this server gives itself, and no code or style inside of a page. */
const STRICT = policy({
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self'",
  'connect-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
});

/** Swagger's pages put styles on elements, and draw icons from data URLs. */
const SWAGGER = policy({
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
});

/** Bull Board has styles inside of its page and a <base>. The fonts that it would fetch from elsewhere it must do without. */
const BOARD = policy({
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'self'",
  'frame-ancestors': "'none'",
});

export const DOCS_PATH = '/api/docs';
export const BOARD_PATH = '/queues/board';

/** @param path of the request, without its query. */
export function policyFor(path: string): string {
  if (isUnder(path, DOCS_PATH)) return SWAGGER;
  if (isUnder(path, BOARD_PATH)) return BOARD;
  return STRICT;
}

/** The path itself, or something below it. */
export function isUnder(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent}/`);
}

function policy(directives: Record<string, string>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
