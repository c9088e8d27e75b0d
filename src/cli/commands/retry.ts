import { Option, type Command } from 'commander';
import { GiveUpError } from '../../domain/errors.js';
import { plural } from '../../report/format.js';
import { examples, type Shell } from '../command.js';
import { withContext, type Context } from '../context.js';
import { write } from '../io.js';
import { printJson } from '../print.js';

interface RetryOptions {
  run?: string;
  queue?: 'ingest' | 'classify';
  json?: true;
}

/** `rolemill retry`: work that failed for good is queued again. */
export function addRetry(program: Command, shell: Shell): void {
  program
    .command('retry')
    .description('failed work again')
    .option('--run <id>', 'only of this run')
    .addOption(new Option('--queue <kind>', 'only of this kind').choices(['ingest', 'classify']))
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      examples(
        ['rolemill retry', 'everything that failed'],
        ['rolemill retry --queue ingest --run 5b1e', 'the sources of one run'],
      ),
    )
    .action(async (options: RetryOptions) => {
      shell.exit(await withContext(shell.io, (ctx) => retry(ctx, options)));
    });
}

async function retry(ctx: Context, options: RetryOptions): Promise<void> {
  const { retryDeadLetters } = await import('../../workers/dead-letter.js');
  const db = await ctx.database();
  const runId = options.run === undefined ? undefined : await findRun(ctx, options.run);
  const count = await retryDeadLetters(
    { db, queues: await ctx.queues() },
    {
      ...(options.queue === undefined ? {} : { queue: options.queue }),
      ...(runId === undefined ? {} : { runId }),
    },
  );
  if (options.json) return printJson(ctx.io.stdout, { retried: count });
  await write(ctx.io.stdout, count === 0 ? 'nothing has failed\n' : `${plural(count, 'job')} queued again\n`);
  if (count > 0)
    ctx.note('Workers (`rolemill work`) take it from here; `rolemill status` shows how far they are.');
}

async function findRun(ctx: Context, id: string): Promise<string> {
  const { getRun } = await import('../../db/runs.js');
  const run = await getRun(await ctx.database(), id);
  if (run === null)
    throw new GiveUpError(
      'not-found',
      `no run has an id that starts with "${id}": \`rolemill runs\` lists them`,
    );
  return run.id;
}
