/** What PostgreSQL cannot hold, taken out before it can fail a whole batch. */

/** NUL has no place in `text` nor `jsonb`; half a surrogate pair (a quote cut in an emoji) fails as JSON. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** The text without NUL, lone surrogates replaced as a decoder would. */
export function cleanText(text: string): string {
  return text.replace(UNSTORABLE, (found) => (found === '\0' ? '' : '\uFFFD'));
}

/** `\u0000`, or half of a surrogate pair, where the backslash is no escaped one itself. */
const UNSTORABLE_ESCAPE = /(?<!\\)((?:\\\\)*)\\u(0000|d[89a-f][0-9a-f]{2})/g;

/**
 * JSON ready to be sent as one parameter, every string in it cleaned, keys too. JSON.stringify writes NUL and lone
 * surrogates (and nothing else of the kind) as escapes, so one look at its output is enough: a batch of 1 MB costs
 * half a millisecond, where a replacer called for each value would cost ten times that.
 */
export function cleanJson(value: unknown): string {
  const json = JSON.stringify(value) ?? 'null';
  if (!json.includes('\\u0000') && !json.includes('\\ud')) return json;
  return json.replace(UNSTORABLE_ESCAPE, (_all, before: string, code: string) =>
    code === '0000' ? before : `${before}\uFFFD`,
  );
}

/** ISO 8601 within what PostgreSQL and JavaScript both read (years 1 to 9999), else null. */
export function cleanInstant(iso: string | null): string | null {
  if (iso === null || !/^\d{4}-/.test(iso) || iso.startsWith('0000') || Number.isNaN(Date.parse(iso)))
    return null;
  return new Date(iso).toISOString();
}

/** Finite, or null: JSON has no other numbers. */
export function cleanNumber(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** A timestamp as it comes from the server (`2026-03-01 00:00:00+00`, the session being in UTC) as ISO 8601. */
export function isoInstant(text: string): string;
export function isoInstant(text: string | null): string | null;
export function isoInstant(text: string | null): string | null {
  return text === null ? null : text.replace(' ', 'T').replace(/\+00(:00)?$/, 'Z');
}
