/** JSON over the fetcher, with patience: what a board puts off (429, 5xx, a lost connection) is asked again. */
import { setTimeout as pause } from 'node:timers/promises';
import { GiveUpError, RetryLaterError } from '../../domain/errors.js';
import { throwIfAborted } from '../input/byte-source.js';
import type { BoardClient, BoardRequest } from '../sources/board.js';
import type { Fetcher } from './fetcher.js';

/** Tries of one request. A board of a thousand details must not start again for one hiccup; a job that fails does. */
const TRIES = 4;
const FIRST_PAUSE_MS = 1000;
/** A longer wait is the queue's: it holds no worker. */
const LONGEST_PAUSE_MS = 60_000;

export interface CountingClient extends BoardClient {
  /** Bytes over the wire so far. */
  bytesRead(): number;
}

/** @param sleep replaces waiting (tests). */
export function boardClient(
  fetcher: Fetcher,
  signal: AbortSignal,
  sleep: (ms: number, signal: AbortSignal) => Promise<void> = (ms, stop) =>
    pause(ms, undefined, { signal: stop }),
): CountingClient {
  let bytes = 0;

  async function once({ url, body }: BoardRequest): Promise<unknown> {
    const answer = await fetcher.get(url, {
      signal,
      accept: 'application/json',
      ...(body === undefined ? {} : { json: body }),
    });
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of answer.body) chunks.push(chunk);
    } finally {
      bytes += answer.bytesRead();
    }
    try {
      return JSON.parse(
        Buffer.concat(chunks)
          .toString('utf8')
          .replace(/^\ufeff/, ''),
      ) as unknown;
    } catch (cause) {
      throw new GiveUpError('invalid-json', `${url}: the answer is not JSON`, { cause });
    }
  }

  async function json(request: BoardRequest): Promise<unknown> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(request);
      } catch (error) {
        if (!(error instanceof RetryLaterError) || attempt === TRIES) throw error;
        throwIfAborted(signal);
        const wait = error.retryAfterMs ?? FIRST_PAUSE_MS * 2 ** (attempt - 1);
        if (wait > LONGEST_PAUSE_MS) throw error;
        await sleep(wait, signal).catch(() => undefined);
        throwIfAborted(signal);
      }
    }
  }

  return { json, bytesRead: () => bytes };
}
