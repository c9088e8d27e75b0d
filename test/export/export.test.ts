/** What is exported is read back by DuckDB and compared with the store. */
import { rm } from 'node:fs/promises';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportRows } from '../../src/db/export-rows.js';
import { queryPostings, type StoredPosting } from '../../src/db/query.js';
import { writerOf } from '../../src/report/export/formats.js';
import { gzipTo } from '../../src/report/export/gzip.js';
import { EXPORT_FORMATS, isCompressed, type ExportFormat } from '../../src/report/export/names.js';
import { describeEachDatabase } from '../support/backends.js';
import { findDuckDb } from '../support/duckdb.js';
import { makePosting } from '../support/postings.js';
import { emptyTables, storeClassified } from '../support/store.js';
import { makeTempFolder } from '../support/temp-folder.js';
import { sampleEntry } from './sample.js';

/** More than one batch of the reader. */
const POSTINGS = 1300;
/** The same text at two places: copies. */
const repeated = (name: string): ReturnType<typeof sampleEntry> => [
  makePosting(name, { title: 'Repeated', description: 'the same words again and again, '.repeat(4) }),
  {},
];

const duck = await findDuckDb();
const note = duck.missing === null ? '' : ` (${duck.missing})`;

describeEachDatabase(`exports${note}`, (database) => {
  const folder = makeTempFolder();
  const rows: StoredPosting[] = [];
  let furtherCopies = 0;
  beforeAll(async () => {
    await emptyTables(database());
    const entries = Array.from({ length: POSTINGS }, (_, n) => sampleEntry(n));
    await storeClassified(database(), [...entries, repeated('twice 1'), repeated('twice 2')]);
    ({ furtherCopies } = await exportRows(database(), {}, async (batch) => void rows.push(...batch)));
    for (const format of EXPORT_FORMATS) await writeFile(await path(format), await fileOf(format, rows));
  });
  afterAll(async () => rm(await folder, { recursive: true }));

  const path = async (format: ExportFormat): Promise<string> => join(await folder, `postings.${format}`);

  it('hands on what query gives, in its order, each copy once', async () => {
    const pages: StoredPosting[] = [];
    for (let cursor: string | null = null; ;) {
      const page = await queryPostings(database(), {}, { limit: 1000, cursor });
      pages.push(...page.rows);
      if ((cursor = page.nextCursor) === null) break;
    }
    expect(rows).toEqual(pages);
    expect({ rows: rows.length, furtherCopies }).toEqual({ rows: POSTINGS + 1, furtherCopies: 1 });
  });

  it('keeps to the filter', async () => {
    const taken: StoredPosting[] = [];
    const filter = { role: ['nurse'], copies: 'all' as const };
    const counts = await exportRows(database(), filter, async (batch, total) => {
      taken.push(...batch);
      expect(total).toBe(433);
    });
    expect(counts).toEqual({ rows: 433, furtherCopies: 0 });
    expect(new Set(taken.map((row) => row.role.id))).toEqual(new Set(['nurse']));
  });

  it('a fault of the reader ends it and leaves the database usable', async () => {
    const stop = exportRows(database(), {}, () => Promise.reject(new Error('disk full')));
    await expect(stop).rejects.toThrow('disk full');
    expect(await exportRows(database(), { role: ['nobody'] }, async () => undefined)).toMatchObject({
      rows: 0,
    });
  });

  describe.skipIf(duck.missing !== null)('read by DuckDB', () => {
    const text = (value: string | null): string | null =>
      value !== null && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;

    it.each(['parquet', 'csv', 'csv.gz'] as const)('%s', async (format) => {
      const csv = format !== 'parquet';
      const from = csv
        ? `read_csv('${await path(format)}', header = true, all_varchar = true, nullstr = '', allow_quoted_nulls = false)`
        : `'${await path(format)}'`;
      const list = (column: string, kind: 'ids' | 'texts'): string => {
        if (!csv) return column;
        return kind === 'ids'
          ? `string_split(coalesce(${column}, ''), ' ').list_filter(lambda x: x <> '')`
          : `from_json(${column}, '["VARCHAR"]')`;
      };
      const found = await duck.ask(`
        select id, title, company, url, location, role, role_label, soc, salary_min::double as salary_min,
          salary_max::double as salary_max, years_min::double as years_min, role_confidence::double as role_confidence,
          role_uncertain::boolean as uncertain, copies::int as copies, canonical_id,
          epoch_us(posted_at::timestamptz)::varchar as posted, epoch_us(first_seen::timestamptz)::varchar as seen,
          epoch_us(valid_through::timestamptz)::varchar as valid, closed_at, ${list('skills', 'ids')} as skills,
          ${list('skills_required', 'ids')} as required, ${list('locations', 'texts')} as locations
        from ${from}
      `);
      const quoted = csv ? text : (value: string | null) => value;
      expect(found).toEqual(
        rows.map((row) => ({
          id: row.id,
          title: quoted(row.title),
          company: quoted(row.company),
          url: row.url,
          location: row.location.raw,
          role: row.role.id,
          role_label: row.role.label,
          soc: row.role.soc,
          salary_min: row.salary?.min ?? null,
          salary_max: row.salary?.max ?? null,
          years_min: row.years?.min ?? null,
          role_confidence: row.role.confidence,
          uncertain: row.role.uncertain,
          copies: row.copies,
          canonical_id: row.canonicalId,
          posted: micros(row.postedAt),
          seen: micros(row.firstSeen),
          valid: micros(row.validThrough),
          closed_at: row.closedAt,
          skills: row.skills.map(({ id }) => id),
          required: row.skills.filter((s) => s.requirement === 'required').map(({ id }) => id),
          locations: row.locations,
        })),
      );
    });

    it.each(['ndjson', 'ndjson.gz'] as const)('%s', async (format) => {
      const found = await duck.ask(
        `select json::varchar as line from read_ndjson_objects('${await path(format)}')`,
      );
      expect(found.map(({ line }) => JSON.parse(String(line)))).toEqual(rows);
    });

    it('its sums are those of the store', async () => {
      const { sql } = await import('drizzle-orm');
      const [stored] = await database().orm.execute(sql`
        select count(*)::int as n, sum(salary_min) as low, count(salary_max)::int as high, sum(c.years_min)::float8 as years,
          (select count(*)::int from posting_skills s join posting_facts f on f.posting_id = s.posting_id
            where f.canonical_id is null) as skills
        from classifications c join posting_facts f using (posting_id) where f.canonical_id is null
      `);
      const [read] = await duck.ask(`
        select count(*)::int as n, sum(salary_min) as low, count(salary_max)::int as high, sum(years_min) as years,
          sum(len(skills))::int as skills from '${await path('parquet')}'
      `);
      expect(read).toEqual(stored);
    });

    it('Parquet has the types that the dictionary names', async () => {
      const types = await duck.ask(`describe select * from '${await path('parquet')}'`);
      const byName = new Map(types.map((row) => [row['column_name'], row['column_type']]));
      expect([...byName.values()].filter((type) => type === 'TIMESTAMP WITH TIME ZONE')).toHaveLength(5);
      expect(
        ['id', 'salary_min', 'copies', 'role_uncertain', 'skills', 'sources'].map((c) => byName.get(c)),
      ).toEqual(['VARCHAR', 'DOUBLE', 'INTEGER', 'BOOLEAN', 'VARCHAR[]', 'VARCHAR[]']);
    });
  });
});

async function fileOf(format: ExportFormat, rows: readonly StoredPosting[]): Promise<Buffer> {
  const parts: Buffer[] = [];
  const sink = async (chunk: string | Uint8Array): Promise<void> =>
    void parts.push(Buffer.from(chunk as string));
  const gzip = isCompressed(format) ? gzipTo(sink) : null;
  const writer = writerOf(format, gzip?.write ?? sink);
  for (let at = 0; at < rows.length; at += 1000) await writer.write(rows.slice(at, at + 1000));
  await writer.finish();
  await gzip?.end();
  return Buffer.concat(parts);
}

function micros(iso: string | null): string | null {
  if (iso === null) return null;
  const [, fraction = ''] = /\.(\d+)Z$/.exec(iso) ?? [];
  return String(BigInt(Math.floor(Date.parse(iso) / 1000)) * 1_000_000n + BigInt(fraction.padEnd(6, '0')));
}
