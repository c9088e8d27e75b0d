/**
 * Who may ask. Reading: anybody on this machine, everywhere else whoever has the token. What changes the store: always
 * the token.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { ServerContext } from './context.js';
import { HttpError } from './errors.js';

/** Paths that say nothing of what is stored. */
const PUBLIC = ['/api/health', '/api/openapi.json', '/api/docs'];

/** @throws HttpError 401, 403 */
export function checkReader(request: FastifyRequest, { token, loopback }: ServerContext): void {
  const path = request.url.split('?')[0] ?? '';
  if (PUBLIC.some((open) => path === open || path.startsWith(`${open}/`))) return;
  if (loopback) return checkHost(request);
  if (token === null || !hasToken(request, token)) throw unauthorized();
}

/** @throws HttpError 401, 403 */
export function checkWriter(request: FastifyRequest, { token }: ServerContext): void {
  if (token === null)
    throw new HttpError(
      403,
      'forbidden',
      'no token is set: start the server with ROLEMILL_API_TOKEN to allow this',
    );
  if (!hasToken(request, token)) throw unauthorized();
}

function unauthorized(): HttpError {
  return new HttpError(
    401,
    'unauthorized',
    'send the header "Authorization: Bearer TOKEN" (ROLEMILL_API_TOKEN)',
  );
}

function hasToken(request: FastifyRequest, token: string): boolean {
  const sent = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1]?.trim() ?? '';
  // Of equal length whatever was sent, so that the time tells nothing.
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(sent), digest(token));
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
