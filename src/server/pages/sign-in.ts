import type { FastifyRequest } from 'fastify';
import { checkSameSite, isToken } from '../access.js';
import type { App } from '../app.js';
import type { ServerContext } from '../context.js';
import { endedCookie, sessionCookie } from '../session.js';
import { frameOf, sendPage } from './route.js';
import { searchOf } from './address.js';
import { signInForm } from './sign-in-form.js';

/** Guesses that one address may make in a minute. */
const GUESSES = 10;

/** A browser gives the token once and gets a cookie for it. */
export function signInPage(app: App, context: ServerContext): void {
  const { token } = context;
  const hide = { schema: { hide: true } };
  app.get('/sign-in', hide, async (request, reply) => {
    const next = ownPath(searchOf(request.url).get('next') ?? '/');
    return sendPage(
      reply,
      { title: 'Sign in', body: signInForm(next, noToken()) },
      frameOf(request, context),
    );
  });
  app.post(
    '/sign-in',
    { ...hide, config: { rateLimit: { max: GUESSES, timeWindow: '1 minute' } } },
    async (request, reply) => {
      checkSameSite(request);
      const form = formOf(request);
      const next = ownPath(form.get('next') ?? '/');
      if (token === null || !isToken(form.get('token')?.trim() ?? '', token)) {
        const fault =
          noToken() ??
          'This is not the token. Compare it with ROLEMILL_API_TOKEN of the server: capital letters count.';
        return sendPage(
          reply,
          { title: 'Sign in', body: signInForm(next, fault), status: 401 },
          frameOf(request, context),
        );
      }
      return reply.header('set-cookie', sessionCookie(request, token, Date.now())).redirect(next, 303);
    },
  );
  app.post('/sign-out', hide, async (request, reply) => {
    checkSameSite(request);
    return reply.header('set-cookie', endedCookie(request)).redirect('/sign-in', 303);
  });

  function noToken(): string | null {
    return token === null ? 'No token is set on this server: start it with ROLEMILL_API_TOKEN.' : null;
  }
}

/** A form's fields; the parser of forms (index.ts) made them. */
export function formOf(request: FastifyRequest): URLSearchParams {
  return request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
}

/** Only pages of this server: not `//elsewhere`, and not the sign-in itself. */
function ownPath(text: string): string {
  const url = URL.canParse(text, 'http://here') ? new URL(text, 'http://here') : null;
  if (url?.origin !== 'http://here' || !text.startsWith('/') || url.pathname.startsWith('/sign-')) return '/';
  return `${url.pathname}${url.search}`.replace(/^\/+/, '/');
}
