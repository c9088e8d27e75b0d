import { chmod, cp, mkdir, mkdtemp, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Account, serverAccount } from '../../../src/db/embedded/account.js';
import { findBinaries, locatePackage } from '../../../src/db/embedded/binaries.js';
import { findPlace } from '../../../src/db/embedded/place.js';
import { runTool } from '../../../src/db/embedded/tool.js';

const ROOT = process.getuid?.() === 0;
const LINK = join('native', 'lib', 'libpq.so.5');

describe('the programs of the npm package', () => {
  let home = '';
  let installed = '';
  let account: Account = null;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'rolemill-test-'));
    await chmod(home, 0o711);
    account = await serverAccount(join(home, 'none'));
    installed = join(home, 'modules', 'package');
    // As npm leaves it when install scripts are switched off: without the links.
    await cp(locatePackage(), installed, {
      recursive: true,
      verbatimSymlinks: true,
      filter: async (path) => (await readlink(path).catch(() => null)) === null,
    });
  });
  afterEach(async () => {
    await chmod(join(installed, 'native', 'lib'), 0o755);
    await rm(home, { recursive: true, force: true });
  });
  const works = async (program: string) =>
    expect(await runTool(program, ['--version'], { account, cwd: home })).toMatchObject({ ok: true });

  it('get their links when the install script did not run', async () => {
    const { initdb } = await findBinaries(account, home, installed);
    expect(initdb).toBe(join(installed, 'native', 'bin', 'initdb'));
    expect(await readlink(join(installed, LINK))).toMatch(/^libpq\.so\.5\./);
    await works(initdb);
    // Again, and by two at once: links that are there are no error.
    await Promise.all([findBinaries(account, home, installed), findBinaries(account, home, installed)]);
  });

  it('are copied when they cannot be used where they are', async () => {
    // Root writes anywhere, but the server's user cannot pass; an ordinary user cannot make the links.
    if (ROOT) await chmod(join(home, 'modules'), 0o700);
    else await chmod(join(installed, 'native', 'lib'), 0o555);
    const { initdb, major } = await findBinaries(account, home, installed);
    expect(initdb.startsWith(join(home, 'server-'))).toBe(true);
    expect(major).toMatch(/^\d\d$/);
    await works(initdb);
    expect((await findBinaries(account, home, installed)).initdb).toBe(initdb);
  });

  it('that do not run at all are an error that says why', async () => {
    await rm(join(installed, 'native', 'bin', 'postgres'));
    await expect(findBinaries(account, home, installed)).rejects.toMatchObject({
      code: 'database-embedded-failed',
      message: expect.stringContaining('DATABASE_URL'),
    });
  });
});

describe('the place of the data', () => {
  let home = '';
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'rolemill-test-'));
    await chmod(home, 0o711);
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  it('is the folder itself for an ordinary user', async () => {
    expect(await findPlace(home, null, () => undefined)).toEqual({ home, pgData: join(home, 'pg') });
  });

  it.runIf(ROOT)('is elsewhere when the user that the server runs as cannot get there', async () => {
    const lines: string[] = [];
    const account = await serverAccount(join(home, 'none'));
    const secret = join(home, 'secret', 'data');
    await mkdir(secret, { recursive: true });
    expect((await findPlace(secret, account, (line) => lines.push(line))).home).toBe(secret);
    await chmod(join(home, 'secret'), 0o700);
    const system = join(home, 'system');
    const place = await findPlace(secret, account, (line) => lines.push(line), system);
    expect(place.home.startsWith(system)).toBe(true);
    expect(lines).toHaveLength(1);
    expect(await findPlace(secret, account, () => undefined, system)).toEqual(place);
    await expect(
      findPlace(secret, account, () => undefined, join(home, 'secret', 'too')),
    ).rejects.toMatchObject({
      code: 'database-embedded-failed',
    });
  });

  it.runIf(ROOT)('belongs to a user other than root', async () => {
    expect(await serverAccount(join(home, 'none'))).toMatchObject({ uid: expect.any(Number) });
    expect((await serverAccount(join(home, 'none')))?.uid).not.toBe(0);
  });
});
