/** The ways in which boards cut their postings up: pages of a list, and a detail for each entry of it. */
import { GiveUpError } from '../../domain/errors.js';
import { MAX_PAGES } from '../limits.js';
import type { BoardClient, BoardRequest, Walked } from './board.js';
import { isObject, type Json } from './item.js';

/** One page of a list. */
export interface Page {
  records: Json[];
  /** Whether another page follows. */
  more: boolean;
}

/**
 * Every record of a paged list.
 * @param request the request for page `page` (from 0), when `before` records came on the pages before it.
 * @param read one answer -> its records.
 */
export async function* walkPages(
  client: BoardClient,
  request: (page: number, before: number) => BoardRequest,
  read: (answer: unknown, page: number, before: number) => Page,
): AsyncGenerator<Walked> {
  let before = 0;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { records, more } = read(await client.json(request(page, before)), page, before);
    for (const [n, record] of records.entries()) {
      yield { type: 'record', record, at: `item ${before + n + 1}`, note: null };
    }
    before += records.length;
    // An empty page ends the list whatever it says: a board that always promises more must not keep us for ever.
    if (!more || records.length === 0) return;
  }
  yield {
    type: 'issue',
    at: null,
    code: 'too-many-pages',
    message: `the board goes on after ${MAX_PAGES} pages: what follows was not read`,
  };
}

/**
 * Each record with what its detail adds. A detail that cannot be had costs the detail, not the posting: the list's
 * own words stand, with a note.
 */
export async function* withDetails(
  client: BoardClient,
  records: AsyncIterable<Walked>,
  request: (record: Json) => BoardRequest | null,
  merge: (record: Json, detail: Json) => Json,
): AsyncGenerator<Walked> {
  for await (const walked of records) {
    const asked = walked.type === 'record' ? request(walked.record) : null;
    if (walked.type !== 'record' || asked === null) {
      yield walked;
      continue;
    }
    try {
      const detail = await client.json(asked);
      yield isObject(detail) ? { ...walked, record: merge(walked.record, detail) } : walked;
    } catch (error) {
      if (!(error instanceof GiveUpError)) throw error;
      yield { ...walked, note: `its details could not be read: ${error.message}` };
    }
  }
}

/** The objects of a list under `key` (dotted for deeper ones) of an answer; none where it is not there. */
export function listIn(answer: unknown, key: string): Json[] {
  let value = answer;
  for (const step of key === '' ? [] : key.split('.')) value = isObject(value) ? value[step] : undefined;
  return Array.isArray(value) ? value.filter(isObject) : [];
}
