import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../src/config.js';

const load = (env: Record<string, string | undefined>) => loadConfig(env, '/home/ada/market');
const faultsOf = (env: Record<string, string>): string => {
  try {
    load(env);
  } catch (error) {
    expect(error).toMatchObject({ code: 'config-invalid' });
    return String(error);
  }
  return '';
};

describe('the mode', () => {
  const db = { DATABASE_URL: 'postgres://db.example/jobs' };
  it.each([
    ['nothing is set', {}, 'embedded'],
    ['set to nothing counts as not set', { DATABASE_URL: '', REDIS_URL: ' ' }, 'embedded'],
    ['a database', db, 'postgres'],
    ['the other spelling', { DATABASE_URL: 'postgresql://db.example/jobs' }, 'postgres'],
    ['both', { ...db, REDIS_URL: 'rediss://:secret@cache.example' }, 'full'],
  ])('%s', (_, env, mode) => expect(load(env).mode).toBe(mode));
});

describe('values', () => {
  it('have defaults', () => {
    expect(load({})).toMatchObject({
      dataDir: '/home/ada/market/.rolemill',
      fileHost: hostname(),
      queuePrefix: 'rolemill',
      jobLockMs: 15_000,
      logLevel: 'warn',
      allowPrivateHosts: false,
      httpTimeoutMs: 30_000,
      httpMaxBytes: 64 * 1024 * 1024,
    });
  });

  it('paths start at the working folder', () => {
    expect(load({ ROLEMILL_DATA_DIR: 'data', ROLEMILL_RULES: '/srv/rules' })).toMatchObject({
      dataDir: '/home/ada/market/data',
      rulesDir: '/srv/rules',
    });
  });

  // The queue in PostgreSQL refuses fractions of a millisecond.
  it('a lock is whole milliseconds', () => {
    expect(load({ ROLEMILL_JOB_LOCK_SECONDS: '1.2345' }).jobLockMs).toBe(1235);
  });
});

describe('what cannot be used is refused by name', () => {
  it.each([
    ['DATABASE_URL', 'mysql://db.example/jobs'],
    ['DATABASE_URL', 'db.example:5432'],
    ['ROLEMILL_JOB_LOCK_SECONDS', '0.5'],
    ['ROLEMILL_JOB_LOCK_SECONDS', 'long'],
    ['ROLEMILL_HTTP_TIMEOUT_SECONDS', '0'],
    ['ROLEMILL_HTTP_MAX_MB', '-1'],
    ['ROLEMILL_ALLOW_PRIVATE_HOSTS', 'maybe'],
    ['ROLEMILL_LOG', 'loud'],
  ])('%s=%s', (name, value) => expect(faultsOf({ [name]: value })).toContain(name));

  it('all at once', () => {
    const faults = faultsOf({
      REDIS_URL: 'http://cache.example',
      ROLEMILL_LOG: 'x',
      ROLEMILL_HTTP_MAX_MB: 'y',
    });
    for (const name of ['REDIS_URL', 'ROLEMILL_LOG', 'ROLEMILL_HTTP_MAX_MB']) expect(faults).toContain(name);
  });

  it('Redis without a database', () => {
    expect(faultsOf({ REDIS_URL: 'redis://cache.example' })).toContain('DATABASE_URL');
  });
});
