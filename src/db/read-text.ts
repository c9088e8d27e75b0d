import { sql } from 'drizzle-orm';
import type { Database } from './database.js';

/** The texts that evidence points into. */
export interface PostingText {
  title: string;
  description: string;
  location: string | null;
}

/** Of one posting, by its whole id; null when there is none. */
export async function readPostingText({ orm }: Database, id: string): Promise<PostingText | null> {
  const [row] = await orm.execute<PostingText & Record<string, unknown>>(
    sql`select title, description, location_raw as location from postings where id = ${id}`,
  );
  return row ?? null;
}
