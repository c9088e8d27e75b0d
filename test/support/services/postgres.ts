/** Finds a PostgreSQL to test against: DATABASE_URL, else one on this machine, else one started from its binaries. */
import { randomBytes } from 'node:crypto';
import { access, chmod, chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { connect, describeTarget, socketUrl } from '../../../src/db/connection.js';
import { serverAccount } from '../../../src/db/embedded/account.js';
import { runTool } from '../../../src/db/embedded/tool.js';
import { messageOf } from '../../../src/domain/errors.js';
import type { Service } from './services.js';

type Stop = () => Promise<void>;

export async function findPostgres(): Promise<{ service: Service; stop: Stop }> {
  const stop: Stop = async () => undefined;
  const declared = process.env['DATABASE_URL'];
  if (declared) return { service: await probe(declared), stop };
  for (const url of localUrls()) {
    const service = await probe(url);
    if ('url' in service) return { service, stop };
  }
  return startOwn();
}

/** The usual doors of a server on this machine: the one of docker-compose.yml, of packages, of installers. */
function localUrls(): string[] {
  const me = encodeURIComponent(userInfo().username);
  return [
    'postgres://rolemill:rolemill@localhost:5432/rolemill',
    'postgres://postgres:postgres@localhost:5432/postgres',
    `postgres://${me}@localhost:5432/postgres`,
    'postgres://postgres@localhost:5432/postgres',
    ...['/var/run/postgresql', '/tmp'].map((dir) => socketUrl(userInfo().username, dir, 5432, 'postgres')),
  ];
}

/** Usable means: it answers, is new enough, and lets us make a database per test file. */
async function probe(url: string): Promise<Service> {
  const client = connect(url, { max: 1, connect_timeout: 5 });
  try {
    const [row] = await client`
      select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
        rolcreatedb or rolsuper as may_create
      from pg_roles where rolname = current_user
    `;
    if (row?.['number'] < 140_000)
      return { missing: `PostgreSQL at ${describeTarget(url)} is older than 14` };
    if (row?.['may_create'] !== true) {
      return { missing: `the user of PostgreSQL at ${describeTarget(url)} may not create databases` };
    }
    return { url, about: `PostgreSQL ${String(row['version']).split(' ')[0]} at ${describeTarget(url)}` };
  } catch (error) {
    return { missing: `no PostgreSQL at ${describeTarget(url)} that lets us in (${messageOf(error)})` };
  } finally {
    await client.end();
  }
}

async function startOwn(): Promise<{ service: Service; stop: Stop }> {
  const bin = await findBin();
  if (bin === null) {
    return {
      service: {
        missing:
          'DATABASE_URL is not set, none answers on localhost:5432 and no postgres/initdb is installed',
      },
      stop: async () => undefined,
    };
  }
  const home = await mkdtemp(join(tmpdir(), `rolemill-pg-${randomBytes(2).toString('hex')}`));
  // The server runs as another user when we are root.
  await chmod(home, 0o711);
  const data = await mkdtemp(join(home, 'd'));
  const account = await serverAccount(data);
  if (account !== null) await chown(data, account.uid, account.gid);
  const run = async (program: string, args: string[]): Promise<void> => {
    const result = await runTool(join(bin, program), args, { account, cwd: data, env: { PGDATA: data } });
    if (!result.ok) throw new Error(`${program}: ${result.output}`);
  };
  const stop: Stop = async () => {
    await run('pg_ctl', ['stop', '--wait', '--mode', 'fast']);
    await rm(home, { recursive: true, force: true });
  };
  await run('initdb', [
    '--username',
    'test',
    '--auth',
    'trust',
    '--encoding',
    'UTF8',
    '--locale',
    'C',
    '--no-sync',
  ]);
  await run('pg_ctl', [
    'start',
    '--wait',
    '--log',
    'log',
    '-o',
    `-c listen_addresses= -c unix_socket_directories=${data}`,
  ]);
  return { service: await probe(socketUrl('test', data, 5432, 'postgres')), stop };
}

async function findBin(): Promise<string | null> {
  const packaged = '/usr/lib/postgresql';
  const versions = await readdir(packaged).catch(() => []);
  const candidates = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions.toSorted((a, b) => Number(b) - Number(a)).map((version) => join(packaged, version, 'bin')),
    '/opt/homebrew/bin',
    '/usr/local/pgsql/bin',
  ];
  for (const dir of candidates) {
    const complete = await Promise.all(
      ['postgres', 'initdb', 'pg_ctl'].map((name) => exists(join(dir, name))),
    );
    if (complete.every(Boolean)) return dir;
  }
  return null;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
