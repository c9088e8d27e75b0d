import type { ClassifiedPosting } from '../domain/verdict.js';
import type { Database } from './database.js';
import type { PostingFilter } from './filter.js';

export const QUERY_LIMITS = { default: 50, max: 1000 } as const;

export interface QueryPage {
  rows: ClassifiedPosting[];
  /** All that match, on every page. */
  total: number;
  nextCursor: string | null;
}
export async function queryPostings(
  d: Database,
  filter: PostingFilter,
  page: { limit: number; cursor: string | null },
): Promise<QueryPage> {
  throw new Error('not written yet');
}
export async function getPosting(
  d: Database,
  idOrPrefix: string,
  options: { evidence: boolean },
): Promise<ClassifiedPosting | null> {
  throw new Error('not written yet');
}
