import { chmod, cp, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Account, serverAccount } from '../../../src/db/embedded/account.js';
import { findBinaries, locatePackage } from '../../../src/db/embedded/binaries.js';
import { runTool } from '../../../src/db/embedded/tool.js';
import { makeTempFolder } from '../../support/temp-folder.js';

const ROOT = process.getuid?.() === 0;
const LINK = join('native', 'lib', 'libpq.so.5');

describe('the programs of the npm package', () => {
  let home = '';
  let installed = '';
  let account: Account = null;
  beforeEach(async () => {
    home = await makeTempFolder();
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
