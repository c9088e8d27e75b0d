import { InvalidArgumentError } from 'commander';

/** `--limit 50`: a whole number within bounds; the message names them. */
export function wholeNumber(bounds: { min: number; max: number }): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text.trim()) || value < bounds.min || value > bounds.max) {
      throw new InvalidArgumentError(`Expected a whole number from ${bounds.min} to ${bounds.max}.`);
    }
    return value;
  };
}

/** `--since 2026-03-01`: a day or an instant. Gives what was written; Postgres reads both. */
export function dayOrInstant(text: string): string {
  const iso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
  const day = text.slice(0, 10);
  const real =
    iso.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
  if (!real) throw new InvalidArgumentError('Expected a date such as 2026-03-01 or 2026-03-01T12:00:00Z.');
  return text;
}

/** For options that may be given several times, each also as `a,b`. */
export function listOf(
  check: (item: string) => string = (item) => item,
): (text: string, before?: string[]) => string[] {
  return (text, before = []) => {
    const items = text.split(',').map((item) => item.trim());
    if (items.includes(''))
      throw new InvalidArgumentError('Expected one value, or several with commas between them.');
    return [...before, ...items.map(check)];
  };
}

/** One of a fixed set, for use inside `listOf`. */
export function oneOf(allowed: readonly string[]): (item: string) => string {
  return (item) => {
    const value = item.toLowerCase();
    if (!allowed.includes(value)) throw new InvalidArgumentError(`Allowed: ${allowed.join(', ')}.`);
    return value;
  };
}

/** `--country DE`: two letters, ISO 3166-1. */
export function countryCode(item: string): string {
  if (!/^[A-Za-z]{2}$/.test(item))
    throw new InvalidArgumentError('Expected a two-letter ISO 3166-1 code such as US or DE.');
  return item.toUpperCase();
}

/** `--language de`: two letters, ISO 639-1. */
export function languageCode(item: string): string {
  if (!/^[A-Za-z]{2}$/.test(item))
    throw new InvalidArgumentError('Expected a two-letter ISO 639-1 code such as en or de.');
  return item.toLowerCase();
}
