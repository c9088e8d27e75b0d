/** The embedded server under real processes that come, go and are killed. */
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Pool } from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect } from '../../../src/db/connection.js';
import { openDatabase } from '../../../src/db/database.js';
import { joinEmbedded } from '../../../src/db/embedded/join.js';
import { isAlive, readPostmaster } from '../../../src/db/embedded/pidfile.js';
import { type Child, startChild } from '../../support/child.js';
import { makeTempFolder } from '../../support/temp-folder.js';

const MEMBER = fileURLToPath(new URL('./member.ts', import.meta.url));
const ROOT = process.getuid?.() === 0;

describe('embedded server', () => {
  let dataDir = '';
  let children: Child[] = [];
  const log: string[] = [];
  const postmaster = async () => (await readPostmaster(join(dataDir, 'pg')))?.pid ?? null;
  const joinHere = () => joinEmbedded({ dataDir, log: (line) => log.push(line) });
  const member = async (): Promise<Child & { url: string }> => {
    const child = startChild(MEMBER, [dataDir]);
    children.push(child);
    return { ...child, url: await child.line() };
  };
  const ask = (child: Child, sql: string): Promise<string> => {
    child.say(sql);
    return child.line();
  };
  const leave = async (child: Child): Promise<void> => {
    child.say('leave');
    while ((await child.line()) !== 'left');
    expect(await child.end()).toBe(0);
  };
  const gone = async (pid: number | null): Promise<void> => {
    await expect.poll(() => pid !== null && isAlive(pid)).toBe(false);
  };

  beforeEach(async () => {
    dataDir = await makeTempFolder();
    children = [];
    log.length = 0;
  });
  afterEach(async () => {
    for (const child of children) if (isAlive(child.pid)) child.kill('SIGKILL');
    // Whatever a failed test left running: the last one to leave stops it.
    if ((await postmaster()) !== null) await (await joinHere()).leave();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('is shared by processes, and stopped by the last one to leave', async () => {
    const [a, b, c] = await Promise.all([member(), member(), member()]);
    const pid = await postmaster();
    expect(new Set([a.url, b.url, c.url]).size).toBe(1);
    expect(await ask(a, 'create table t as select 42 as n')).toBe('');
    expect(await ask(b, 'select n from t')).toBe('42');
    await leave(a);
    await leave(b);
    expect(await postmaster()).toBe(pid);
    expect(await ask(c, 'select n from t')).toBe('42');
    await leave(c);
    expect(await postmaster()).toBeNull();
    await gone(pid);
  });

  it('survives a process that is killed, and is stopped by the next one', async () => {
    const killed = await member();
    const pid = await postmaster();
    killed.kill('SIGKILL');
    expect(await killed.end()).toBe('SIGKILL');
    const next = await member();
    expect(await postmaster()).toBe(pid);
    await leave(next);
    await gone(pid);
  });

  it('does not mind Ctrl-C in the terminal of those who use it', async () => {
    const child = await member();
    const pid = await postmaster();
    child.kill('SIGINT', { group: true });
    expect(await child.line()).toBe('SIGINT');
    expect(await ask(child, 'select 1')).toBe('1');
    expect(await postmaster()).toBe(pid);
    await leave(child);
  });

  it('is started again under a process that uses it, when it is killed', async () => {
    const child = await member();
    await ask(child, 'create table t as select 7 as n');
    const pid = await postmaster();
    process.kill(pid ?? 0, 'SIGKILL');
    // A backend may answer once more before it sees that its server is gone: first the new server, then the question.
    await expect.poll(postmaster, { timeout: 60_000 }).not.toBe(pid);
    await expect.poll(() => ask(child, 'select n from t'), { timeout: 60_000 }).toBe('7');
    await leave(child);
    expect(await postmaster()).toBeNull();
  });

  it('keeps its data when it is killed together with all who use it', async () => {
    const child = await member();
    await ask(child, 'create table t as select 7 as n');
    const pid = (await postmaster()) ?? 0;
    child.kill('SIGKILL');
    await child.end();
    process.kill(pid, 'SIGKILL');
    const server = await joinHere();
    const client = connect(server.url);
    expect([...(await client`select n from t`)]).toEqual([{ n: 7 }]);
    await client.end();
    await server.leave();
  });

  it('starts when the process id of a killed server now belongs to another program', async () => {
    await (await joinHere()).leave();
    const lines = [
      String(process.pid),
      join(dataDir, 'pg'),
      '1',
      '5432',
      join(dataDir, 'pg'),
      '',
      '1 1',
      'ready',
    ];
    await writeFile(join(dataDir, 'pg', 'postmaster.pid'), `${lines.join('\n')}\n`);
    const server = await joinHere();
    expect(await postmaster()).not.toBe(process.pid);
    await server.leave();
  });

  it('starts when a killed process left its lock behind', async () => {
    await mkdir(join(dataDir, 'server.lock'));
    await utimes(join(dataDir, 'server.lock'), 1, 1);
    const server = await joinHere();
    expect(await postmaster()).not.toBeNull();
    await server.leave();
  });

  it('starts over when it was killed while the cluster was created', async () => {
    await mkdir(join(dataDir, 'pg.new-abc123'));
    await writeFile(join(dataDir, 'pg.new-abc123', 'PG_VERSION'), '18\n');
    await (await joinHere()).leave();
    expect(await readFile(join(dataDir, 'pg', 'PG_VERSION'), 'utf8')).toBe('18\n');
    expect(await readdir(dataDir)).toEqual(['pg']);
  });

  it('refuses data of another major version, and leaves it alone', async () => {
    await (await joinHere()).leave();
    await writeFile(join(dataDir, 'pg', 'PG_VERSION'), '16\n');
    await expect(joinHere()).rejects.toMatchObject({ code: 'database-embedded-failed' });
    await writeFile(join(dataDir, 'pg', 'PG_VERSION'), '18\n');
  });

  it('listens in a short folder when its own path is too long for a socket', async () => {
    const long = join(dataDir, 'x'.repeat(100));
    const d = await openDatabase({ databaseUrl: null, dataDir: long });
    const listen = (await readPostmaster(join(long, 'pg')))?.listen;
    const socketDir = listen && 'socketDir' in listen ? listen.socketDir : '';
    expect(socketDir.startsWith(tmpdir())).toBe(true);
    expect(d).toMatchObject({ mode: 'embedded', serverVersion: expect.stringMatching(/^18\./) });
    await d.close();
    await expect(readFile(socketDir)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('listens on the loopback interface, with a password, when no path is short enough', async () => {
    const tmp = join(dataDir, 't'.repeat(100));
    await mkdir(tmp);
    vi.stubEnv('TMPDIR', tmp);
    const odd = join(dataDir, 'x'.repeat(100));
    const first = await joinEmbedded({ dataDir: odd, log: () => undefined });
    const second = await joinEmbedded({ dataDir: odd, log: () => undefined });
    expect(second.url).toBe(first.url);
    const url = new URL(first.url);
    expect(url.hostname).toBe('127.0.0.1');
    const pool = new Pool({ connectionString: first.url });
    expect((await pool.query('show listen_addresses')).rows).toEqual([{ listen_addresses: '127.0.0.1' }]);
    await pool.end();
    url.password = 'wrong';
    const intruder = connect(url.href, { max: 1 });
    await expect(intruder`select 1`).rejects.toMatchObject({ code: '28P01' });
    await intruder.end();
    await first.leave();
    await second.leave();
    vi.unstubAllEnvs();
  });

  it('works in a folder whose name a shell or a settings file would read as something else', async () => {
    const odd = join(dataDir, `it's $HOME "a", b`);
    const server = await joinEmbedded({ dataDir: odd, log: () => undefined });
    const client = connect(server.url, { max: 1 });
    expect([...(await client`select 1 as one`)]).toEqual([{ one: 1 }]);
    await client.end();
    await server.leave();
  });

  it('says what to do about a folder that cannot be made', async () => {
    await writeFile(join(dataDir, 'file'), '');
    await expect(
      openDatabase({ databaseUrl: null, dataDir: join(dataDir, 'file', 'below') }),
    ).rejects.toMatchObject({
      code: 'database-embedded-failed',
      message: expect.stringContaining('ROLEMILL_DATA_DIR'),
    });
  });

  it('lets nobody in but its owner', async () => {
    const server = await joinHere();
    expect((await stat(join(dataDir, 'pg'))).mode & 0o777).toBe(0o700);
    const client = connect(server.url, { max: 1 });
    expect([...(await client`show listen_addresses`)]).toEqual([{ listen_addresses: '' }]);
    expect([...(await client`show fsync`)]).toEqual([{ fsync: 'on' }]);
    await client.end();
    await server.leave();
  });

  // Only root can start a process as somebody else; everybody else runs the tests above as an ordinary user.
  const nobody = ROOT ? Number(spawnSync('id', ['-u', 'nobody'], { encoding: 'utf8' }).stdout) || null : null;
  const reachable =
    nobody !== null && spawnSync('/bin/sh', ['-c', `test -r '${MEMBER}'`], { uid: nobody }).status === 0;
  it.runIf(reachable)('works for an ordinary user too, and not in the folder of another', async () => {
    await (await joinHere()).leave();
    const uid = nobody ?? 0;
    const intruder = startChild(MEMBER, [dataDir], { uid, gid: uid });
    children.push(intruder);
    await expect(intruder.line()).rejects.toThrow('ROLEMILL_DATA_DIR');

    const own = await mkdtemp(join(tmpdir(), 'rolemill-test-'));
    try {
      await chmod(own, 0o777);
      const child = startChild(MEMBER, [join(own, 'data')], { uid, gid: uid });
      children.push(child);
      await child.line();
      expect(await ask(child, 'select count(*) from pg_database')).toBe('4');
      await leave(child);
    } finally {
      await rm(own, { recursive: true, force: true });
    }
  });
});
