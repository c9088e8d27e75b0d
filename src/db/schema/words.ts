/** The words of postings, for whoever looks for some. A table of its own: the rows that figures read stay narrow. */
import { sql } from 'drizzle-orm';
import { bigint, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { postings } from './postings.js';

/**
 * A row for each posting that has facts, written by who classifies it (src/db/words.ts), of the text that was read.
 *
 * Why so, measured with 5,000 real postings of 4,900 characters in batches of 200 on PostgreSQL 15, ms of the server and room a
 * posting, index and all: these words 0.37 and 5 KB; a tsvector with its places 0.43 and 7 KB, which knows 16,383 places and
 * 255 of a word; numbers of words in an int4[] 0.26, which takes a table of all words ever seen beside it to look for
 * beginnings. Pairs of neighbours in the index too, for quoted words: 1.6. Trigrams take an extension that a given
 * server may not have.
 */
export const postingWords = pgTable(
  'posting_words',
  {
    postingId: text('posting_id')
      .primaryKey()
      .references(() => postings.id, { onDelete: 'cascade' }),
    /** Its place in a set of postings that is handed over as bits; posting_facts has it too. */
    number: integer('number').notNull().generatedAlwaysAsIdentity(),
    /**
     * Those of the title, a dot, and those of the description (src/domain/words.ts), a space between each two; null until
     * they are cut. Out of line and not compressed (migration 0012): counting reads no text, and quoted words are looked
     * for in a third of the time.
     */
    words: text('words'),
    /**
     * 2,100 spaces, compressed to 30 bytes. The server puts nothing out of line where a row is less than 2,032 bytes before,
     * and short texts within the rows took 200,000 of them from 34 ms to 59. To be set whenever `words` is.
     */
    room: text('room')
      .notNull()
      .default(sql`repeat(' ', 2100)`),
  },
  (t) => [
    // The function keeps the server from ever reading each row instead: it costs what cutting a text into an index costs.
    index('posting_words_words').using('gin', sql`rolemill_words(${t.words})`),
    // What is still to be cut, asked at every start.
    index('posting_words_uncut')
      .on(t.number)
      .where(sql`${t.words} is null`),
  ],
);

/**
 * A row for each statement that has changed words, by trigger and without waiting for another writer: as long as a
 * transaction sees as many as an earlier one did, both see the same words (src/db/known-numbers.ts).
 */
export const wordChanges = pgTable('word_changes', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
});
