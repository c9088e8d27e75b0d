/** TypeScript of this project in a process of its own, spoken to line by line. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

/** Node 20 reads no TypeScript of its own. */
const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

export interface Child {
  pid: number;
  /** The next line of its stdout; fails when it ends before. */
  line(): Promise<string>;
  say(line: string): void;
  /** Sends a signal to it, or with `group` to all of its process group, as Ctrl-C in a terminal does. */
  kill(signal: NodeJS.Signals, options?: { group?: boolean }): void;
  /** Waits for its end: exit code, or the signal that ended it. */
  end(): Promise<number | NodeJS.Signals | null>;
}

/** Starts `file` in a process group of its own. */
export function startChild(
  file: string,
  args: string[],
  options: { uid?: number; gid?: number; env?: NodeJS.ProcessEnv } = {},
): Child {
  const child: ChildProcess = spawn(process.execPath, ['--import', LOADER, file, ...args], {
    ...options,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  if (child.pid === undefined || child.stdout === null || child.stderr === null || child.stdin === null) {
    throw new Error('the child process could not be started');
  }
  const { pid, stdin } = child;
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  // A child that was killed does not read any more.
  stdin.on('error', (error) => {
    errors += error.message;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid,
    line: async () => {
      const next = await lines.next();
      if (next.done === true) throw new Error(`the child process ended: ${errors}`);
      return next.value;
    },
    say: (line) => void stdin.write(`${line}\n`),
    kill: (signal, { group = false } = {}) => void process.kill(group ? -pid : pid, signal),
    end: async () => {
      const [code, signal] = await ended;
      return signal ?? code;
    },
  };
}
