/** Writes the words by which postings are found (schema/words.ts). */
import { sql } from 'drizzle-orm';
import { cutWords } from '../domain/words.js';
import { cleanJson } from './clean.js';
import type { Database } from './database.js';

type Transaction = Pick<Database['orm'], 'execute'>;
type Text = { id: string; title: string; description: string };

/** Puts the words of texts in place of those that their postings had. To be called before `refreshFacts`. */
export async function writeWords(tx: Transaction, texts: readonly Text[]): Promise<void> {
  if (texts.length === 0) return;
  await tx.execute(sql`
    insert into posting_words as w (posting_id, words)
    select id, words from json_to_recordset(${cleanJson(texts.map(toRow))}::json) as incoming (id text, words text)
    order by id
    on conflict (posting_id) do update set words = excluded.words, room = excluded.room
    where w.words is distinct from excluded.words
  `);
}

/** Texts read and cut at once: some 5 MB. */
const BATCH = 1000;

/** One fills, others wait: any fixed number beside that of migrate.ts. */
const LOCK_KEY = 0x726f6c65_02n;

/**
 * Cuts the words of postings that have none: all of them once, when a database comes from before there were any. One look
 * when nothing is to do. What is cut stays so if this is ended.
 */
export async function fillWords(orm: Database['orm'], log: (line: string) => void): Promise<void> {
  const [due] = await orm.execute<{ n: number }>(
    sql`select count(*)::int as n from (select from posting_words where words is null limit 1000000) due`,
  );
  if ((due?.n ?? 0) === 0) return;
  log(`reading the words of ${due?.n} postings, once: by them --text finds postings`);
  while ((await fillSome(orm)) > 0);
}

/** @returns how many were due. */
function fillSome(orm: Database['orm']): Promise<number> {
  return orm.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK_KEY.toString()}::bigint)`);
    const texts = await tx.execute<Text>(sql`
      select p.id, p.title, p.description from posting_words w join postings p on p.id = w.posting_id
      where w.words is null order by w.number limit ${BATCH}
    `);
    // Not as above: a row that is put in the place of another costs a number. And only what nobody has written meanwhile.
    await tx.execute(sql`
      update posting_words w set words = incoming.words, room = default
      from json_to_recordset(${cleanJson(texts.map(toRow))}::json) as incoming (id text, words text)
      where w.posting_id = incoming.id and w.words is null
    `);
    return texts.length;
  });
}

function toRow({ id, title, description }: Text): { id: string; words: string } {
  // The dot is no word: what stands at the end of the title is not next to what the description begins with.
  return { id, words: `${cutWords(title)} . ${cutWords(description)}`.trim() };
}
