/** JSON over the fetcher, with patience: what a board puts off (429, 5xx, a lost connection) is asked again. */
import { GiveUpError } from '../../domain/errors.js';
import type { BoardClient, BoardRequest } from '../sources/board.js';
import type { Fetcher } from './fetcher.js';
import { patiently, type Sleep } from './patience.js';

export interface CountingClient extends BoardClient {
  /** Bytes over the wire so far. */
  bytesRead(): number;
}

/** @param sleep replaces waiting (tests). */
export function boardClient(fetcher: Fetcher, signal: AbortSignal, sleep?: Sleep): CountingClient {
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

  return { json: (request) => patiently(() => once(request), signal, sleep), bytesRead: () => bytes };
}
