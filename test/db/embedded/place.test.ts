import { chmod, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serverAccount } from '../../../src/db/embedded/account.js';
import { findPlace } from '../../../src/db/embedded/place.js';
import { makeTempFolder } from '../../support/temp-folder.js';

const ROOT = process.getuid?.() === 0;

describe('the place of the data', () => {
  let home = '';
  beforeEach(async () => {
    home = await makeTempFolder();
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
    await chmod(secret, 0o700);
    expect((await findPlace(secret, account, (line) => lines.push(line))).home).toBe(secret);
    expect((await stat(secret)).mode & 0o777).toBe(0o711);
    expect(lines).toEqual([]);

    await chmod(join(home, 'secret'), 0o700);
    await chmod(secret, 0o700);
    const system = join(home, 'system');
    const place = await findPlace(secret, account, (line) => lines.push(line), system);
    expect(place.home.startsWith(system)).toBe(true);
    expect(lines).toHaveLength(1);
    expect((await stat(secret)).mode & 0o777).toBe(0o700);
    expect(await readdir(secret)).toHaveLength(1);
    expect(await findPlace(secret, account, () => undefined, system)).toEqual(place);
    // Data that was once put there is not looked for elsewhere, whatever the rights are by now.
    await chmod(join(home, 'secret'), 0o711);
    expect(await findPlace(secret, account, () => undefined, system)).toEqual(place);
    await expect(findPlace(secret, null, () => undefined, system)).rejects.toMatchObject({
      code: 'database-embedded-failed',
    });
    await chmod(join(home, 'secret'), 0o700);
    await expect(
      findPlace(secret, account, () => undefined, join(home, 'secret', 'too')),
    ).rejects.toMatchObject({
      code: 'database-embedded-failed',
    });
  });

  it.runIf(ROOT)('is not given up for an empty one when it cannot be reached any more', async () => {
    const account = await serverAccount(join(home, 'none'));
    const secret = join(home, 'secret', 'data');
    await mkdir(join(secret, 'pg'), { recursive: true });
    await chmod(join(home, 'secret'), 0o700);
    await expect(findPlace(secret, account, () => undefined, join(home, 'system'))).rejects.toMatchObject({
      code: 'database-embedded-failed',
    });
  });

  it.runIf(ROOT)('belongs to a user other than root', async () => {
    expect(await serverAccount(join(home, 'none'))).toMatchObject({ uid: expect.any(Number) });
    expect((await serverAccount(join(home, 'none')))?.uid).not.toBe(0);
  });
});
