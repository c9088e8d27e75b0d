/** Runs one of PostgreSQL's programs (or a shell test) as the server's account and says how it went. */
import { spawn } from 'node:child_process';
import type { Account } from './account.js';

export interface ToolResult {
  ok: boolean;
  /** What it wrote, or why it could not be started. */
  output: string;
}

/**
 * @param cwd must be open to the account: PostgreSQL's programs look at it.
 * @param env beside the few variables that are always set. Nothing of our own environment reaches the server, where
 *   PGPORT, PGDATA and the like would change what it does; on Windows programs do not start without it.
 */
export async function runTool(
  program: string,
  args: string[],
  options: { account: Account; cwd: string; env?: Record<string, string> },
): Promise<ToolResult> {
  const base =
    process.platform === 'win32'
      ? {}
      : { env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', ...options.env } };
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const done = (ok: boolean, note = ''): void =>
      resolve({ ok, output: `${Buffer.concat(chunks).toString('utf8')}${note}`.trim() });
    let child;
    try {
      child = spawn(program, args, {
        ...base,
        ...options.account,
        cwd: options.cwd,
        // A process group of its own: Ctrl-C in the terminal goes to the whole group and would stop the start midway.
        detached: true,
        windowsHide: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    } catch (error) {
      // No right to change the user (EPERM in a container without CAP_SETUID) throws instead of being emitted.
      done(false, String(error));
      return;
    }
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => done(false, error.message));
    child.on('close', (code, signal) =>
      done(code === 0, code === 0 ? '' : `\n(exit ${code === null ? signal : String(code)})`),
    );
  });
}
