/** What politeness to hosts needs to remember, shared by all workers. */
import { pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.js';

/** Turns at the hosts that sources are fetched from, shared by all workers: one row for each request a host may have. */
export const hostTurns = pgTable(
  'host_turns',
  {
    host: text('host').notNull(),
    slot: smallint('slot').notNull(),
    /** When the next request may begin. While one is under way: when its holder counts as lost. */
    freeAt: instant('free_at').notNull().defaultNow(),
    /** Who has the turn, to be renewed and ended by nobody else. */
    holder: uuid('holder'),
  },
  (t) => [primaryKey({ columns: [t.host, t.slot] })],
);

/** What servers said of the versions that were read whole: an unchanged board costs one 304. */
export const httpValidators = pgTable('http_validators', {
  /** The address, and how it was read (another `--map` is another reading). */
  key: text('key').primaryKey(),
  etag: text('etag'),
  lastModified: text('last_modified'),
  seenAt: instant('seen_at').notNull().defaultNow(),
});

/**
 * What the parts of boards that answer in several (pages, a detail for each posting) said last, to be read again where
 * the server says that it still stands. Nothing depends on it: a part that is not here is sent again.
 */
export const httpAnswers = pgTable(
  'http_answers',
  {
    /** As in `http_validators`: the source and how it is read. */
    key: text('key').notNull(),
    url: text('url').notNull(),
    etag: text('etag'),
    lastModified: text('last_modified'),
    /** Gzip. */
    body: bytes('body').notNull(),
    seenAt: instant('seen_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.key, t.url] })],
);
