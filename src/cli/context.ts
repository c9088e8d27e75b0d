import { relative } from 'node:path';
import type { CompiledTaxonomy } from '../classify/taxonomy/compiled.js';
import { loadConfig, type Config } from '../config.js';
import type { Database } from '../db/database.js';
import type { Queues } from '../workers/queues.js';
import type { WorkerContext } from '../workers/context.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import type { Io } from './io.js';
import { once } from './once.js';

/**
 * What a command works with. Everything is opened on first use and closed by `withContext`, so that a command
 * pays only for what it needs: `classify` never loads a database driver.
 */
export interface Context {
  io: Io;
  config: Config;
  taxonomy(): Promise<CompiledTaxonomy>;
  database(): Promise<Database>;
  queues(): Promise<Queues>;
  /** All that workers need: database, queues, fetcher, classifier. */
  workers(): Promise<WorkerContext>;
  /** Sends log lines somewhere else while bars move on the terminal; null: to stderr again. */
  logVia(write: ((text: string) => void) | null): void;
  /** A line for the person at the terminal, on stderr; none with ROLEMILL_LOG=silent. */
  note(line: string): void;
}

/**
 * Runs `action` with a context of its own and closes what it opened, whatever happens.
 * @param overrides settings that the command decides itself (the demo's own folder).
 * @throws FatalError `config-invalid`
 */
export async function withContext(
  io: Io,
  action: (context: Context) => Promise<ExitCode | void>,
  overrides: Record<string, string | undefined> = {},
): Promise<ExitCode> {
  const config = loadConfig({ ...io.env, ...overrides }, io.cwd);
  const opened: (() => Promise<void>)[] = [];
  try {
    return (await action(createContext(io, config, opened))) ?? EXIT.ok;
  } finally {
    // Last opened, first closed: queues live on the database.
    for (const close of opened.toReversed()) await close();
  }
}

function createContext(io: Io, config: Config, opened: (() => Promise<void>)[]): Context {
  const note = (line: string): void => {
    if (config.logLevel !== 'silent') io.stderr.write(`${line}\n`);
  };
  let logWrite: ((text: string) => void) | null = null;
  const logger = once(async () => {
    const { createLogger } = await import('./log.js');
    return createLogger(config.logLevel, (text) =>
      (logWrite ?? ((line) => void io.stderr.write(line)))(text),
    );
  });
  const taxonomy = once(async () => {
    const { openTaxonomy } = await import('../classify/open.js');
    return openTaxonomy(config.rulesDir);
  });
  const database = once(async () => {
    const { openDatabase } = await import('../db/database.js');
    const log = await logger();
    note(modeLine(config, io.cwd));
    const db = await openDatabase({
      databaseUrl: config.databaseUrl,
      dataDir: config.dataDir,
      log: (line) => log.info(line),
    });
    opened.push(() => db.close());
    return db;
  });
  const queues = once(async () => {
    const { openQueues } = await import('../workers/queues.js');
    const log = await logger();
    const open = await openQueues(config, (await database()).url, (line) => log.warn(line));
    opened.push(() => open.close());
    return open;
  });
  const workers = once(async (): Promise<WorkerContext> => {
    const [{ classify }, { createFetcher }, { sharedGate }, { fetcherOptions }] = await Promise.all([
      import('../classify/classify.js'),
      import('../ingest/http/fetcher.js'),
      import('../workers/shared-gate.js'),
      import('./fetcher-options.js'),
    ]);
    const rules = await taxonomy();
    const db = await database();
    const open = await queues();
    const gate = sharedGate(db, { concurrency: config.hostConcurrency, delayMs: config.hostDelayMs });
    const fetcher = createFetcher({ ...fetcherOptions(config), gate });
    opened.push(() => fetcher.close());
    return {
      db,
      queues: open,
      fetcher,
      maxPages: config.maxPages,
      decide: (posting) => classify(posting, rules, { evidence: true }),
      taxonomyVersion: rules.version,
      log: await logger(),
    };
  });
  const logVia = (write: typeof logWrite): void => {
    logWrite = write;
  };
  return { io, config, taxonomy, database, queues, workers, logVia, note };
}

/** The one line at start that says which services carry the work. */
export function modeLine(config: Config, cwd: string): string {
  if (config.mode === 'embedded')
    return `embedded PostgreSQL in ${shortPath(config.dataDir, cwd)}, queue in PostgreSQL`;
  const queue = config.mode === 'full' ? `Redis at ${placeOf(config.redisUrl)}` : 'PostgreSQL';
  return `PostgreSQL at ${placeOf(config.databaseUrl)}, queue in ${queue}`;
}

/** Host, port and database of a service URL, never its user or password. */
export function placeOf(url: string | null): string {
  if (url === null) return '(not set)';
  const { host, pathname, searchParams } = new URL(url);
  return `${searchParams.get('host') ?? decodeURIComponent(host)}${pathname === '/' ? '' : pathname}`;
}

function shortPath(path: string, cwd: string): string {
  const near = relative(cwd, path);
  return near === '' ? '.' : near.startsWith('..') ? path : near;
}
