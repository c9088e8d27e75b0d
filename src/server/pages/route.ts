/** Pages as routes: how they are sent, and what becomes of an address that a form made. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { idsOf, type TaxonomyIds } from '../../classify/taxonomy/ids.js';
import type { App } from '../app.js';
import type { ServerContext } from '../context.js';
import { hasSession } from '../session.js';
import { readAddress, tidyAddress, type Address } from './address.js';
import { renderPage, type Frame, type Page } from './layout.js';

export interface Asked {
  request: FastifyRequest;
  address: Address;
  ids: TaxonomyIds;
  /** Part of the path, decoded. */
  id: string;
}

/** Adds `GET path`. @param own parameters that are no filters. */
export function addPage(
  app: App,
  context: ServerContext,
  path: string,
  own: readonly string[],
  read: (asked: Asked) => Promise<Page>,
): void {
  const ids = idsOf(context.taxonomy);
  app.get(path, { schema: { hide: true } }, async (request, reply) => {
    const tidy = tidyAddress(request.url);
    if (tidy !== null) return reply.redirect(tidy, 302);
    const address = await readAddress(request.url, own, ids, context.db.orm);
    const { id = '' } = request.params as { id?: string };
    return sendPage(reply, await read({ request, address, ids, id }), frameOf(request, context));
  });
}

export function sendPage(reply: FastifyReply, page: Page, frame: Frame): FastifyReply {
  return reply
    .status(page.status ?? 200)
    .type('text/html; charset=utf-8')
    .send(renderPage(page, frame));
}

export function frameOf(request: FastifyRequest, { version, taxonomy, token }: ServerContext): Frame {
  return {
    version,
    taxonomy: taxonomy.version,
    path: request.url.split('?')[0] ?? '/',
    signedIn: token !== null && hasSession(request, token, Date.now()),
  };
}
