/** A browser that gave the token once: a cookie that proves it, without holding it. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

const NAME = 'rolemill_session';
const DAY_MS = 86_400_000;
const LASTS_MS = 7 * DAY_MS;

/** `Set-Cookie` of a browser that is signed in from now on; another token in the settings ends all of them. */
export function sessionCookie(request: FastifyRequest, token: string, now: number): string {
  const until = String(now + LASTS_MS);
  return cookie(request, `${until}.${proof(token, until)}`, LASTS_MS / 1000);
}

/** `Set-Cookie` that ends it. */
export function endedCookie(request: FastifyRequest): string {
  return cookie(request, '', 0);
}

/** Whether the request has a cookie of this token that is not over. */
export function hasSession(request: FastifyRequest, token: string, now: number): boolean {
  const pattern = new RegExp(`(?:^|;)\\s*${NAME}=(\\d{1,16})\\.([0-9a-f]{64})(?:;|$)`);
  const [, until = '', sent = ''] = pattern.exec(request.headers.cookie ?? '') ?? [];
  if (until === '' || Number(until) <= now) return false;
  return timingSafeEqual(Buffer.from(sent), Buffer.from(proof(token, until)));
}

function proof(token: string, until: string): string {
  return createHmac('sha256', token).update(`rolemill dashboard until ${until}`).digest('hex');
}

function cookie(request: FastifyRequest, value: string, seconds: number): string {
  // Behind a proxy with TLS the cookie must not travel without it either.
  const tls = request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https';
  const secure = tls ? '; Secure' : '';
  return `${NAME}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${secure}`;
}
