/** Reads what a server says of itself in `postmaster.pid`, and tells a dead server's file from a living one's. */
import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { Listen } from './settings.js';

export interface Postmaster {
  pid: number;
  listen: Listen | null;
}

/** Null when there is no such file. A server that was killed leaves it behind. */
export async function readPostmaster(pgData: string): Promise<Postmaster | null> {
  let lines: string[];
  try {
    lines = (await readFile(join(pgData, 'postmaster.pid'), 'utf8')).split('\n');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  // pid, data folder, start time, port, socket folder, listen address, shared memory, status
  const [pid, , , port, socketDir, host] = lines.map((line) => line.trim());
  const listen: Listen | null = !port
    ? null
    : socketDir
      ? { socketDir, port: Number(port) }
      : host
        ? { host, port: Number(port) }
        : null;
  return { pid: Number(pid), listen };
}

/**
 * Removes the file of a server that is gone and whose process id now belongs to another program. PostgreSQL does so
 * itself where the id is free, but takes any living process of its user for a server: after a container was
 * restarted, ids come back quickly.
 */
export async function removeStalePidfile(pgData: string): Promise<void> {
  const postmaster = await readPostmaster(pgData);
  if (postmaster === null || !isAlive(postmaster.pid)) return;
  if ((await programOf(postmaster.pid)) !== 'postgres')
    await rm(join(pgData, 'postmaster.pid'), { force: true });
}

export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Name of the program a process runs; `postgres` where that cannot be found out, which leaves its file alone. */
async function programOf(pid: number): Promise<string> {
  if (process.platform === 'win32') return 'postgres';
  try {
    if (process.platform === 'linux') return (await readFile(`/proc/${pid}/comm`, 'utf8')).trim();
    const { stdout } = await promisify(execFile)('ps', ['-o', 'comm=', '-p', String(pid)]);
    return basename(stdout.trim());
  } catch (error) {
    // It ended meanwhile, or /proc is not mounted.
    return error instanceof Error && !isAlive(pid) ? '' : 'postgres';
  }
}
