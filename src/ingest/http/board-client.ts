/** JSON over the fetcher, with patience: what a board puts off (429, 5xx, a lost connection) is asked again. */
import { GiveUpError } from '../../domain/errors.js';
import { MAX_KEPT_BYTES, type AnswerMemory } from './answer-memory.js';
import type { BoardClient, BoardRequest } from '../sources/board.js';
import type { Fetcher } from './fetcher.js';
import { patiently, type Sleep } from './patience.js';

export interface CountingClient extends BoardClient {
  /** Bytes over the wire so far. */
  bytesRead(): number;
}

export interface BoardClientOptions {
  /** Replaces waiting (tests). */
  sleep?: Sleep;
  /** Of former readings; absent: every answer is asked for as new. */
  memory?: AnswerMemory;
}

/** The option, where there is one. */
export function remembering(memory: AnswerMemory | undefined): BoardClientOptions {
  return memory === undefined ? {} : { memory };
}

export function boardClient(
  fetcher: Fetcher,
  signal: AbortSignal,
  { sleep, memory }: BoardClientOptions = {},
): CountingClient {
  let bytes = 0;

  async function once({ url, body }: BoardRequest): Promise<unknown> {
    // A POST asks for something, not for a version of it.
    const parts = body === undefined ? memory : undefined;
    const known = (await parts?.recall(url)) ?? null;
    const answer = await fetcher.get(url, {
      signal,
      accept: 'application/json',
      ...(body === undefined ? {} : { json: body }),
      ...(known === null ? {} : { known: known.validators }),
    });
    if (answer.notModified && known !== null) return parsed(url, known.body);
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of answer.body) chunks.push(chunk);
    } finally {
      bytes += answer.bytesRead();
    }
    const whole = Buffer.concat(chunks);
    const value = parsed(url, whole);
    const { validators } = answer;
    if (whole.length <= MAX_KEPT_BYTES && (validators.etag ?? validators.lastModified) !== null)
      await parts?.keep(url, { validators, body: whole });
    return value;
  }

  return { json: (request) => patiently(() => once(request), signal, sleep), bytesRead: () => bytes };
}

function parsed(url: string, body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8').replace(/^\ufeff/, '')) as unknown;
  } catch (cause) {
    throw new GiveUpError('invalid-json', `${url}: the answer is not JSON`, { cause });
  }
}
