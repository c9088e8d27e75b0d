import { CommanderError } from 'commander';
import { codeOf, FatalError, UsageError } from '../domain/errors.js';
import type { ErrorCode } from '../domain/errors.js';
import { OutputClosed } from './io.js';

/** The contract with scripts: docs/cli.md, "Exit codes". */
export const EXIT = {
  ok: 0,
  /** It ran, but some input failed; stderr says which. */
  someFailed: 1,
  /** Wrong use: an option, a value, a setting or a taxonomy that cannot be used. */
  usage: 2,
  /** A needed service is unreachable or unusable. */
  unreachable: 3,
  /** Ended by Ctrl-C: 128 + SIGINT, as shells count. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Fatal, but mended by the person who called and not by whoever runs the services. */
const MENDED_BY_CALLER: ReadonlySet<ErrorCode> = new Set([
  'config-invalid',
  'taxonomy-invalid',
  'taxonomy-not-found',
]);

/** What the process ends with after `error`. The one place that decides it. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof OutputClosed) return EXIT.ok;
  // Commander's own code for wrong use is 1, which here means "some input failed".
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof UsageError || MENDED_BY_CALLER.has(codeOf(error))) return EXIT.usage;
  if (codeOf(error) === 'cancelled') return EXIT.interrupted;
  if (error instanceof FatalError) return EXIT.unreachable;
  return EXIT.someFailed;
}
