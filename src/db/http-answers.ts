/** Answers of the parts of boards, kept between runs: see `httpAnswers` in the schema. */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { sql } from 'drizzle-orm';
import type { Database } from './database.js';
import type { StoredValidators } from './http-validators.js';

/** A posting that was on no list for so long will hardly be asked for again. */
const DAYS_KEPT = 14;

export interface StoredAnswer {
  validators: StoredValidators;
  body: Buffer;
}

/** What a part answered last, and notes that it is still asked for; null where nothing is known. */
export async function recallAnswer(d: Database, key: string, url: string): Promise<StoredAnswer | null> {
  const [row] = await d.orm.execute<{
    etag: string | null;
    last_modified: string | null;
    body: Uint8Array;
  }>(sql`
    update http_answers set seen_at = now() where key = ${key} and url = ${url} returning etag, last_modified, body`);
  if (row === undefined) return null;
  const body = await promisify(gunzip)(row.body);
  return { validators: { etag: row.etag, lastModified: row.last_modified }, body };
}

export async function storeAnswer(
  d: Database,
  key: string,
  url: string,
  answer: StoredAnswer,
): Promise<void> {
  const body = (await promisify(gzip)(answer.body)).toString('base64');
  const { etag, lastModified } = answer.validators;
  await d.orm.execute(sql`
    insert into http_answers (key, url, etag, last_modified, body)
    values (${key}, ${url}, ${etag}, ${lastModified}, decode(${body}, 'base64'))
    on conflict (key, url) do update
      set etag = excluded.etag, last_modified = excluded.last_modified, body = excluded.body, seen_at = now()`);
}

/** Lets go of the parts of a source that it has not led to for long. */
export async function forgetOldAnswers(d: Database, key: string): Promise<void> {
  await d.orm.execute(sql`
    delete from http_answers where key = ${key} and seen_at < now() - make_interval(days => ${DAYS_KEPT}::int)`);
}
