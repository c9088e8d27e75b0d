import { CommanderError, type Command } from 'commander';
import type { ExitCode } from './exit-codes.js';
import type { Io } from './io.js';

/** What a command file gets: the process around it, and where its exit code goes. */
export interface Shell {
  io: Io;
  /** For commands that ran but did not fully succeed. Wrong use and faults are thrown instead. */
  exit(code: ExitCode): void;
}

/** Adds one command to the program. Heavy modules are imported inside its action, so that `--help` stays fast. */
export type AddCommand = (program: Command, shell: Shell) => void;

/** The examples at the end of a command's help: what it does above the line to type, so that long ones fit. */
export function examples(...lines: readonly [command: string, meaning: string][]): string {
  return `\nExamples:\n${lines.map(([command, meaning]) => `  # ${meaning}\n  $ ${command}`).join('\n')}`;
}

/** Prints the command's help to stderr and ends as wrong use. */
export function failWithHelp(command: Command, reason: string): never {
  command.outputHelp({ error: true });
  throw new CommanderError(1, 'rolemill.usage', `error: ${reason}`);
}
