import type { FastifyReply, FastifyRequest } from 'fastify';
import { html, type Markup } from '../../report/html/markup.js';
import type { ServerContext } from '../context.js';
import type { ErrorBody } from '../errors.js';
import { frameOf, sendPage } from './route.js';
import { signInForm } from './sign-in-form.js';

const TITLES: Record<number, string> = {
  400: 'This address asks for something that there is not',
  401: 'Sign in',
  403: 'Not allowed',
  404: 'Not found',
  413: 'Too long',
  429: 'Too many requests',
  503: 'Not available now',
};

/** An answer that is no success, as a page in the same look. */
export function sendFault(
  request: FastifyRequest,
  reply: FastifyReply,
  context: ServerContext,
  status: number,
  { error: { code, message } }: ErrorBody,
): void {
  const title = TITLES[status] ?? (status >= 500 ? 'Something broke here' : 'This did not work');
  const body =
    status === 401
      ? signInForm(request.url, null)
      : html`<div class="empty">
            <p dir="auto"><strong>${message}</strong></p>
            <p>${nextOf(status, request)}</p>
          </div>
          <p class="soft">${status} <code>${code}</code></p>`;
  sendPage(reply, { title, body, status }, frameOf(request, context));
}

function nextOf(status: number, { url }: FastifyRequest): Markup {
  const path = url.split('?')[0] ?? '/';
  if (status === 404 && path.startsWith('/runs'))
    return html`See <a href="/runs">all runs</a>, or go to the <a href="/">overview</a>.`;
  if (status === 404)
    return html`Go to the <a href="/">overview</a>, or look for it in <a href="/explore">all postings</a> or
      the <a href="/taxonomy">taxonomy</a>.`;
  if (status === 400)
    return html`Correct the address, <a href="${path}">start this page anew</a>, or go to the
      <a href="/">overview</a>.`;
  if (status === 429)
    return html`Wait a minute. <code>rolemill serve --rate</code> sets how many are allowed.`;
  if (status >= 500)
    return html`<a href="${url}">Try it again</a>; the log of the server says what happened, and
      <code>rolemill doctor</code> checks what it needs.`;
  return html`Go to the <a href="/">overview</a>.`;
}
