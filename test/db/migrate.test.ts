/**
 * The SQL of this project keeps to what PostgreSQL 14 knows. Two servers run these tests, the embedded 18 and the given
 * one; what came after 14 (MERGE, NULLS NOT DISTINCT, JSON_TABLE, any_value, ON CONFLICT DO SELECT, RETURNING old) is
 * looked for by name below, since neither server would complain.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../src/db/connection.js';
import { openDatabase } from '../../src/db/database.js';
import { runMigrations } from '../../src/db/migrate.js';
import { queryPostings } from '../../src/db/query.js';
import { describeEachBackend } from '../support/backends.js';

const DB_FOLDER = fileURLToPath(new URL('../../src/db/', import.meta.url));
const MIGRATIONS = join(DB_FOLDER, 'migrations');
const silent = (): void => undefined;

describe('SQL of PostgreSQL 14', () => {
  const files = readdirSync(DB_FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(ts|sql)$/.test(name),
  );
  const newer = [
    /\bmerge\s+into\b/i,
    /nulls\s+(not\s+)?distinct/i,
    /\bjson_(table|exists|query|value|scalar|serialize|arrayagg|objectagg)\s*\(/i,
    /\bany_value\s*\(/i,
    /returning\s+(with\s*\(|old\b|new\b)/i,
    /\buuidv7\s*\(/i,
    /\bvirtual\b/i,
  ];
  it.each(files)('%s', (name) => {
    const text = readFileSync(join(DB_FOLDER, name), 'utf8');
    for (const pattern of newer) expect(text).not.toMatch(pattern);
  });
});

describeEachBackend(
  'migrations',
  (backend) => {
    const rows = async (query: string) => {
      const client = connect(backend.databaseUrl, { max: 1 });
      try {
        return [...(await client.unsafe(query))];
      } finally {
        await client.end();
      }
    };
    let folder = '';
    beforeEach(async () => {
      await rows('drop schema public cascade; create schema public');
      folder = await mkdtemp(join(tmpdir(), 'rolemill-migrations-'));
      await cp(MIGRATIONS, folder, { recursive: true });
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));

    const addMigration = async (statements: string, when = Date.now()): Promise<void> => {
      const path = join(folder, 'meta', '_journal.json');
      const journal = JSON.parse(await readFile(path, 'utf8')) as { entries: object[] };
      const tag = `${String(journal.entries.length).padStart(4, '0')}_test`;
      journal.entries.push({ idx: journal.entries.length, version: '7', when, tag, breakpoints: true });
      await writeFile(path, JSON.stringify(journal));
      await writeFile(join(folder, `${tag}.sql`), statements);
    };

    it('run once, however many processes start at the same time', async () => {
      const opened = await Promise.all(
        Array.from({ length: 5 }, () =>
          openDatabase({ databaseUrl: backend.databaseUrl, dataDir: 'unused' }),
        ),
      );
      await Promise.all(opened.map((d) => d.close()));
      const journal = JSON.parse(await readFile(join(MIGRATIONS, 'meta', '_journal.json'), 'utf8')) as {
        entries: [];
      };
      expect(await rows('select count(*)::int as n from rolemill_migrations')).toEqual([
        { n: journal.entries.length },
      ]);
    });

    it('apply only what is missing', async () => {
      await runMigrations(backend.databaseUrl, silent, MIGRATIONS);
      await rows("insert into sources (locator, kind) values ('x', 'file')");
      await addMigration('alter table sources add column extra text');
      await runMigrations(backend.databaseUrl, silent, folder);
      await runMigrations(backend.databaseUrl, silent, folder);
      expect(await rows('select locator, extra from sources')).toEqual([{ locator: 'x', extra: null }]);
    });

    it('make the rows that figures count of the verdicts that are there, and know the skills of earlier ones', async () => {
      const path = join(folder, 'meta', '_journal.json');
      const journal = JSON.parse(await readFile(path, 'utf8')) as { entries: { idx: number }[] };
      const migrateBefore = async (last: number): Promise<void> => {
        const before = { ...journal, entries: journal.entries.filter(({ idx }) => idx < last) };
        await writeFile(path, JSON.stringify(before));
        await runMigrations(backend.databaseUrl, silent, folder);
      };
      await migrateBefore(3);
      await rows(`
        insert into sources (locator, kind) values ('x', 'file');
        insert into runs (id, command, request, mode, taxonomy)
        values ('00000000-0000-4000-8000-000000000001', 'run', '{}', 'postgres', 't');
        insert into postings (id, source, source_ref, title, description, content_hash, state, first_run_id, run_id, last_run_id)
        select 'p', 'csv', s.id, 'T', 'D', 'h', 'classified', r.id, r.id, r.id from sources s, runs r;
        insert into classifications (posting_id, taxonomy, current, content_hash, role, role_label, family, role_confidence,
          level, level_label, band, level_confidence, level_basis, evidence)
        select 'p', t, t = 'new', 'h', t || '-role', 'R', 'f', 0.9, 'l', 'L', 'b', 0.9, 'title', '[]'
        from unnest(array['old', 'new']) t;
        insert into posting_skills (posting_id, taxonomy, skill, position, label, category, requirement, in_title)
        select 'p', t, t || '-skill', 0, 'S', 'c', 'required', false from unnest(array['old', 'new']) t;
      `);
      // The table of facts is made anew behind the views, of which others may have made their own.
      await migrateBefore(12);
      await rows('create view theirs as select title, role from market_postings');
      await runMigrations(backend.databaseUrl, silent, MIGRATIONS);
      expect(await rows('select role, cardinality(skills) as skills from posting_facts')).toEqual([
        { role: 'new-role', skills: 1 },
      ]);
      expect(await rows('select * from theirs')).toEqual([{ title: 'T', role: 'new-role' }]);
      expect(
        await rows("select role, cardinality(skills) as n from rolemill_facts(array['p'], 'old')"),
      ).toEqual([{ role: 'old-role', n: 1 }]);
      // Words are cut after the migrations, at the same start.
      const d = await openDatabase({ databaseUrl: backend.databaseUrl, dataDir: 'unused' });
      try {
        for (const [text, total] of [
          ['d', 1],
          ['"t d"', 0],
        ] as const)
          expect(await queryPostings(d, { text }, { limit: 5, cursor: null })).toMatchObject({ total });
      } finally {
        await d.close();
      }
      expect(await rows('select number, words from posting_words')).toEqual([{ number: 1, words: 't . d' }]);
      expect(await rows("select nextval('posting_words_number_seq')::int as next")).toEqual([{ next: 2 }]);
    });

    it('leave nothing behind when one fails', async () => {
      await addMigration('create table half (a int);--> statement-breakpoint\nselect nonsense');
      await expect(runMigrations(backend.databaseUrl, silent, folder)).rejects.toMatchObject({
        code: 'migration-failed',
      });
      expect(
        await rows("select to_regclass('public.half') as half, to_regclass('public.postings') as postings"),
      ).toEqual([{ half: null, postings: null }]);
    });

    it('refuse a database that a newer version has migrated', async () => {
      await addMigration('select 1');
      await runMigrations(backend.databaseUrl, silent, folder);
      await expect(runMigrations(backend.databaseUrl, silent, MIGRATIONS)).rejects.toMatchObject({
        code: 'migration-failed',
      });
    });

    it('wait for another process that is at it', async () => {
      const lines: string[] = [];
      const holder = connect(backend.databaseUrl, { max: 1 });
      const waiting: Promise<void>[] = [];
      try {
        const [row] = await holder`select (('x' || '726f6c6501')::bit(40)::bigint)::text as key`;
        await holder`select pg_advisory_lock(${String(row?.['key'])}::bigint)`;
        const asked = new Promise<void>((resolve) => {
          waiting.push(
            runMigrations(backend.databaseUrl, (line) => (lines.push(line), resolve()), MIGRATIONS),
          );
        });
        await asked;
        expect(await rows("select to_regclass('public.postings') as postings")).toEqual([{ postings: null }]);
      } finally {
        await holder.end();
      }
      await Promise.all(waiting);
      expect(lines).toHaveLength(1);
      expect(await rows('select count(*)::int as n from postings')).toEqual([{ n: 0 }]);
    });
  },
  ['embedded', 'postgres'],
);
