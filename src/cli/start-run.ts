import { FORMATS, type FieldMap, type FormatName } from '../ingest/source-spec.js';
import type { InputIssue } from '../domain/errors.js';
import type { RegisteredSource } from '../workers/submit.js';
import { Option, type Command } from 'commander';
import { formatIssue } from '../report/run-summary.js';
import type { Context } from './context.js';

export interface SourceOptions {
  format?: FormatName;
  map?: string;
  ignoreRobots?: true;
  complete?: true;
}

/** Adds what `run` and `ingest` share: the sources and how to read them. */
export function addSourceOptions(command: Command): Command {
  return command
    .usage('[options] SOURCE...')
    .argument(
      '[source...]',
      'file, folder, quoted glob, URL, - for stdin, or @FILE: a list of such, one a line',
    )
    .addOption(
      new Option('--format <name>', 'read every source as this, whatever its name says').choices(FORMATS),
    )
    .option('--map <pairs>', 'field names of the source: title=POSITION,description=TEXT')
    .option('--ignore-robots', "do not ask the site's robots.txt: for your own site");
}

/** Of `run` and `ingest`, which store what they read. */
export const COMPLETE_OPTION = [
  '--complete',
  'each source lists all that is open: what it lists no more is closed',
] as const;

export interface StartedRun {
  runId: string;
  /** This process has stdin and must read it itself. */
  stdin: RegisteredSource | null;
}

/**
 * Resolves the arguments, enters a run and queues its sources.
 * @returns null when no argument was a usable source; the reasons are on stderr then.
 */
export async function startRun(
  ctx: Context,
  command: 'run' | 'ingest',
  args: readonly string[],
  options: SourceOptions,
): Promise<StartedRun | null> {
  const { expandSources, parseFieldMap } = await import('../ingest/expand.js');
  const map: FieldMap | null = options.map === undefined ? null : parseFieldMap(options.map);
  const format = options.format ?? null;
  const { specs: found, issues } = await expandSources(args, {
    cwd: ctx.io.cwd,
    format,
    map,
    ignoreRobots: options.ignoreRobots === true,
  });
  const complete = options.complete === true;
  const specs = complete ? found.map((spec) => ({ ...spec, complete })) : found;
  if (specs.length === 0) {
    reportIssues(ctx, issues);
    ctx.io.stderr.write('Nothing to read: no argument is a usable source.\n');
    return null;
  }
  // The rules are read before anything is stored: a broken taxonomy should cost nothing but the message.
  const { version } = await ctx.taxonomy();
  const [{ createRun }, { addIssues }, { submitSources }] = await Promise.all([
    import('../db/runs.js'),
    import('../db/issues.js'),
    import('../workers/submit.js'),
  ]);
  const db = await ctx.database();
  const queues = await ctx.queues();
  const runId = await createRun(db, {
    command,
    request: { sources: args, format, map, ...(complete ? { complete } : {}) },
    mode: ctx.config.mode,
    taxonomy: version,
  });
  if (issues.length > 0) await addIssues(db, runId, null, issues);
  return { runId, stdin: await submitSources({ db, queues }, runId, specs) };
}

function reportIssues(ctx: Context, issues: readonly InputIssue[]): void {
  for (const issue of issues) ctx.io.stderr.write(`${formatIssue(issue)}\n`);
}
