import { describe, expect, it } from 'vitest';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { Pool } from 'pg';
import { connect, describeTarget, socketUrl, withDatabaseName } from '../../src/db/connection.js';
import { openDatabase, requireVersion } from '../../src/db/database.js';
import { messageOf } from '../../src/domain/errors.js';
import { describeEachBackend } from '../support/backends.js';

describe('describeTarget', () => {
  it.each([
    ['postgres://me:secret@db.example:6543/jobs?sslmode=require', 'db.example:6543/jobs'],
    ['postgresql://me:secret@db.example/jobs', 'db.example:5432/jobs'],
    ['postgres://me@%2Frun%2Fpg:5433/jobs', '/run/pg (jobs)'],
    ['postgres:///jobs?host=/run/pg', '/run/pg (jobs)'],
    ['postgres://me:secret@[::1]:5432/jobs', '[::1]:5432/jobs'],
    ['postgres://db.example', 'db.example:5432'],
  ])('%s', (url, expected) => expect(describeTarget(url)).toBe(expected));
});

describe('withDatabaseName', () => {
  it.each([
    [
      'postgres://me:secret@db.example:6543/jobs?sslmode=require',
      'postgres://me:secret@db.example:6543/x%20y?sslmode=require',
    ],
    [socketUrl('me', '/a b/pg', 5432, 'jobs'), 'postgres://me@%2Fa%20b%2Fpg:5432/x%20y'],
  ])('%s', (url, expected) => expect(withDatabaseName(url, 'x y')).toBe(expected));
});

describe('requireVersion', () => {
  it.each([140_000, 150_020, 180_004, 190_000])('takes %d', (number) => {
    expect(() => requireVersion(number, 'x', 'postgres://db.example/jobs')).not.toThrow();
  });
  it.each([90_624, 139_999, 0, Number.NaN])('refuses %d', (number) => {
    expect(() => requireVersion(number, 'x', 'postgres://me:secret@db.example/jobs')).toThrow(
      expect.objectContaining({ code: 'database-too-old', message: expect.not.stringContaining('secret') }),
    );
  });
});

describe('an unreachable server', () => {
  it('is named by host and port, without the password', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    server.close();
    await once(server, 'close');
    const error: unknown = await openDatabase({
      databaseUrl: `postgres://me:secret@127.0.0.1:${port}/jobs`,
      dataDir: 'unused',
    }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'database-unreachable' });
    expect(messageOf(error)).toContain(`127.0.0.1:${port}`);
    expect(messageOf(error)).not.toContain('secret');
  });

  it('may be a socket that is not there', async () => {
    await expect(
      openDatabase({ databaseUrl: 'postgres:///jobs?host=/nowhere/at/all', dataDir: 'unused' }),
    ).rejects.toMatchObject({ code: 'database-unreachable' });
  });
});

describeEachBackend(
  'openDatabase',
  (backend) => {
    it('gives a URL that both drivers connect with', async () => {
      const d = await openDatabase({ databaseUrl: backend.databaseUrl, dataDir: 'unused' });
      const pool = new Pool({ connectionString: d.url });
      const client = connect(d.url);
      try {
        const name = new URL(backend.databaseUrl).pathname.slice(1);
        expect((await pool.query('select current_database() as name')).rows).toEqual([{ name }]);
        expect([...(await client`select current_database() as name`)]).toEqual([{ name }]);
        expect(d).toMatchObject({ mode: 'external', serverVersion: expect.stringMatching(/^\d+(\.\d+)+$/) });
      } finally {
        await Promise.all([pool.end(), client.end(), d.close()]);
      }
      await d.close();
    });

    it('names a database that is not there, and leaves nothing open', async () => {
      const missing = withDatabaseName(backend.databaseUrl, 'no_such_database');
      const error: unknown = await openDatabase({ databaseUrl: missing, dataDir: 'unused' }).catch(
        (e: unknown) => e,
      );
      expect(error).toMatchObject({
        code: 'database-unreachable',
        message: expect.stringContaining('no_such_database'),
      });
    });
  },
  ['embedded', 'postgres'],
);
