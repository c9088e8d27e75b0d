import type { Command } from 'commander';
import type { RegisteredSource } from '../../workers/submit.js';
import { shortId } from '../../report/run-summary.js';
import { examples, failWithHelp, type Shell } from '../command.js';
import { withContext, type Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { onInterrupt } from '../interrupt.js';
import { write } from '../io.js';
import { printJson } from '../print.js';
import { addSourceOptions, COMPLETE_OPTION, startRun, type SourceOptions } from '../start-run.js';

interface IngestOptions extends SourceOptions {
  wait?: true;
  json?: true;
}

const ISSUES_SHOWN = 20;

/** `rolemill ingest SOURCE...`: hands sources to workers that run elsewhere. */
export function addIngest(program: Command, shell: Shell): void {
  addSourceOptions(program.command('ingest').description('queue sources for workers that run elsewhere'))
    .option('--wait', 'watch until everything is classified; ends with the same summary as `run`')
    .option(...COMPLETE_OPTION)
    .option('--json', 'one JSON document: the run, with --wait its summary')
    .addHelpText(
      'after',
      examples(
        ['rolemill ingest https://jobs.lever.co/acme', 'queue a job board and return'],
        ['rolemill ingest --wait postings.ndjson.gz', 'and watch the workers'],
      ),
    )
    .action(async (sources: string[], options: IngestOptions, command: Command) => {
      if (sources.length === 0) failWithHelp(command, 'no SOURCE given');
      shell.exit(await withContext(shell.io, (ctx) => ingest(ctx, sources, options)));
    });
}

async function ingest(ctx: Context, sources: readonly string[], options: IngestOptions): Promise<ExitCode> {
  const started = await startRun(ctx, 'ingest', sources, options);
  if (started === null) return EXIT.someFailed;
  const { runId } = started;
  const interrupt = onInterrupt(ctx.io);
  try {
    const { readRun, showRun, shorten, exitCodeOfRun } = await import('../show-run.js');
    const stdin =
      started.stdin === null ? Promise.resolve() : readStdin(ctx, started.stdin, runId, interrupt.signal);
    if (!options.wait) {
      await stdin;
      const run = await readRun(ctx, runId);
      if (options.json) await printJson(ctx.io.stdout, run);
      else await write(ctx.io.stdout, `run ${shortId(runId)}: ${run.counts.sources} queued\n`);
      ctx.note(
        `Workers (\`rolemill work\`) take it from here; \`rolemill runs ${shortId(runId)}\` shows how far they are.`,
      );
      return run.counts.issues > 0 ? EXIT.someFailed : EXIT.ok;
    }
    const [{ watchRun }, { createProgress, tracksOf }, { sourceLines }] = await Promise.all([
      import('../../workers/watch-run.js'),
      import('../progress.js'),
      import('../source-lines.js'),
    ]);
    const progress = createProgress(ctx.io);
    const db = await ctx.database();
    const lines = sourceLines(db, runId, {
      print: ctx.config.logLevel === 'silent' ? () => undefined : (line) => progress.print(line),
      shorten: (locator) => shorten(locator, ctx.io.cwd),
    });
    const startedAt = Date.now();
    const watching = watchRun({ db }, runId, {
      signal: interrupt.signal,
      onProgress: (state) => {
        progress.update(tracksOf(state, Date.now() - startedAt));
        lines.update(state);
      },
    });
    const [outcome, read] = await Promise.allSettled([watching, stdin]);
    await lines.stop();
    progress.stop();
    if (outcome.status === 'rejected') throw outcome.reason;
    if (read.status === 'rejected' && !interrupt.signal.aborted) throw read.reason;
    if (outcome.value.status === 'interrupted') {
      ctx.io.stderr.write(
        `Stopped watching. The workers go on; \`rolemill runs ${shortId(runId)}\` shows how far they are.\n`,
      );
      return EXIT.interrupted;
    }
    const run = await readRun(ctx, runId);
    await showRun(ctx, run, { json: options.json === true, issues: ISSUES_SHOWN });
    return exitCodeOfRun(run);
  } finally {
    interrupt.dispose();
  }
}

/** A pipe belongs to this process: no worker elsewhere can read it. */
async function readStdin(
  ctx: Context,
  source: RegisteredSource,
  runId: string,
  signal: AbortSignal,
): Promise<void> {
  const { ingestStdin } = await import('../../workers/ingest-stdin.js');
  await ingestStdin(await ctx.workers(), runId, source, ctx.io.stdin, signal);
}
