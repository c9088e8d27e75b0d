/** Longest wait that a server can ask for: beyond a day the header is a mistake or a way of saying no. */
const MAX_WAIT_MS = 24 * 60 * 60 * 1000;

/**
 * A `Retry-After` header (seconds, or an HTTP date) -> milliseconds from `now`, between 0 and a day; null where it
 * is missing or neither.
 */
export function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  const at = /^\d+(\.\d+)?$/.test(text)
    ? now + Number(text) * 1000
    : /[a-z]{3}/i.test(text)
      ? Date.parse(text)
      : NaN;
  return Number.isNaN(at) ? null : Math.min(MAX_WAIT_MS, Math.max(0, at - now));
}
