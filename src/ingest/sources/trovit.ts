/**
 * Feeds in Trovit's format (`<trovit><ad>…`), which several search engines take. The usual names of fields do, but
 * for dates: the format says day before month, so 03/04/2026 is the third of April.
 */
import type { BoardAdapter } from './board.js';
import { genericPosting } from './generic.js';
import { FEED, isObject, textOf } from './item.js';

const SLASHES = /^\s*(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b/;

function isoDate(value: string | number | null): string | number | null {
  const m = typeof value === 'string' ? SLASHES.exec(value) : null;
  return m === null ? value : `${m[3]}-${m[2]?.padStart(2, '0')}-${m[1]?.padStart(2, '0')}`;
}

export const trovit: BoardAdapter = {
  name: 'trovit',
  /** A format, not a service: its feeds stand anywhere. */
  target: () => null,
  recognises: (record) => {
    const feed = record[FEED];
    return isObject(feed) && /^trovit$/i.test(textOf(feed['root']) ?? '') && 'title' in record;
  },
  toRaw: (record, at) => {
    const raw = genericPosting(record, null, 'xml', at);
    return { ...raw, postedAt: isoDate(raw.postedAt), validThrough: isoDate(raw.validThrough) };
  },
};
