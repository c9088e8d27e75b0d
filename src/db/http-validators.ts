import { sql } from 'drizzle-orm';
import type { Database } from './database.js';

/** What a server said of the version that was read whole last. */
export interface StoredValidators {
  etag: string | null;
  lastModified: string | null;
}

/** What is known of an address, as it was read under `key`; null where nothing is. */
export async function recallValidators(d: Database, key: string): Promise<StoredValidators | null> {
  const rows = await d.orm.execute<{ etag: string | null; last_modified: string | null }>(sql`
    select etag, last_modified from http_validators where key = ${key}`);
  const row = rows[0];
  return row === undefined ? null : { etag: row.etag, lastModified: row.last_modified };
}

/** Remembers, or forgets where the server said nothing that could be asked by. */
export async function storeValidators(d: Database, key: string, known: StoredValidators): Promise<void> {
  if (known.etag === null && known.lastModified === null) {
    await forgetValidators(d, key);
    return;
  }
  await d.orm.execute(sql`
    insert into http_validators (key, etag, last_modified) values (${key}, ${known.etag}, ${known.lastModified})
    on conflict (key) do update set etag = excluded.etag, last_modified = excluded.last_modified, seen_at = now()`);
}

export async function forgetValidators(d: Database, key: string): Promise<void> {
  await d.orm.execute(sql`delete from http_validators where key = ${key}`);
}
