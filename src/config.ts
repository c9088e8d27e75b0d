import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FatalError } from './domain/errors.js';

/** Which services carry the work: see docs/architecture.md, "Three modes, one code path". */
export type Mode = 'embedded' | 'postgres' | 'full';

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Config {
  mode: Mode;
  databaseUrl: string | null;
  redisUrl: string | null;
  /** Absolute path of the folder that holds the embedded server's data. */
  dataDir: string;
  /** Absolute path of the taxonomy folder. */
  rulesDir: string;
  apiToken: string | null;
  logLevel: LogLevel;
  /** Names the file system that file sources live on: workers take file jobs of their own label only. */
  fileHost: string;
  /** Prefix of every queue key, so that several installations share one Redis or database. */
  queuePrefix: string;
  /** How long a worker may hold a job without a sign of life before another takes it over. */
  jobLockMs: number;
  /** Contact that the User-Agent names, so that a site's owner can reach who runs this. */
  contact: string | null;
  allowPrivateHosts: boolean;
  httpTimeoutMs: number;
  httpMaxBytes: number;
  /** Rest between two requests to one host, across all workers; a longer Crawl-delay of the site wins. */
  hostDelayMs: number;
  /** Requests that one host gets at the same time, from all workers together. */
  hostConcurrency: number;
  /** Pages that are followed from one list of postings or sitemap. */
  maxPages: number;
}

interface Setting {
  name: string;
  fallback: string | null;
  help: string;
}

/** Every setting there is, in the order that the docs and `doctor` list them. */
export const SETTINGS = [
  {
    name: 'DATABASE_URL',
    fallback: null,
    help: 'PostgreSQL 14+; unset: an embedded server in ROLEMILL_DATA_DIR',
  },
  {
    name: 'REDIS_URL',
    fallback: null,
    help: 'Redis 6.2+ for the queue; unset: the queue lives in PostgreSQL',
  },
  { name: 'ROLEMILL_DATA_DIR', fallback: '.rolemill', help: 'folder of the embedded server' },
  { name: 'ROLEMILL_RULES', fallback: null, help: 'folder of your own taxonomy; unset: the one shipped' },
  { name: 'ROLEMILL_API_TOKEN', fallback: null, help: 'token of the HTTP API' },
  { name: 'ROLEMILL_LOG', fallback: 'warn', help: `log level on stderr: ${LOG_LEVELS.join(', ')}` },
  { name: 'ROLEMILL_FILE_HOST', fallback: null, help: 'label of the file system; unset: the host name' },
  { name: 'ROLEMILL_QUEUE_PREFIX', fallback: 'rolemill', help: 'prefix of the queue keys' },
  { name: 'ROLEMILL_JOB_LOCK_SECONDS', fallback: '15', help: 'a silent worker loses its job after this' },
  { name: 'ROLEMILL_CONTACT', fallback: null, help: 'URL or e-mail address named in the User-Agent' },
  { name: 'ROLEMILL_ALLOW_PRIVATE_HOSTS', fallback: 'false', help: 'fetch from private addresses too' },
  { name: 'ROLEMILL_HTTP_TIMEOUT_SECONDS', fallback: '30', help: 'time for one response to arrive' },
  { name: 'ROLEMILL_HTTP_MAX_MB', fallback: '64', help: 'largest body taken, after decompression' },
  { name: 'ROLEMILL_HOST_DELAY_SECONDS', fallback: '1', help: 'rest between two requests to one host' },
  { name: 'ROLEMILL_HOST_CONCURRENCY', fallback: '1', help: 'requests to one host at the same time' },
  { name: 'ROLEMILL_MAX_PAGES', fallback: '100', help: 'pages followed from one list or sitemap' },
] as const satisfies readonly Setting[];
export type SettingName = (typeof SETTINGS)[number]['name'];

const PACKAGE_ROOT = resolve(fileURLToPath(import.meta.url), '..', '..');

/**
 * Environment -> validated settings. All faults are reported together.
 * @throws FatalError `config-invalid` with one line per fault and the allowed values.
 */
export function loadConfig(env: Record<string, string | undefined>, cwd = process.cwd()): Config {
  const faults: string[] = [];
  const get = (name: SettingName): string | null => {
    const value = env[name]?.trim();
    return value === undefined || value === ''
      ? (SETTINGS.find((s) => s.name === name)?.fallback ?? null)
      : value;
  };
  const url = (name: SettingName, protocols: string[]): string | null => {
    const value = get(name);
    if (value === null) return null;
    if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol.slice(0, -1))) {
      faults.push(`${name}: expected a URL starting with ${protocols.map((p) => `${p}://`).join(' or ')}`);
      return null;
    }
    return value;
  };
  const positive = (name: SettingName, least = 0): number => {
    const value = Number(get(name));
    if (!Number.isFinite(value) || value <= 0 || value < least)
      faults.push(
        `${name}: expected a number ${least > 0 ? `from ${least} on` : 'above 0'}, got "${get(name)}"`,
      );
    return value;
  };
  const atLeast = (name: SettingName, least: number, whole: boolean): number => {
    const value = Number(get(name));
    if (!Number.isFinite(value) || value < least || (whole && !Number.isInteger(value)))
      faults.push(`${name}: expected a ${whole ? 'whole ' : ''}number from ${least} on, got "${get(name)}"`);
    return value;
  };
  const flag = (name: SettingName): boolean => {
    const value = (get(name) ?? 'false').toLowerCase();
    if (!['true', 'false', '1', '0', 'yes', 'no'].includes(value)) {
      faults.push(`${name}: expected true or false, got "${value}"`);
    }
    return ['true', '1', 'yes'].includes(value);
  };
  const databaseUrl = url('DATABASE_URL', ['postgres', 'postgresql']);
  const redisUrl = url('REDIS_URL', ['redis', 'rediss']);
  if (redisUrl !== null && databaseUrl === null && faults.length === 0) {
    faults.push('REDIS_URL is set but DATABASE_URL is not: set both, or neither for the embedded default');
  }
  const logLevel = get('ROLEMILL_LOG') as LogLevel;
  if (!LOG_LEVELS.includes(logLevel)) {
    faults.push(`ROLEMILL_LOG: expected one of ${LOG_LEVELS.join(', ')}, got "${logLevel}"`);
  }
  const config: Config = {
    mode: databaseUrl === null ? 'embedded' : redisUrl === null ? 'postgres' : 'full',
    databaseUrl,
    redisUrl,
    dataDir: resolve(cwd, get('ROLEMILL_DATA_DIR') ?? '.rolemill'),
    rulesDir: resolve(cwd, get('ROLEMILL_RULES') ?? join(PACKAGE_ROOT, 'rules')),
    apiToken: get('ROLEMILL_API_TOKEN'),
    logLevel,
    fileHost: get('ROLEMILL_FILE_HOST') ?? hostname(),
    queuePrefix: get('ROLEMILL_QUEUE_PREFIX') ?? 'rolemill',
    jobLockMs: Math.round(positive('ROLEMILL_JOB_LOCK_SECONDS', 1) * 1000),
    contact: get('ROLEMILL_CONTACT'),
    allowPrivateHosts: flag('ROLEMILL_ALLOW_PRIVATE_HOSTS'),
    httpTimeoutMs: positive('ROLEMILL_HTTP_TIMEOUT_SECONDS') * 1000,
    httpMaxBytes: positive('ROLEMILL_HTTP_MAX_MB') * 1024 * 1024,
    hostDelayMs: atLeast('ROLEMILL_HOST_DELAY_SECONDS', 0, false) * 1000,
    hostConcurrency: atLeast('ROLEMILL_HOST_CONCURRENCY', 1, true),
    maxPages: atLeast('ROLEMILL_MAX_PAGES', 1, true),
  };
  if (faults.length > 0) {
    throw new FatalError('config-invalid', `settings are not usable:\n  ${faults.join('\n  ')}`);
  }
  return config;
}
