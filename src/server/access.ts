/**
 * Who may ask. Reading: anybody on this machine, everywhere else whoever has the token: a program in a header, a browser
 * in a cookie that it got for it. What changes the store: always the token in the header, which no other site's page can
 * make a browser send.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { ServerContext } from './context.js';
import { HttpError } from './errors.js';
import { hasSession } from './session.js';

/** Paths that say nothing of what is stored. */
const PUBLIC = ['/api/health', '/api/openapi.json', '/api/docs', '/assets', '/sign-in'];

/** @throws HttpError 401, 403 */
export function checkReader(request: FastifyRequest, context: ServerContext): void {
  const path = request.url.split('?')[0] ?? '';
  if (PUBLIC.some((open) => path === open || path.startsWith(`${open}/`))) return;
  if (context.loopback) checkHost(request);
  else checkSignedIn(request, context);
}

/**
 * Of a page that even a reader on this machine must have the token for.
 * @throws HttpError 401, 403
 */
export function checkSignedIn(request: FastifyRequest, { token }: ServerContext): void {
  if (token === null) throw noToken();
  if (!hasToken(request, token) && !hasSession(request, token, Date.now())) throw unauthorized();
}

/** @throws HttpError 401, 403 */
export function checkWriter(request: FastifyRequest, { token }: ServerContext): void {
  if (token === null) throw noToken();
  if (!hasToken(request, token)) throw unauthorized();
}

/**
 * A form or script of another site must not do anything in the name of whoever is signed in here. Programs other than
 * browsers send none of these headers.
 * @throws HttpError 403
 */
export function checkSameSite(request: FastifyRequest): void {
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  const foreign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (origin !== undefined && origin.replace(/^https?:\/\//, '') !== host);
  if (foreign) throw new HttpError(403, 'forbidden', 'this was sent by a page of another site');
}

/** Whether this is the token; takes the same time whatever it is. */
export function isToken(sent: string, token: string): boolean {
  // Of equal length whatever was sent, so that the time tells nothing.
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(sent), digest(token));
}

function noToken(): HttpError {
  return new HttpError(
    403,
    'forbidden',
    'no token is set: start the server with ROLEMILL_API_TOKEN to allow this',
  );
}

function unauthorized(): HttpError {
  return new HttpError(
    401,
    'unauthorized',
    'send the header "Authorization: Bearer TOKEN" (ROLEMILL_API_TOKEN), or sign in at /sign-in',
  );
}

function hasToken(request: FastifyRequest, token: string): boolean {
  return isToken(/^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1]?.trim() ?? '', token);
}

/** A page of elsewhere may point its own name at 127.0.0.1 and ask from the reader's browser: its name gives it away. */
function checkHost(request: FastifyRequest): void {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  if (['localhost', '127.0.0.1', '[::1]', ''].includes(host) || host.endsWith('.localhost')) return;
  throw new HttpError(
    403,
    'forbidden',
    `host "${host}" is not this machine: ask localhost, or set a token and --host`,
  );
}
