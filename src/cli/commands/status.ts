import type { Command } from 'commander';
import { examples, type Shell } from '../command.js';
import { withContext } from '../context.js';
import { widthOf, write } from '../io.js';
import { wholeNumber } from '../parse.js';
import { printJson } from '../print.js';

interface StatusOptions {
  limit: number;
  json?: true;
}

/** Failed jobs shown unless asked for more: one screen. */
const FAILED_SHOWN = 20;

/** `rolemill status`: queues, workers, what waits and what failed, now. */
export function addStatus(program: Command, shell: Shell): void {
  program
    .command('status')
    .description('queues and workers now, and the work that failed')
    .option('--limit <n>', 'failed jobs shown', wholeNumber({ min: 1, max: 1000 }), FAILED_SHOWN)
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      examples(
        ['rolemill status', 'what waits, runs and failed'],
        ['rolemill status --limit 1000 --json', 'every failed job with its reason, for a program'],
      ),
    )
    .action(async ({ limit, json }: StatusOptions) => {
      shell.exit(
        await withContext(shell.io, async (ctx) => {
          const [{ queueStatus }, { listFailedJobs }, { renderStatus }] = await Promise.all([
            import('../../workers/queue-status.js'),
            import('../../workers/failed-jobs.js'),
            import('../show-status.js'),
          ]);
          const db = await ctx.database();
          const status = await queueStatus({ db, queues: await ctx.queues() });
          const failed = await listFailedJobs({ db }, { limit });
          if (json) return printJson(ctx.io.stdout, { ...status, failed });
          await write(ctx.io.stdout, renderStatus(status, failed, widthOf(ctx.io)));
        }),
      );
    });
}
