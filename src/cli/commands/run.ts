import type { Command } from 'commander';
import { examples, failWithHelp, type Shell } from '../command.js';
import { withContext, type Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { onInterrupt } from '../interrupt.js';
import { wholeNumber } from '../parse.js';
import { addSourceOptions, COMPLETE_OPTION, startRun, type SourceOptions } from '../start-run.js';

interface RunOptions extends SourceOptions {
  concurrency?: number;
  json?: true;
}

/** Problems listed in the summary: one screen. `rolemill runs ID` lists all that were kept. */
const ISSUES_SHOWN = 20;

/** `rolemill run SOURCE...`: ingest, classify and wait, with the workers in this process. */
export function addRun(program: Command, shell: Shell): void {
  addSourceOptions(
    program.command('run').description('ingest, classify and wait, with workers in this process'),
  )
    .option(
      '--concurrency <n>',
      'sources read and batches classified at the same time',
      wholeNumber({ min: 1, max: 64 }),
    )
    .option(...COMPLETE_OPTION)
    .option('--json', 'the summary as one JSON document')
    .addHelpText(
      'after',
      examples(
        ['rolemill run fixtures', 'every usable file of a folder'],
        ['rolemill run jobs.csv --map title=POSITION,description=TEXT', 'foreign column names'],
        ['rolemill run https://boards.greenhouse.io/acme', 'a job board'],
        ['zcat dump.gz | rolemill run - --format ndjson', 'stdin'],
        ['rolemill run @sources.txt', 'a list of sources, one a line'],
      ),
    )
    .action(async (sources: string[], options: RunOptions, command: Command) => {
      if (sources.length === 0) failWithHelp(command, 'no SOURCE given');
      shell.exit(await withContext(shell.io, (ctx) => runSources(ctx, sources, options)));
    });
}

/**
 * The whole walk for some sources, from the arguments to the summary on stdout.
 * @param show.next say what to do next (on stderr).
 */
export async function runSources(
  ctx: Context,
  sources: readonly string[],
  options: RunOptions,
  show: { next: boolean } = { next: true },
): Promise<ExitCode> {
  const started = await startRun(ctx, 'run', sources, options);
  if (started === null) return EXIT.someFailed;
  const { runId } = started;
  const [
    { startWorkers },
    { watchRun },
    { ingestStdin },
    { createProgress, tracksOf },
    { showRun, readRun, shorten, exitCodeOfRun },
    { sourceLines },
  ] = await Promise.all([
    import('../../workers/run-loop.js'),
    import('../../workers/watch-run.js'),
    import('../../workers/ingest-stdin.js'),
    import('../progress.js'),
    import('../show-run.js'),
    import('../source-lines.js'),
  ]);
  const work = { ...(await ctx.workers()), tellsGivenUp: true };
  const interrupt = onInterrupt(ctx.io);
  const progress = createProgress(ctx.io);
  ctx.logVia((line) => progress.print(line));
  const lines = sourceLines(work.db, runId, {
    print: ctx.config.logLevel === 'silent' ? () => undefined : (line) => progress.print(line),
    shorten: (locator) => shorten(locator, ctx.io.cwd),
  });
  const startedAt = Date.now();
  const workers = startWorkers(
    work,
    options.concurrency === undefined ? {} : { concurrency: options.concurrency },
  );
  try {
    const stdin =
      started.stdin === null
        ? Promise.resolve()
        : ingestStdin(work, runId, started.stdin, ctx.io.stdin, interrupt.signal);
    const watching = watchRun(work, runId, {
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
      await workers.stop();
      ctx.io.stderr.write(
        'Stopped. What is stored stays stored; `rolemill work` goes on with the rest of this run.\n',
      );
      return EXIT.interrupted;
    }
  } finally {
    ctx.logVia(null);
    progress.stop();
    await workers.stop();
    interrupt.dispose();
  }
  const run = await readRun(ctx, runId);
  await showRun(ctx, run, { json: options.json === true, issues: ISSUES_SHOWN });
  if (show.next && !options.json)
    ctx.note('Next: `rolemill report`, or `rolemill query --help` for single postings.');
  return exitCodeOfRun(run);
}
