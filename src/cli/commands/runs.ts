import type { Command } from 'commander';
import { GiveUpError } from '../../domain/errors.js';
import { examples, type Shell } from '../command.js';
import { withContext, type Context } from '../context.js';
import { widthOf, write } from '../io.js';
import { wholeNumber } from '../parse.js';
import { printJson } from '../print.js';

interface RunsOptions {
  limit: number;
  json?: true;
}

/** `rolemill runs [ID]`: the history of runs, or one of them with its sources and every problem. */
export function addRuns(program: Command, shell: Shell): void {
  program
    .command('runs')
    .description('history of runs with counts and errors; one run in full')
    .argument('[id]', 'id of a run, or the beginning of it')
    .option('--limit <n>', 'how many', wholeNumber({ min: 1, max: 1000 }), 20)
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      examples(['rolemill runs', 'the last runs'], ['rolemill runs 5b1e', 'sources and problems of one']),
    )
    .action(async (id: string | undefined, options: RunsOptions) => {
      shell.exit(
        await withContext(shell.io, (ctx) =>
          id === undefined ? list(ctx, options) : show(ctx, id, options),
        ),
      );
    });
}

async function list(ctx: Context, options: RunsOptions): Promise<void> {
  const [{ listRuns }, { renderRuns }] = await Promise.all([
    import('../../db/runs.js'),
    import('../../report/run-summary.js'),
  ]);
  const runs = await listRuns(await ctx.database(), { limit: options.limit });
  if (options.json) return printJson(ctx.io.stdout, { runs });
  if (runs.length === 0) return ctx.note('No run yet: `rolemill run SOURCE` makes the first.');
  await write(ctx.io.stdout, `${renderRuns(runs, { width: widthOf(ctx.io), now: Date.now() })}\n`);
}

async function show(ctx: Context, id: string, options: RunsOptions): Promise<void> {
  const [{ getRun }, { showRun }] = await Promise.all([import('../../db/runs.js'), import('../show-run.js')]);
  const run = await getRun(await ctx.database(), id);
  if (run === null)
    throw new GiveUpError(
      'not-found',
      `no run has an id that starts with "${id}": \`rolemill runs\` lists them`,
    );
  await showRun(ctx, run, { json: options.json === true, issues: Number.POSITIVE_INFINITY });
}
