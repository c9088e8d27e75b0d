/** Caps of reading, each with its reason. A cap costs the one record it hits, with a message; never the run. */

/** The longest real posting seen is 60 KB of HTML; 8 M characters is a dump that lost its line breaks. */
export const MAX_RECORD_CHARS = 8 * 1024 * 1024;

/** HTML pages are parsed whole. The largest real job page seen is 0.3 MB; a saved page with inlined images reaches 20 MB. */
export const MAX_PAGE_CHARS = 32 * 1024 * 1024;

/** What format detection looks at. One posting is about 5 KB, so this shows a dozen records. */
export const HEAD_BYTES = 64 * 1024;

/** Read size for files: fewer round trips than the default of 64 KB, still small beside one batch of postings. */
export const READ_BYTES = 256 * 1024;

/** One progress event per this many bytes of input: 4,000 events for 1 GB. */
export const PROGRESS_BYTES = 256 * 1024;

/** Longer titles are descriptions in the wrong column; kept up to here, with a note. */
export const MAX_TITLE_CHARS = 1000;

/** Company is indexed: a PostgreSQL index row holds at most 2,704 bytes, and 300 characters are at most 1,200. */
export const MAX_NAME_CHARS = 300;

/** One line facts that are shown but not indexed (location as written, the source's own id). */
export const MAX_LINE_CHARS = 1000;

/** Classification reads the whole text in one go; no genuine description is longer. */
export const MAX_DESCRIPTION_CHARS = 200_000;

/** Pages of one board: 500 of 100 postings each are more than any employer has open. */
export const MAX_PAGES = 500;

/** Elements of an XML feed inside each other: real ones have some ten. The parser's cost grows with the depth. */
export const MAX_XML_DEPTH = 1000;

/** Levels of a record that are read; what lies deeper is left out, or every level would copy all levels below it. */
export const MAX_FIELD_DEPTH = 50;

/** Copy of a stream on disk, for formats that are read from their end; larger exports are split into files anyway. */
export const MAX_COPY_BYTES = 4 * 1024 ** 3;

/** Any part of a workbook, unpacked: the million rows that Excel allows at 1 KB each. What claims more is a bomb. */
export const MAX_WORKBOOK_PART_BYTES = 1024 ** 3;

/** Texts of a workbook that are held in memory, since its rows only number them: 20,000 long descriptions. */
export const MAX_WORKBOOK_TEXT_CHARS = 100 * 1024 * 1024;

/** Rows of a Parquet file that are held at once, before they become postings. */
export const PARQUET_BATCH_BYTES = 16 * 1024 * 1024;

/** One page of a Parquet column, unpacked: writers make them of 1 MB, and some of one value each. */
export const MAX_PARQUET_PAGE_BYTES = 64 * 1024 * 1024;

/** Pages that are followed from one list or sitemap unless `ROLEMILL_MAX_PAGES` says otherwise: two minutes at one a second. */
export const MAX_FOLLOWED_PAGES = 100;

/** Sitemaps of one site that are looked through; a site of 50 has a million and more pages. */
export const MAX_SITEMAPS = 50;
