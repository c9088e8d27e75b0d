/** The ways in which boards cut their postings up: pages of a list, and a detail for each entry of it. */
import { GiveUpError, RetryLaterError } from '../../domain/errors.js';
import { MAX_PAGES } from '../limits.js';
import type { BoardClient, BoardRequest, Walked } from './board.js';
import { isObject, type Json } from './item.js';

/** One page of a list. */
export interface Page {
  /** Null where the answer has no list at all: an error that came as "200 OK" must not pass for the end of the list. */
  records: Json[] | null;
  /** Length of the whole list, where the board says it; it may say it on the first page only. */
  total?: number | null;
  /** Whether another page follows; asked where no page said the total. */
  more: boolean;
}

/** Details that fail one after another before the board is taken at its word and asked for no more. */
const FAILURES_IN_A_ROW = 3;

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
  let total: number | null = null;
  let [first, last] = ['', ''];
  for (let page = 0; page < MAX_PAGES; page++) {
    const made =
      page === 0 ? await client.json(request(page, before)) : await laterPage(client, request(page, before));
    if (made instanceof GiveUpError) {
      yield incomplete(`page ${page + 1} could not be read, nor what follows: ${made.message}`);
      return;
    }
    const answer = read(made, page, before);
    const { records } = answer;
    if (records === null) {
      yield incomplete(`page ${page + 1} holds no list: what follows was not read`);
      return;
    }
    const text = records.length === 0 ? '' : JSON.stringify(records);
    // A board that turns in circles would be read again and again, each round with all its details.
    if (text !== '' && (text === last || text === first)) {
      yield incomplete(`page ${page + 1} repeats an earlier one: what follows cannot be reached`);
      return;
    }
    if (page === 0) first = text;
    last = text;
    if ((answer.total ?? 0) > 0) total = answer.total ?? null;
    yield* recordsAt(records, before);
    before += records.length;
    if (!(total === null ? answer.more : before < total)) return;
    // An empty page ends the list whatever it says: a board that always promises more must not keep us for ever.
    if (records.length === 0) {
      if (total !== null) yield incomplete(`it says that it has ${total} postings, but gives ${before}`);
      return;
    }
  }
  yield {
    type: 'issue',
    at: null,
    code: 'too-many-pages',
    message: `the board goes on after ${MAX_PAGES} pages: what follows was not read`,
  };
}

/** Some services refuse what lies beyond a number of pages: what came before stays good. */
async function laterPage(client: BoardClient, request: BoardRequest): Promise<unknown> {
  try {
    return await client.json(request);
  } catch (error) {
    if (error instanceof GiveUpError) return error;
    throw error;
  }
}

/** The issue that tells a list read in part from one read whole. */
export function incomplete(message: string): Extract<Walked, { type: 'issue' }> {
  return { type: 'issue', at: null, code: 'board-incomplete', message };
}

/** The records of a list that comes in one answer; an answer without one says so. */
export function listed(records: readonly Json[] | null): Generator<Walked> | Walked[] {
  return records === null ? [incomplete('the answer holds no list of postings')] : recordsAt(records);
}

/** Records of a list as a walk gives them out, numbered. */
export function* recordsAt(records: readonly Json[], before = 0): Generator<Walked> {
  for (const [n, record] of records.entries()) {
    yield { type: 'record', record, at: `item ${before + n + 1}`, note: null };
  }
}

/**
 * Each record with what its detail adds. A detail that cannot be had costs the detail, not the posting: the list's
 * own words stand, with a note. A board that gives none is not asked for every single one: where it refuses, the
 * rest stays without; where it is out of order, the whole read is put off.
 * @throws RetryLaterError when the board says when to come back, or several details in a row fail.
 */
export async function* withDetails(
  client: BoardClient,
  records: AsyncIterable<Walked> | Iterable<Walked>,
  request: (record: Json) => BoardRequest | null,
  merge: (record: Json, detail: Json) => Json,
): AsyncGenerator<Walked> {
  let failures = 0;
  let refused = '';
  let without = 0;
  let reason = '';
  for await (const walked of records) {
    const asked = walked.type === 'record' ? request(walked.record) : null;
    if (walked.type !== 'record' || asked === null) {
      yield walked;
      continue;
    }
    if (refused !== '') {
      without++;
      yield { ...walked, note: `its details were not asked for: ${refused}` };
      continue;
    }
    try {
      const detail = await client.json(asked);
      failures = 0;
      yield isObject(detail) ? { ...walked, record: merge(walked.record, detail) } : walked;
    } catch (error) {
      if (!(error instanceof GiveUpError) && !mayBeThisOne(error)) throw error;
      // A posting that has just gone says nothing about the others.
      failures = error.code === 'http-not-found' ? 0 : failures + 1;
      if (failures >= FAILURES_IN_A_ROW) {
        if (error instanceof RetryLaterError) throw error;
        refused = error.message;
      }
      if (error.code !== 'http-not-found') {
        without++;
        reason = error.message;
      }
      yield { ...walked, note: `its details could not be read: ${error.message}` };
    }
  }
  // It lists them all the same: none of them is lost.
  if (without > 0)
    yield {
      ...incomplete(`${without} postings came without their details, which is their text: ${reason}`),
      lost: '',
    };
}

/** A fault that the detail may have alone: a 500, a time-out. A board that asks for patience means all of them. */
function mayBeThisOne(error: unknown): error is RetryLaterError {
  return error instanceof RetryLaterError && error.code !== 'cancelled' && error.retryAfterMs === null;
}

/** The objects of a list under `key` (dotted for deeper ones) of an answer; null where it is not there. */
export function listIn(answer: unknown, key: string): Json[] | null {
  let value = answer;
  for (const step of key === '' ? [] : key.split('.')) value = isObject(value) ? value[step] : undefined;
  return Array.isArray(value) ? value.filter(isObject) : null;
}

/** A number that an answer states; null where it does not. */
export function countIn(answer: unknown, key: string): number | null {
  const value = isObject(answer) ? answer[key] : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
