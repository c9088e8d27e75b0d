/**
 * What figures count: one narrow row for each posting that has a verdict. A figure over 200,000 postings reads 60 MB
 * here instead of 1 GB of texts, evidence and skills, so that the whole market report takes a second or two.
 *
 * They are written in the transaction that changes what they tell, so they are never behind: by `refreshFacts` after a
 * verdict and after grouping, and by the triggers of migrations 0003 and 0009 when a listing is closed or found back
 * (posting_sources) and when a posting's company, source or date is another (postings). Whoever writes several
 * locks them in the order of their ids, so that two writers wait for each other and never both.
 */
import { sql } from 'drizzle-orm';
import {
  boolean,
  doublePrecision,
  index,
  integer,
  pgTable,
  real,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.js';
import { postings } from './postings.js';

/** A number for each skill: arrays of them are a tenth of the rows of `posting_skills`, and counted in a tenth of the time. */
export const skillNumbers = pgTable('skill_numbers', {
  number: smallint('number').primaryKey().generatedAlwaysAsIdentity(),
  skill: text('skill').notNull().unique('skill_numbers_skill'),
  label: text('label').notNull(),
  category: text('category').notNull(),
});

/**
 * A number for each set of terms that postings have together: what figures group by is one number of 200,000 rows and
 * the few thousand sets, not ten texts a row. Two kinds: `rolemill_verdict_terms` and `rolemill_other_terms` (migration 0007)
 * say what stands where.
 */
export const factTerms = pgTable('fact_terms', {
  number: integer('number').primaryKey().generatedAlwaysAsIdentity(),
  terms: text('terms').array().notNull().unique('fact_terms_terms'),
});

/** A number for each company of each source, as it is written; empty where none is named. */
export const factCompanies = pgTable(
  'fact_companies',
  {
    number: integer('number').primaryKey().generatedAlwaysAsIdentity(),
    source: text('source').notNull(),
    company: text('company').notNull(),
  },
  // Hashed, since a name may be longer than an entry of an index.
  (t) => [uniqueIndex('fact_companies_name').on(t.source, sql`md5(${t.company})`)],
);

export const postingFacts = pgTable(
  'posting_facts',
  {
    // What has one width stands first, then what figures and pages read: the server walks through a row to the column that it
    // is asked for, and from the thirtieth on that took as long as all the rest.
    /** Number of its words (posting_words): postings that have some are asked for as bits. */
    wordsNumber: integer('words_number').notNull(),
    /** Numbers of its sets of terms (fact_terms): of the verdict, and of everything else that has few values. */
    verdictTerms: integer('verdict_terms').notNull(),
    otherTerms: integer('other_terms').notNull(),
    /** Number of its source and company (fact_companies). */
    companyNumber: integer('company_number').notNull(),
    /**
     * Whole days from opened to closed, or to when it was last seen open; -1 where its start was not seen. Kept here, since
     * looking up the last sighting of 120,000 open postings took a report 0.35 s; whole days, so that a posting that is seen
     * each hour is written once a day.
     */
    lasting: integer('lasting').notNull(),
    roleConfidence: real('role_confidence').notNull(),
    /** When it was posted, else first seen. */
    opened: instant('opened').notNull(),
    firstSeen: instant('first_seen').notNull(),
    /** It is a copy or has copies: all others need not be asked whether they count. */
    grouped: boolean('grouped').notNull().default(false),
    postingId: text('posting_id')
      .primaryKey()
      .references(() => postings.id, { onDelete: 'cascade' }),
    /** The posting it is a copy of, else null. */
    canonicalId: text('canonical_id'),
    /** Numbers of its skills (skill_numbers), in the order of the verdict. */
    skills: smallint('skills').array().notNull(),
    /**
     * The same for those who count them (src/db/figures/rows.ts): how many, how many of them are required and preferred,
     * then their numbers, the required ones first, each in two bytes. Joining 200,000 of these takes the server a tenth
     * of a second, writing out as many arrays more than one.
     */
    skillCodes: bytes('skill_codes').notNull(),
    /** All numbers of the row that figures read, in one piece (rolemill_fact_head): joining them for 200,000 rows took the server 0.4 s. */
    head: bytes('head')
      .notNull()
      .generatedAlwaysAs(
        sql`rolemill_fact_head(verdict_terms, other_terms, company_number, lasting, years_min, role_confidence, opened, closed, pay_year)`,
      ),
    /** When the last source that listed it did so no more; null while it is open. */
    closed: instant('closed'),
    taxonomy: text('taxonomy').notNull(),
    source: text('source').notNull(),
    /** Null where none is named. */
    company: text('company'),
    country: text('country'),
    region: text('region'),
    city: text('city'),
    remote: text('remote'),
    employmentType: text('employment_type'),
    language: text('language'),
    role: text('role').notNull(),
    roleLabel: text('role_label').notNull(),
    family: text('family').notNull(),
    level: text('level').notNull(),
    levelLabel: text('level_label').notNull(),
    band: text('band').notNull(),
    yearsMin: real('years_min'),
    /**
     * Pay of a year before tax in plain units of `payCurrency`: the middle of the range, else the one end that is named.
     * Null where no period is named: what the source means by 50 is not guessed.
     */
    payYear: doublePrecision('pay_year'),
    payCurrency: text('pay_currency'),
    /** What an amount that is named lacks to be a figure: `period`, `currency` or `both`; null where it lacks nothing, or none is named. */
    payGap: text('pay_gap'),
  },
  (t) => [
    // Pages of `query`, newest first, and how many there are: all that a filter asks but skills stands in it, so that
    // 200,000 postings are 20 MB in order and not 80 MB in the table.
    index('posting_facts_pages').on(
      ...([t.firstSeen, t.postingId, t.verdictTerms, t.otherTerms, t.companyNumber] as const),
      ...([t.opened, t.closed, t.grouped, t.canonicalId, t.wordsNumber] as const),
    ),
    // How many have a role, a country or a company, and are no copies (9 of 10) or are: in what is 6 MB for each, the third of a
    // market that is in a country is counted in a sixth of the time that the index of pages takes, a role in a tenth. Words
    // are asked for by their number, so it stands here too, and no row is visited. A verdict paid 0.02 to
    // 0.06 ms for the first four.
    ...(['verdict', 'other', 'company'] as const).flatMap((what) => {
      const column = { verdict: t.verdictTerms, other: t.otherTerms, company: t.companyNumber }[what];
      return [
        index(`posting_facts_${what}`)
          .on(column, t.wordsNumber)
          .where(sql`not ${t.grouped}`),
        index(`posting_facts_${what}_copies`)
          .on(column, t.wordsNumber, t.canonicalId, t.postingId)
          .where(sql`${t.grouped}`),
      ];
    }),
    // Copies of one posting in the order in which one of them counts: `selection` reads them off without sorting, and a
    // page of `query` looks up whether an earlier copy fits too. The canonical id once more, and the number of
    // its words, so that no row is visited.
    index('posting_facts_group')
      .on(
        sql`coalesce(${t.canonicalId}, ${t.postingId})`,
        ...([t.firstSeen, t.postingId, t.canonicalId, t.wordsNumber] as const),
      )
      .where(sql`${t.grouped}`),
    // Few postings have a rare skill: 20 ms where all rows took 150. Costs a verdict 0.03 ms.
    index('posting_facts_skills').using('gin', t.skills),
    // Where the data ends, asked for every trend and movers: 1 ms, not 80.
    index('posting_facts_seen_from').on(sql`least(${t.opened}, ${t.firstSeen})`),
  ],
);
