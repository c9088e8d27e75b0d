/** Chooses where the server listens: a Unix socket, else a free port of the loopback interface. */
import { chown, mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './account.js';
import type { Listen } from './settings.js';

/** sun_path is 108 bytes on Linux and 104 on macOS, with the closing NUL. */
const MAX_SOCKET_PATH = 103;
/** Only part of the socket's name. */
const SOCKET_PORT = 5432;
/** Temporary socket folders, told apart from a data folder when the server stops. */
export const SOCKET_DIR_PREFIX = 'rolemill-';

/**
 * The data folder itself where its path is short enough: nobody but its owner can enter it, so the socket needs no
 * password. Else a new private folder in the system's temporary one. Else (Windows, a very long temporary folder)
 * TCP, where every local user could connect: with a password.
 * @param lastPort the TCP port used before, taken again if free, so that URLs handed out stay right.
 */
export async function chooseListen(
  pgData: string,
  account: Account,
  lastPort: number | null,
): Promise<Listen> {
  if (process.platform !== 'win32') {
    if (fits(pgData)) return { socketDir: pgData, port: SOCKET_PORT };
    if (fits(join(tmpdir(), `${SOCKET_DIR_PREFIX}XXXXXX`))) {
      const socketDir = await mkdtemp(join(tmpdir(), SOCKET_DIR_PREFIX));
      if (account !== null) await chown(socketDir, account.uid, account.gid);
      return { socketDir, port: SOCKET_PORT };
    }
  }
  const host = '127.0.0.1';
  return {
    host,
    port:
      (lastPort === null ? null : await freePort(host, lastPort)) ?? (await freePort(host, 0)) ?? SOCKET_PORT,
  };
}

function fits(dir: string): boolean {
  return Buffer.byteLength(join(dir, `.s.PGSQL.${SOCKET_PORT}`)) <= MAX_SOCKET_PATH;
}

/** Null when `wanted` is taken; 0 asks for any. */
async function freePort(host: string, wanted: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen(wanted, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null));
    });
  });
}
