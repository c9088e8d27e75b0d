/** What holds for everything that reading gives out, whatever was read. */
import type * as fc from 'fast-check';
import { expect } from 'vitest';
import {
  ERROR_CODES,
  GiveUpError,
  RolemillError,
  type ErrorCode,
  type InputIssue,
} from '../../src/domain/errors.js';
import { EMPLOYMENT_TYPES, REMOTE_KINDS, type Posting, type RawPosting } from '../../src/domain/posting.js';
import { MAX_DESCRIPTION_CHARS, MAX_NAME_CHARS, MAX_TITLE_CHARS } from '../../src/ingest/limits.js';
import { normalise } from '../../src/ingest/normalise.js';

/** `FUZZ_SEED` and `FUZZ_TIMES` look for more than what every run of the tests looks for. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 4);
const TIMES = Number(process.env['FUZZ_TIMES'] ?? 1);

/** Seed and runs of a property; when one fails, fast-check prints the seed, the path and the smallest case it found. */
export function runs(numRuns: number): fc.Parameters<unknown> {
  return {
    seed: SEED,
    numRuns: Math.ceil(numRuns * TIMES),
    endOnFailure: process.env['FUZZ_NO_SHRINK'] !== undefined,
  };
}

/** What a source may be lost by. Everything else would be a fault of the program. */
const LOST: ReadonlySet<ErrorCode> = new Set([
  ...ERROR_CODES.slice(0, ERROR_CODES.indexOf('unsupported-url')),
  'usage',
]);

export function expectOwnError(error: unknown): void {
  if (!(error instanceof RolemillError)) throw new Error('not an error of our own', { cause: error });
  expect([...LOST]).toContain(error.code);
  expectSound(error.message, 'message');
}

/** No control characters (PostgreSQL cannot store NUL) and no half characters. */
export function expectSound(text: string, what: string): void {
  const bad =
    // oxlint-disable-next-line no-control-regex -- controls are what this is about
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.exec(
      text,
    );
  if (bad !== null)
    throw new Error(`${what} holds ${JSON.stringify(bad[0])}: ${JSON.stringify(text.slice(0, 200))}`);
}

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

export function expectPosting(posting: Posting): void {
  visit(posting, 'posting');
  const { id, contentHash, title, description, company, url, location, salary, postedAt, validThrough } =
    posting;
  expect(id).toMatch(/^[0-9a-f]{24}$/);
  expect(contentHash).toMatch(/^[0-9a-f]{32}$/);
  expect(title + description).not.toBe('');
  expect(title.length).toBeLessThanOrEqual(MAX_TITLE_CHARS);
  expect(company?.length ?? 1).toBeLessThanOrEqual(MAX_NAME_CHARS);
  expect(description.length).toBeLessThanOrEqual(MAX_DESCRIPTION_CHARS);
  expect([title, company, location.raw, location.city].join('')).not.toMatch(/[\n\t]/);
  for (const date of [postedAt, validThrough]) if (date !== null) expectDate(date);
  if (url !== null) expect(new URL(url).protocol).toMatch(/^https?:$/);
  if (location.country !== null) expect(location.country).toMatch(/^[A-Z]{2}$/);
  if (posting.language !== null) expect(posting.language).toMatch(/^[a-z]{2}$/);
  expect([null, ...REMOTE_KINDS]).toContain(location.remote);
  expect([null, ...EMPLOYMENT_TYPES]).toContain(posting.employmentType);
  if (salary !== null) expectSalary(salary);
}

export function expectDate(date: string): void {
  expect(date).toMatch(ISO);
  expect(Number.isNaN(Date.parse(date))).toBe(false);
}

export function expectSalary({ min, max, currency }: NonNullable<Posting['salary']>): void {
  for (const amount of [min, max].filter((n) => n !== null)) {
    expect(Number.isFinite(amount)).toBe(true);
    expect(amount).toBeGreaterThan(0);
  }
  expect(min ?? 0).toBeLessThanOrEqual(max ?? Infinity);
  if (currency !== null) expect(currency).toMatch(/^[A-Z]{3}$/);
}

export function expectIssue({ at, code, message }: Pick<InputIssue, 'at' | 'code' | 'message'>): void {
  expect([...LOST]).toContain(code);
  expect(message).not.toBe('');
  expect(message.length).toBeLessThan(4000);
  expectSound(message, 'message');
  if (at !== null) expectSound(at, 'at');
}

/** Normalises what an adapter made; that nothing is in it is the only fault it may have. */
export function expectNormal(raw: RawPosting): Posting | null {
  try {
    const { posting, notes } = normalise(raw);
    expectPosting(posting);
    for (const note of notes) expectSound(note, 'note');
    return posting;
  } catch (error) {
    if (error instanceof GiveUpError && error.code === 'empty-posting') return null;
    throw error;
  }
}

function visit(value: unknown, what: string): void {
  if (typeof value === 'string') expectSound(value, what);
  else if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) visit(inner, `${what}.${key}`);
}
