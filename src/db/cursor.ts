/** Opaque cursors of `query`: where the last page ended, and which filter it was of. */
import { createHash } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { UsageError } from '../domain/errors.js';
import { canonicalFilter, type PostingFilter } from './filter.js';
import type { Counts } from './page-count.js';

export interface CursorPosition {
  /** `first_seen` as the server writes it: with microseconds, which a JavaScript Date would lose. */
  firstSeen: string;
  id: string;
  /** Where a page is a part of what was looked at: what the first one saw of all, which the others tell too. */
  least?: Counts;
}

export function encodeCursor({ firstSeen, id, least }: CursorPosition, filter: PostingFilter): string {
  const parts = [
    firstSeen,
    id,
    fingerprint(filter),
    ...(least === undefined ? [] : [least.total, least.fitting]),
  ];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @throws UsageError for anything that `encodeCursor` did not make for this very filter. */
export function decodeCursor(cursor: string, filter: PostingFilter): CursorPosition {
  const [firstSeen, id, of, ...least] = parse(cursor);
  if (!isInstant(firstSeen) || id.includes('\0')) throw garbage();
  if (of !== fingerprint(filter)) {
    throw new UsageError('the cursor belongs to a query with another filter: leave it out to start anew');
  }
  const [total, fitting] = least;
  return total === undefined || fitting === undefined
    ? { firstSeen, id }
    : { firstSeen, id, least: { total, fitting } };
}

/** What comes behind a position, the last seen for the first time first: a condition over rows of posting_facts of this name. */
export function behind(position: CursorPosition | null, row: 'f' | 'o'): SQL {
  if (position === null) return sql`true`;
  const name = sql.raw(row);
  return sql`(${name}.first_seen, ${name}.posting_id) < (${position.firstSeen}::timestamptz, ${position.id})`;
}

type Parts = [firstSeen: string, id: string, of: string, total?: number, fitting?: number];

function parse(cursor: string): Parts {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch (cause) {
    throw garbage(cause);
  }
  if (!Array.isArray(value) || ![3, 5].includes(value.length)) throw garbage();
  const isPart = (part: unknown, n: number): boolean =>
    n < 3 ? typeof part === 'string' : Number.isSafeInteger(part) && (part as number) >= 0;
  if (!value.every(isPart)) throw garbage();
  return value as Parts;
}

function isInstant(text: string): boolean {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(\.\d{1,6})?\+00$/.exec(text);
  const time = Date.parse(`${match?.[1]}T${match?.[2]}Z`);
  // 31 February would roll over to March here, and fail in the server.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(match?.[1] ?? '-');
}

function garbage(cause?: unknown): UsageError {
  return new UsageError(
    'the cursor is not one that a query gave: pass it on unchanged, or leave it out to start anew',
    {
      cause,
    },
  );
}

function fingerprint(filter: PostingFilter): string {
  return createHash('sha256').update(canonicalFilter(filter)).digest('hex').slice(0, 16);
}
