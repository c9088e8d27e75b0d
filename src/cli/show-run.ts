import { relative } from 'node:path';
import type { RunDetail } from '../db/runs.js';
import { FatalError } from '../domain/errors.js';
import { renderRun, runDuration } from '../report/run-summary.js';
import type { Context } from './context.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { widthOf, write } from './io.js';
import { printJson } from './print.js';

/**
 * Prints a run to stdout.
 * @param issues how many problems are listed.
 */
export async function showRun(
  ctx: Context,
  run: RunDetail,
  options: { json: boolean; issues: number },
): Promise<void> {
  const now = Date.now();
  if (options.json) {
    const seconds = runDuration(run, now) / 1000;
    const perSecond = seconds > 0 ? run.counts.classified / seconds : 0;
    await printJson(ctx.io.stdout, { ...run, seconds, classifiedPerSecond: Math.round(perSecond * 10) / 10 });
    return;
  }
  const text = renderRun(run, {
    width: widthOf(ctx.io),
    issues: options.issues,
    now,
    shorten: (locator) => shorten(locator, ctx.io.cwd),
  });
  await write(ctx.io.stdout, text);
}

/** Reads a run that must exist: this process has just worked on it. */
export async function readRun(ctx: Context, runId: string): Promise<RunDetail> {
  const { getRun } = await import('../db/runs.js');
  const run = await getRun(await ctx.database(), runId);
  if (run === null)
    throw new FatalError('not-found', `run ${runId} is gone: was the database emptied meanwhile?`);
  return run;
}

/** 1 as soon as anything of the input was lost or one posting could not be classified. */
export function exitCodeOfRun(run: RunDetail): ExitCode {
  const lost = run.counts.issues + run.counts.failed + run.counts.skipped;
  return lost > 0 || run.status === 'failed' || run.status === 'partial' ? EXIT.someFailed : EXIT.ok;
}

/** The path of a file as a person here would type it. */
export function shorten(locator: string, cwd: string): string {
  if (!locator.startsWith('/')) return locator;
  const near = relative(cwd, locator);
  return near.startsWith('..') ? locator : near;
}
