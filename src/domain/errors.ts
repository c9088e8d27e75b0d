/**
 * Errors named by consequence. What a catcher needs to know is not what broke but what to do next:
 * try later, give this input up and go on, stop the program, or tell the person to call differently.
 *
 * Every error is a code, one line of context that says what to do, and the cause. Tests assert codes;
 * the wording is free to improve. Every code is explained in docs/errors.md (a test holds that).
 */
export const ERROR_CODES = [
  // input: one record is lost, the rest goes on
  'invalid-json',
  'invalid-xml',
  'xml-entities',
  'invalid-record',
  'empty-posting',
  'wrong-column-count',
  'line-too-long',
  'invalid-encoding',
  // input: one source is lost, the others go on
  'file-not-found',
  'file-unreadable',
  'empty-source',
  'nothing-usable',
  'unknown-format',
  'format-mismatch',
  'gzip-damaged',
  'file-damaged',
  'no-postings-found',
  'too-many-pages',
  'board-incomplete',
  'unsupported-url',
  'host-refused',
  'robots-disallowed',
  // network
  'http-status',
  'http-not-found',
  'http-timeout',
  'http-connection',
  'http-body-too-large',
  'http-redirect-loop',
  // taxonomy
  'taxonomy-invalid',
  'taxonomy-not-found',
  // services
  'database-unreachable',
  'database-too-old',
  'database-embedded-failed',
  'migration-failed',
  'queue-unreachable',
  // use
  'config-invalid',
  'usage',
  'not-found',
  'address-in-use',
  // work
  'file-unwritable',
  'classification-failed',
  'job-stalled',
  'cancelled',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export class RolemillError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.name = new.target.name;
  }
}

/** The same call may succeed later: a 503, a timeout, a lost connection. `retryAfterMs` where the other side said so. */
export class RetryLaterError extends RolemillError {
  readonly retryAfterMs: number | null;
  constructor(code: ErrorCode, message: string, options?: { cause?: unknown; retryAfterMs?: number | null }) {
    super(code, message, options);
    this.retryAfterMs = options?.retryAfterMs ?? null;
  }
}

/** This input will never work as it is: a 404, a damaged file. Say so and go on with the others. */
export class GiveUpError extends RolemillError {}

/** Nothing can go on: no database, a broken taxonomy. Exit code 3 for services, 2 for settings. */
export class FatalError extends RolemillError {}

/** The person called it wrongly: unknown option, bad value. Exit code 2. */
export class UsageError extends RolemillError {
  constructor(message: string, options?: { cause?: unknown }) {
    super('usage', message, options);
  }
}

/** A fault in the input that costs one record (or one source) and nothing else. */
export interface InputIssue {
  /** The source as the person named it. */
  source: string;
  /** Where in it (`line 812`, `row 3`), or null when the whole source is meant. */
  at: string | null;
  code: ErrorCode;
  message: string;
}

/** The error's code, or `internal` for what is not ours. */
export function codeOf(error: unknown): ErrorCode {
  return error instanceof RolemillError ? error.code : 'internal';
}

/** One line for people, with the chain of causes: `message: cause: cause`. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : messageOf(error.cause);
  const own = error.message === '' ? error.name : error.message;
  return cause === '' || own.includes(cause) ? own : `${own}: ${cause}`;
}
