import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A new temporary folder that an embedded server can live in. mkdtemp makes it private; when root runs the tests the
 * server runs as another user, and would put its data where nobody removes it.
 */
export async function makeTempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rolemill-test-'));
  await chmod(folder, 0o711);
  return folder;
}
