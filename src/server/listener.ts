/** The servers that listen: one, and for a name of several addresses one each. */
import type { FastifyServerFactory } from 'fastify';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';

export interface Listener {
  serverFactory: FastifyServerFactory;
  /** Ends the connections that nothing was asked on; to be called before the servers close. */
  endUnasked: () => void;
}

/** Fastify's own: longer than the minute that proxies keep a connection, so that theirs ends first. */
const KEEP_ALIVE_MS = 72_000;

/**
 * Browsers open connections ahead. Node takes one that has asked for nothing yet for busy: closing the server would wait
 * for its `headersTimeout`, a minute.
 * @param requestTimeout milliseconds that a client has for sending its request.
 */
export function createListener(requestTimeout: number): Listener {
  const unasked = new Set<Socket>();
  let ending = false;
  return {
    serverFactory: (handler) =>
      createServer({ requestTimeout, keepAliveTimeout: KEEP_ALIVE_MS }, handler)
        .on('connection', (socket) => {
          if (ending) socket.destroy();
          unasked.add(socket);
          socket.once('close', () => unasked.delete(socket));
        })
        .on('request', ({ socket }) => unasked.delete(socket)),
    endUnasked: () => {
      ending = true;
      for (const socket of unasked) socket.destroy();
    },
  };
}
