import { CommanderError } from 'commander';
import { messageOf, RolemillError } from '../domain/errors.js';
import { createColours } from './colours.js';
import { OutputClosed, type Io } from './io.js';

/** One fault for people, on stderr. Faults of ours come with the stack: they are bugs, and the report needs it. */
export function printError(io: Io, error: unknown): void {
  if (error instanceof OutputClosed) return;
  // Commander has printed its message and the hint already.
  if (error instanceof CommanderError && error.code.startsWith('commander.')) return;
  const colours = createColours(io, io.stderr);
  if (error instanceof CommanderError) {
    io.stderr.write(`\n${error.message}\n`);
  } else if (error instanceof RolemillError) {
    io.stderr.write(`${colours.red(`error [${error.code}]:`)} ${atMost(messageOf(error))}\n`);
  } else {
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    io.stderr.write(`${colours.red('error [internal]:')} ${messageOf(error)}\n${stack}\n`);
  }
}

/** A taxonomy can have hundreds of faults; the first ones are usually the cause of the others. */
const LINES_SHOWN = 20;

function atMost(message: string): string {
  const lines = message.split('\n');
  if (lines.length <= LINES_SHOWN + 1) return message;
  const rest = lines.length - LINES_SHOWN - 1;
  return [
    ...lines.slice(0, LINES_SHOWN + 1),
    `  and ${rest} more: \`rolemill taxonomy check\` lists them all`,
  ].join('\n');
}
