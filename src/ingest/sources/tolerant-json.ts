/**
 * JSON as it stands in script blocks of real pages: inside CDATA or an HTML comment, with // and block comments,
 * trailing commas, raw line breaks in strings, or HTML-escaped as a whole. Strict parsing is tried first.
 */
const WRAPPERS = /^\s*(?:\/\/\s*)?(?:<!\[CDATA\[|<!--)|(?:\/\/\s*)?(?:\]\]>|-->)\s*(?:;\s*)?$/g;
/**
 * A string, or one of the things to repair outside of strings. What is never closed goes to the end: tried again from
 * every quote inside of it, a text of megabytes would take hours.
 */
const TOKENS = /"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|\\?$)|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|,(?=\s*[}\]])/g;
const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  '#34': '"',
  '#x22': '"',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  '#39': "'",
};

/** @throws SyntaxError of the strict parse of what is left after all repairs. */
export function parseTolerant(text: string): unknown {
  const bare = text.replace(WRAPPERS, '').replace(WRAPPERS, '').trim().replace(/;$/, '');
  for (const attempt of [bare, repair(bare)]) {
    const parsed = tryParse(attempt);
    if (parsed !== null) return parsed.value;
  }
  // Escaped as a whole by a template engine: no quote is left that could open a string.
  return JSON.parse(
    bare.includes('&quot;') || bare.includes('&#34;') ? repair(unescape(bare)) : repair(bare),
  );
}

function tryParse(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function repair(text: string): string {
  const withoutComments = text.replace(TOKENS, (token) => {
    if (!token.startsWith('"')) return token.startsWith(',') ? token : ' ';
    return token.replace(/[\n\r\t]/g, (char) => ESCAPES[char] ?? char);
  });
  // Second pass: a comma may have stood before a comment that is gone now.
  return withoutComments.replace(TOKENS, (token) => (token.startsWith(',') ? '' : token));
}

function unescape(text: string): string {
  return text.replace(
    /&(quot|#34|#x22|amp|lt|gt|apos|#39);/g,
    (whole, name: string) => ENTITIES[name] ?? whole,
  );
}

/** Outside of strings Python writes NaN and Infinity; inside of them exporters leave tabs and odd escapes. */
const RECORD_FAULTS = /"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|\\?$)|\bNaN\b|-?\bInfinity\b/g;

/**
 * One record. Faults that have a single possible meaning are mended and said so: NaN and Infinity as numbers (null),
 * a raw tab in a string, an escape that JSON does not have (`\s`). All else is an error: a trailing comma may be a lost field.
 * @throws SyntaxError of the strict parse.
 */
export function parseRecord(text: string): { value: unknown; mended: boolean } {
  try {
    return { value: JSON.parse(text), mended: false };
  } catch (error) {
    const mended = tryParse(text.replace(RECORD_FAULTS, mendToken));
    if (mended === null) throw error;
    return { value: mended.value, mended: true };
  }
}

function mendToken(token: string): string {
  if (!token.startsWith('"')) return 'null';
  return token
    .replace(/\t/g, '\\t')
    .replace(/\\(?:["\\/bfnrt]|u[\da-f]{4})|\\/gi, (escape) => (escape === '\\' ? '\\\\' : escape));
}
