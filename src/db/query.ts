import { sql } from 'drizzle-orm';
import { UsageError } from '../domain/errors.js';
import type { ClassifiedPosting } from '../domain/verdict.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import type { Database } from './database.js';
import type { PostingFilter } from './filter.js';
import { keepNumbers } from './known-numbers.js';
import { readPageKeys } from './page-keys.js';
import { readClassified } from './read-classified.js';
import { readStandings, type Standing } from './standing.js';
import { CLASSIFIED_COLUMNS, type ClassifiedRow, toClassified } from './verdict-row.js';

export const QUERY_LIMITS = { default: 50, max: 1000 } as const;

export type StoredPosting = ClassifiedPosting & Standing;

export interface QueryPage {
  rows: StoredPosting[];
  /** All that match, on every page: copies of a posting once, unless the filter asks for all of them. */
  total: number;
  /**
   * False: at least so many. With words next to each other, of which each occurs in thousands of postings: so many are looked
   * at for a page as take a tenth of a second, and it may have less than `limit` and still be followed by others.
   */
  totalIsExact: boolean;
  /** Copies beyond that which match too; 0 where each was asked for. */
  furtherCopies: number;
  nextCursor: string | null;
}

interface PageAsked {
  limit: number;
  /** `nextCursor` of the page before; null: the first one. */
  cursor: string | null;
  /** Waits a second or two rather than getting a part of a page, and the least that its total can be. */
  patient?: boolean;
}

/** As `queryPostings`; where that gives a part of a page, all are looked at. For those who would ask on at once. */
export async function queryFullPage(
  d: Database,
  filter: PostingFilter,
  page: Omit<PageAsked, 'patient'>,
): Promise<QueryPage> {
  const found = await queryPostings(d, filter, page);
  const isPart = found.nextCursor !== null && found.rows.length < page.limit;
  return isPart ? queryPostings(d, filter, { ...page, patient: true }) : found;
}

/**
 * A page of classified postings, last seen for the first time first. Postings that come in meanwhile stand before
 * the first page and move no other.
 * @throws UsageError for a bad filter, a limit outside 1 to 1,000, or a cursor that is not of this filter.
 */
export async function queryPostings(d: Database, filter: PostingFilter, page: PageAsked): Promise<QueryPage> {
  if (!Number.isInteger(page.limit) || page.limit < 1 || page.limit > QUERY_LIMITS.max) {
    throw new UsageError(`limit: expected a whole number from 1 to ${QUERY_LIMITS.max}, got ${page.limit}`);
  }
  const after = page.cursor === null ? null : decodeCursor(page.cursor, filter);
  const { found, classified, standings } = await d.orm.transaction(
    async (tx) => {
      keepNumbers(d.orm, tx);
      const keys = await readPageKeys(tx, filter, { ...page, after });
      const ids = keys.keys.map(({ id }) => id);
      return {
        found: keys,
        classified: await readClassified(tx, keys.keys, { evidence: false }),
        standings: await readStandings(tx, ids),
      };
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
  return {
    rows: found.keys.flatMap(({ id }) => {
      const [posting, standing] = [classified.get(id), standings.get(id)];
      return posting === undefined || standing === undefined ? [] : [{ ...posting, ...standing }];
    }),
    total: found.total,
    totalIsExact: found.exact,
    furtherCopies: found.fitting - found.total,
    nextCursor: found.next === null ? null : encodeCursor(found.next, filter),
  };
}

/**
 * One posting with its current verdict, by its id or the beginning of it; null when there is none, or it has no
 * verdict yet.
 * @throws UsageError when the beginning fits several.
 */
export async function getPosting(
  d: Database,
  idOrPrefix: string,
  options: { evidence: boolean },
): Promise<ClassifiedPosting | null> {
  const prefix = idOrPrefix.trim().toLowerCase();
  if (!/^[0-9a-f]{1,64}$/.test(prefix)) return null;
  const evidence = options.evidence ? sql`, c.evidence` : sql``;
  // A range rather than LIKE: it uses the primary key under any collation's index. "g" follows every hex digit.
  const [row, other] = await d.orm.execute<ClassifiedRow>(sql`
    select ${CLASSIFIED_COLUMNS} ${evidence}
    from postings p join classifications c on c.posting_id = p.id and c.current
    where p.id >= ${prefix} and p.id < ${`${prefix}g`} order by p.id limit 2
  `);
  if (row === undefined) return null;
  if (other !== undefined && row.id !== prefix) {
    throw new UsageError(
      `"${prefix}" is the beginning of several ids (${row.id}, ${other.id} ...): give more of it`,
    );
  }
  return toClassified(row);
}
