import { sql } from 'drizzle-orm';
import type { Reader } from './selection.js';

/** Postings of the whole store by their state. */
export interface StoreTotals {
  postings: number;
  classified: number;
  pending: number;
  failed: number;
}

export async function storeTotals(d: Reader): Promise<StoreTotals> {
  const rows = await d.execute<{ state: string; count: number }>(
    sql`select state, count(*)::int as count from postings group by state`,
  );
  const of = (state: string): number => rows.find((row) => row.state === state)?.count ?? 0;
  const [classified, pending, failed] = [of('classified'), of('pending'), of('failed')];
  return { postings: classified + pending + failed, classified, pending, failed };
}
