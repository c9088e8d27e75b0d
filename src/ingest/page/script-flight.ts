/**
 * What the Next.js router pushes into a page: rows, `3:{…}` to the end of the line or `5:T1a4,` and so many bytes of
 * text, which others name as `"$5"`.
 */
import { isObject } from '../sources/item.js';

const ROW = /([\da-f]+):(?:T([\da-f]+),)?/iy;
const NEWLINE = 0x0a;
/** Elements in elements; a page has some fifty. */
const MAX_DEPTH = 200;

/** The values of all rows, texts put in where they are named. Rows that are something else are passed over. */
export function flightValues(stream: string): unknown[] {
  const bytes = Buffer.from(stream);
  const texts = new Map<string, string>();
  const values: unknown[] = [];
  for (let at = 0; at < bytes.length;) {
    ROW.lastIndex = 0;
    const [head = '', id = '', length] = ROW.exec(bytes.toString('latin1', at, at + 40)) ?? [];
    const start = at + head.length;
    const line = bytes.indexOf(NEWLINE, start);
    const end = length === undefined ? (line < 0 ? bytes.length : line) : start + parseInt(length, 16);
    const text = bytes.toString('utf8', start, end);
    at = length === undefined ? end + 1 : end;
    if (length !== undefined) texts.set(id, text);
    else if (/^[[{]/.test(text)) values.push(parsed(text));
  }
  return values.map((value) => withTexts(value, texts, 0));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** A name for what is no text (an element, a promise) says nothing to a reader. */
function withTexts(value: unknown, texts: ReadonlyMap<string, string>, depth: number): unknown {
  if (depth > MAX_DEPTH) return null;
  if (typeof value === 'string') {
    const id = /^\$([\da-f]+)$/i.exec(value)?.[1];
    return id === undefined ? value : (texts.get(id) ?? null);
  }
  if (Array.isArray(value)) return value.map((entry) => withTexts(entry, texts, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, withTexts(entry, texts, depth + 1)]),
  );
}
