import { Option, type Command } from 'commander';
import { plural } from '../../report/format.js';
import { examples, type Shell } from '../command.js';
import { withContext, type Context } from '../context.js';
import { onInterrupt } from '../interrupt.js';
import { wholeNumber } from '../parse.js';

interface WorkOptions {
  only?: 'ingest' | 'classify';
  concurrency?: number;
}

/** `rolemill work`: workers until a signal ends them. */
export function addWork(program: Command, shell: Shell): void {
  program
    .command('work')
    .description('long-running workers; Ctrl-C finishes the current batch and stops')
    .addOption(new Option('--only <kind>', 'take jobs of one kind').choices(['ingest', 'classify']))
    .option('--concurrency <n>', 'jobs at the same time', wholeNumber({ min: 1, max: 64 }))
    .addHelpText(
      'after',
      examples(
        ['rolemill work', 'read sources and classify'],
        ['rolemill work --only classify --concurrency 2', 'one more classifier beside others'],
      ),
    )
    .action(async (options: WorkOptions) => {
      shell.exit(await withContext(shell.io, (ctx) => work(ctx, options)));
    });
}

async function work(ctx: Context, options: WorkOptions): Promise<void> {
  const [{ startWorkers, stalledIntervalOf }, { queueStatus }] = await Promise.all([
    import('../../workers/run-loop.js'),
    import('../../workers/queue-status.js'),
  ]);
  const context = await ctx.workers();
  const { queues } = await queueStatus(context);
  const interrupt = onInterrupt(ctx.io);
  const workers = startWorkers(context, options);
  ctx.note(
    `Working on ${options.only ?? 'ingest and classify'} jobs with taxonomy ${context.taxonomyVersion}. Ctrl-C stops.`,
  );
  const left = queues.filter(({ workers }) => workers === 0).reduce((sum, { active }) => sum + active, 0);
  if (left > 0) {
    const { jobLockMs } = ctx.config;
    const seconds = Math.ceil((jobLockMs + stalledIntervalOf(jobLockMs)) / 1000);
    ctx.note(`${plural(left, 'job')} of a worker that is gone: taken over within ${seconds} s.`);
  }
  await new Promise<void>((resolve) => {
    interrupt.signal.addEventListener('abort', () => resolve(), { once: true });
    if (interrupt.signal.aborted) resolve();
  });
  await workers.stop();
  interrupt.dispose();
  ctx.note('Stopped.');
}
