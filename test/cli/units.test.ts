import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { placeOf } from '../../src/cli/context.js';
import { withEnvFile } from '../../src/cli/env-file.js';
import { exitCodeOf } from '../../src/cli/exit-codes.js';
import { OutputClosed } from '../../src/cli/io.js';
import { formatRecord } from '../../src/cli/log.js';
import { nearest } from '../../src/domain/nearest.js';
import { tracksOf } from '../../src/cli/progress.js';
import { FatalError, GiveUpError, RetryLaterError, UsageError } from '../../src/domain/errors.js';

describe('exitCodeOf', () => {
  const cases: [unknown, number][] = [
    [new UsageError('x'), 2],
    [new FatalError('config-invalid', 'x'), 2],
    [new FatalError('taxonomy-invalid', 'x'), 2],
    [new FatalError('taxonomy-not-found', 'x'), 2],
    [new FatalError('database-unreachable', 'x'), 3],
    [new FatalError('queue-unreachable', 'x'), 3],
    [new FatalError('migration-failed', 'x'), 3],
    [new GiveUpError('file-not-found', 'x'), 1],
    [new RetryLaterError('http-timeout', 'x'), 1],
    [new GiveUpError('cancelled', 'x'), 130],
    [new Error('a bug'), 1],
    [new OutputClosed(), 0],
    [new CommanderError(1, 'commander.unknownOption', 'x'), 2],
    [new CommanderError(0, 'commander.helpDisplayed', 'x'), 0],
  ];
  it.each(cases)('%s', (error, code) => expect(exitCodeOf(error)).toBe(code));
});

describe('nearest', () => {
  const ids = ['postgresql', 'mysql', 'java', 'javascript', 'backend-developer', 'frontend-developer', 'go'];
  const cases: [string, string | undefined][] = [
    ['postgres', 'postgresql'],
    ['psotgresql', 'postgresql'],
    ['JAVA', 'java'],
    ['backend-develoer', 'backend-developer'],
    ['kubernetes', undefined],
    ['x', undefined],
    ['', undefined],
  ];
  it.each(cases)('%s -> %s', (asked, best) => expect(nearest(asked, ids)[0]).toBe(best));
});

describe('placeOf', () => {
  it.each([
    ['postgres://user:secret@db.example:5433/jobs', 'db.example:5433/jobs'],
    ['redis://:secret@cache.example', 'cache.example'],
    ['postgres://%2Fvar%2Frun/jobs', '/var/run/jobs'],
  ])('%s', (url, place) => expect(placeOf(url)).toBe(place));
});

it('a setting outside wins over the .env, even an empty one', () => {
  expect(withEnvFile({ A: 'outside', B: '' }, { A: 'file', B: 'file', C: 'file' })).toEqual({
    A: 'outside',
    B: '',
    C: 'file',
  });
});

it('a log record becomes one line with its fields', () => {
  const record = JSON.stringify({
    level: 'warn',
    time: Date.UTC(2026, 0, 1, 12, 0, 5),
    msg: 'slow',
    queue: 'ingest',
    n: 3,
  });
  expect(formatRecord(record)).toBe('12:00:05 warn  slow queue=ingest n=3');
});

describe('tracksOf', () => {
  const progress = {
    sourcesDone: 0,
    sourcesTotal: 1,
    bytes: 50,
    totalBytes: 200,
    found: 10,
    added: 10,
    changed: 0,
    unchanged: 0,
    repeated: 0,
    skipped: 0,
    pending: 6,
    classified: 4,
    failed: 0,
  };
  it('measures a single source by its bytes', () => {
    expect(tracksOf(progress, 2000)[0]).toMatchObject({ part: 50, whole: 200 });
  });
  it('measures several by how many are done, since the sizes of those that wait are unknown', () => {
    expect(tracksOf({ ...progress, sourcesTotal: 4, sourcesDone: 1 }, 2000)[0]).toMatchObject({
      part: 1,
      whole: 4,
    });
  });
  it('is full when everything was known already', () => {
    const idle = { ...progress, sourcesDone: 1, pending: 0, classified: 0 };
    expect(tracksOf(idle, 2000)[1]).toMatchObject({ part: 1, whole: 1 });
  });
  it('says the rate', () => expect(tracksOf(progress, 2000)[1]?.text).toContain('2/s'));
});
