/** One JSON object per line. A bad line costs itself: the reader goes on with the next. */
import { cut, stripControls } from '../facts/clean.js';
import { MAX_RECORD_CHARS } from '../limits.js';
import { isObject, lostWords, MENDED, type Item, type ParseContext } from './item.js';
import { recordPostings } from './registry.js';
import { parseRecord } from './tolerant-json.js';

interface Line {
  text: string;
  number: number;
  /** Length in characters where the line was over the cap and was dropped. */
  tooLong: number | null;
}

export async function* readNdjson(text: AsyncIterable<string>, ctx: ParseContext): AsyncGenerator<Item> {
  for await (const line of lines(text)) {
    const at = `line ${line.number}`;
    if (line.tooLong !== null) {
      yield { type: 'issue', at, code: 'line-too-long', message: tooLong(line.tooLong) };
    } else if (line.text.trim() !== '') {
      yield* readLine(line.text, at, ctx);
    }
  }
}

function tooLong(length: number): string {
  return `longer than ${MAX_RECORD_CHARS / 1024 / 1024} million characters (${length}): is it one posting per line?`;
}

function* readLine(text: string, at: string, ctx: ParseContext): Generator<Item> {
  let value: unknown;
  let mended: boolean;
  try {
    ({ value, mended } = parseRecord(text));
  } catch (error) {
    const message = `not JSON: ${parseReason(error)}`;
    yield { type: 'issue', at, code: 'invalid-json', message, ...lostWords(text) };
    return;
  }
  // A line may hold a list of postings: some exporters write one page of results per line.
  for (const record of [value].flat()) {
    if (isObject(record)) {
      for (const raw of recordPostings(record, 'ndjson', at, ctx))
        yield { type: 'raw', raw, note: mended ? MENDED : null };
    } else {
      const kind = record === null ? 'null' : typeof record;
      const message = `expected an object, found ${kind}`;
      yield { type: 'issue', at, code: 'invalid-record', message, ...lostWords(text) };
    }
  }
}

/** V8 quotes the whole line in its message; the first words say what is wrong. What it quotes goes to terminals and logs. */
export function parseReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return stripControls(message.length > 160 ? `${cut(message, 160)}…` : message).text;
}

async function* lines(text: AsyncIterable<string>): AsyncGenerator<Line> {
  let parts: string[] = [];
  let length = 0;
  let number = 0;
  const take = (last: string): Line => {
    const over = length + last.length > MAX_RECORD_CHARS;
    const line = {
      text: over ? '' : parts.join('') + last,
      number: ++number,
      tooLong: over ? length + last.length : null,
    };
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of text) {
    let start = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
      yield take(chunk.slice(start, end));
      start = end + 1;
    }
    length += chunk.length - start;
    // Over the cap nothing is kept, only counted, until the line ends.
    if (length > MAX_RECORD_CHARS) parts = [];
    else if (start < chunk.length) parts.push(chunk.slice(start));
  }
  if (length > 0) yield take('');
}
