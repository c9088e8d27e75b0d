/** The body of an answer as it is read: timed, capped, and holding its turn at the host until it ends. */
import type { Dispatcher } from 'undici';
import { throwIfAborted } from '../input/byte-source.js';
import type { Budget } from './budget.js';
import type { Turn } from './host-gate.js';
import { connectionError, tooLarge } from './http-errors.js';

/** @param count told the size of each piece that came over the wire. */
export async function* bodyChunks(
  url: URL,
  response: Dispatcher.ResponseData,
  budget: Budget,
  signal: AbortSignal,
  count: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const iterator = (response.body as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await budget.spend(() => iterator.next());
      if (next.done === true) return;
      count(next.value.length);
      yield next.value;
    }
  } catch (error) {
    throwIfAborted(signal);
    throw connectionError(url, error);
  } finally {
    // Not `return()`: it would wait for a read that hangs.
    discard(response);
  }
}

/** @throws GiveUpError `http-body-too-large` */
export async function* capped(
  body: AsyncIterable<Buffer>,
  url: URL,
  maxBytes: number,
): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(url, maxBytes);
    yield chunk;
  }
}

/** A body nobody wants: closing it frees the connection without reading what may be huge. */
export function discard(response: Dispatcher.ResponseData): void {
  response.body.on('error', () => undefined);
  response.body.destroy();
}

/** The turn at the host lasts until the body is read to its end or broken off. */
export function inTurn(
  body: AsyncGenerator<Buffer>,
  turn: Turn | undefined,
  close: () => void,
): AsyncGenerator<Buffer> {
  if (turn === undefined) return body;
  let ended = false;
  const end = async (): Promise<void> => {
    if (ended) return;
    ended = true;
    await turn.end();
  };
  const read = (async function* (): AsyncGenerator<Buffer> {
    try {
      yield* body;
    } finally {
      await end();
    }
  })();
  // A generator that was never started runs no `finally`.
  return Object.assign(read, {
    return: async (value: undefined) => {
      close();
      const result = await Object.getPrototypeOf(read).return.call(read, value);
      await end();
      return result as IteratorResult<Buffer>;
    },
  });
}
