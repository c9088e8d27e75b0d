import { PassThrough, Readable } from 'node:stream';
import type { Io, Output } from '../../src/cli/io.js';
import { runCli } from '../../src/cli/program.js';

export interface Result {
  code: number;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  stdin?: string | Readable;
  env?: Record<string, string>;
  cwd?: string;
  /** Columns of the terminal that stdout and stderr are; not given: they are pipes. */
  terminal?: number;
}

/** Runs one command line inside this process and collects what it writes. */
export async function rolemill(args: readonly string[], options: RunOptions = {}): Promise<Result> {
  const stdout = collector(options.terminal);
  const stderr = collector(options.terminal);
  const io: Io = {
    stdin:
      options.stdin instanceof Readable ? options.stdin : Readable.from([Buffer.from(options.stdin ?? '')]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: { TERM: 'xterm', ...options.env },
    fromEnvFile: new Set(),
    version: '0.0.0-test',
    cwd: options.cwd ?? process.cwd(),
  };
  const code = await runCli(args, io);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function collector(columns: number | undefined): { stream: Output; text: () => string } {
  const stream: Output & PassThrough = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  if (columns !== undefined) Object.assign(stream, { isTTY: true, columns });
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}
