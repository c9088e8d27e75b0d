import type { Command } from 'commander';
import type { QueueStatus } from '../../workers/queue-status.js';
import { examples, type Shell } from '../command.js';
import { withContext } from '../context.js';
import { widthOf, write } from '../io.js';
import { printJson } from '../print.js';

/** `rolemill status`: queues, workers and what waits, now. */
export function addStatus(program: Command, shell: Shell): void {
  program
    .command('status')
    .description('queues and workers now')
    .option('--json', 'one JSON document')
    .addHelpText('after', examples(['rolemill status', 'what waits, runs and failed']))
    .action(async (options: { json?: true }) => {
      shell.exit(
        await withContext(shell.io, async (ctx) => {
          const { queueStatus } = await import('../../workers/queue-status.js');
          const status = await queueStatus({ db: await ctx.database(), queues: await ctx.queues() });
          if (options.json) return printJson(ctx.io.stdout, status);
          await write(ctx.io.stdout, await render(status, widthOf(ctx.io)));
        }),
      );
    });
}

async function render(status: QueueStatus, width: number): Promise<string> {
  const [{ renderTable }, { formatCount, formatInstant, plural }] = await Promise.all([
    import('../../report/table.js'),
    import('../../report/format.js'),
  ]);
  const number = { align: 'right' } as const;
  const table = renderTable(
    [
      { head: 'queue', shrink: 12 },
      ...['waiting', 'active', 'delayed', 'workers'].map((head) => ({ head, ...number })),
    ],
    status.queues.map((queue) => [
      queue.name,
      formatCount(queue.waiting),
      formatCount(queue.active),
      formatCount(queue.delayed),
      queue.workers === null ? 'n/a' : formatCount(queue.workers),
    ]),
    width,
  );
  const since =
    status.oldestPending === null ? '' : `, the oldest seen ${formatInstant(status.oldestPending)} UTC`;
  const hints = [
    ...(status.deadLetters > 0 ? ['`rolemill retry` takes failed work up again.'] : []),
    ...(status.pending > 0 && status.queues.every((queue) => queue.workers === 0)
      ? ['No worker runs: `rolemill work`.']
      : []),
  ];
  const lines = [
    table,
    '',
    `${plural(status.pending, 'posting')} without a verdict${since}`,
    plural(status.deadLetters, 'failed job'),
    ...hints,
  ];
  return `${lines.join('\n')}\n`;
}
