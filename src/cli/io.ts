import type { Readable, Writable } from 'node:stream';

/** A stream that may be a terminal. */
export type Output = Writable & { isTTY?: boolean; columns?: number };

/** Everything a command touches of the process it runs in, so that tests can run one in-process. */
export interface Io {
  stdin: Readable & { isTTY?: boolean };
  stdout: Output;
  stderr: Output;
  /** The environment, with the `.env` of the working folder under it. */
  env: Record<string, string | undefined>;
  /** Names of settings that only the `.env` gives. */
  fromEnvFile: ReadonlySet<string>;
  /** Of this program. */
  version: string;
  cwd: string;
}

/** The reader of our output went away (`| head`). Not a fault: the program ends quietly. */
export class OutputClosed extends Error {
  constructor() {
    super('the reader of the output is gone');
    this.name = 'OutputClosed';
  }
}

/**
 * Writes and waits while the reader is slow, so that a stream of any length needs constant memory.
 * @throws OutputClosed when nobody reads any more.
 */
export function write(out: Output, text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    if (out.destroyed || out.writableEnded) {
      reject(new OutputClosed());
      return;
    }
    out.write(text, (error) => {
      if (!error) resolve();
      else reject(isClosedPipe(error) ? new OutputClosed() : error);
    });
  });
}

/** `EPIPE` and its relatives: the other end was closed while we wrote. */
export function isClosedPipe(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || code === 'ECONNRESET';
}

/** Width for tables where the output is no terminal and `COLUMNS` is not set: readable in a log, not cramped. */
const WIDTH_WITHOUT_TERMINAL = 120;
/** Narrower than this, a table cannot say anything. */
const NARROWEST = 40;

/** Columns that a table may take. */
export function widthOf(io: Io): number {
  const asked = io.stdout.isTTY === true ? io.stdout.columns : Number(io.env['COLUMNS']);
  if (asked === undefined || !Number.isInteger(asked) || asked <= 0) return WIDTH_WITHOUT_TERMINAL;
  return Math.max(asked, NARROWEST);
}

/** Colours and moving bars: only on a terminal, and not where https://no-color.org says no. */
export function wantsColour(io: Io, out: Output): boolean {
  return out.isTTY === true && (io.env['NO_COLOR'] ?? '') === '' && io.env['TERM'] !== 'dumb';
}
