/** Opaque cursors of `query`: where the last page ended, and which filter it was of. */
import { createHash } from 'node:crypto';
import { UsageError } from '../domain/errors.js';
import { canonicalFilter, type PostingFilter } from './filter.js';

export interface CursorPosition {
  /** `first_seen` as the server writes it: with microseconds, which a JavaScript Date would lose. */
  firstSeen: string;
  id: string;
}

export function encodeCursor(position: CursorPosition, filter: PostingFilter): string {
  return Buffer.from(JSON.stringify([position.firstSeen, position.id, fingerprint(filter)])).toString(
    'base64url',
  );
}

/** @throws UsageError for anything that `encodeCursor` did not make for this very filter. */
export function decodeCursor(cursor: string, filter: PostingFilter): CursorPosition {
  const [firstSeen, id, of] = parse(cursor);
  if (!isInstant(firstSeen) || id.includes('\0')) throw garbage();
  if (of !== fingerprint(filter)) {
    throw new UsageError('the cursor belongs to a query with another filter: leave it out to start anew');
  }
  return { firstSeen, id };
}

function parse(cursor: string): [string, string, string] {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch (cause) {
    throw garbage(cause);
  }
  if (!Array.isArray(value) || value.length !== 3 || !value.every((part) => typeof part === 'string'))
    throw garbage();
  return value as [string, string, string];
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
