import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import type { WorkerContext } from '../../../src/workers/context.js';
import { startWorkers, type RunningWorkers, type WorkOptions } from '../../../src/workers/run-loop.js';
import type { Backend } from '../../support/backends.js';
import { makeTempFolder } from '../../support/temp-folder.js';
import {
  JOB_LOCK_MS,
  observe,
  openPipeline,
  sourceOf,
  submit,
  writeLines,
  type Observer,
  type Overrides,
} from './pipeline.js';

/** What every integration test has: an empty pipeline on its backend, an observer of its database, a folder. */
export interface Stage {
  readonly ctx: WorkerContext;
  readonly db: Observer;
  readonly folder: string;
  /** Undone after the test, last one first. */
  readonly cleanups: (() => Promise<unknown>)[];
  /** One more pipeline on the same backend, as another process would have it. */
  open(overrides?: Overrides): Promise<WorkerContext>;
  /** Workers until the test ends, or are stopped. */
  work(options?: WorkOptions, on?: WorkerContext): RunningWorkers;
  /** Writes a file of these lines and queues it. @returns the id of its run. */
  submitFile(lines: Iterable<object | string>): Promise<string>;
  /** Each of `count` postings has one verdict, and was given it once. */
  allClassifiedOnce(count: number): Promise<void>;
}

/**
 * Sets a stage for each test of the suite it is called in.
 * @param overrides for every pipeline of the suite.
 */
export function useStage(backend: Backend, overrides: Overrides = {}): Stage {
  let set: Pick<Stage, 'ctx' | 'db' | 'folder'> | null = null;
  const now = () => {
    if (set === null) throw new Error('the stage is set in tests and their hooks only');
    return set;
  };
  const stage: Stage = {
    get ctx() {
      return now().ctx;
    },
    get db() {
      return now().db;
    },
    get folder() {
      return now().folder;
    },
    cleanups: [],
    open: async (more = {}) => {
      const opened = await openPipeline({ ...backend, jobLockMs: JOB_LOCK_MS }, { ...overrides, ...more });
      stage.cleanups.push(opened.close);
      return opened.ctx;
    },
    work: (options = {}, on = stage.ctx) => {
      const workers = startWorkers(on, options);
      stage.cleanups.push(() => workers.stop());
      return workers;
    },
    submitFile: async (lines) => {
      const file = await writeLines(join(stage.folder, 'jobs.ndjson'), lines);
      return submit(stage.ctx, [sourceOf(file)]);
    },
    allClassifiedOnce: async (count) => {
      const { db } = stage;
      expect(await db.one("select count(*)::int from postings where state = 'classified'")).toBe(count);
      expect(await db.one('select count(*)::int from classifications')).toBe(count);
      const writes = await db.writes();
      expect(writes.size).toBe(count);
      expect([...writes.values()].filter((times) => times !== 1)).toEqual([]);
    },
  };

  beforeEach(async () => {
    const ctx = await stage.open();
    const db = await observe(ctx.db);
    stage.cleanups.push(() => db.close());
    const folder = await makeTempFolder();
    stage.cleanups.push(() => rm(folder, { recursive: true, force: true }));
    set = { ctx, db, folder };
  });
  afterEach(async () => {
    for (const cleanup of stage.cleanups.splice(0).toReversed()) await cleanup();
    set = null;
  });
  return stage;
}
