import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import { formatCount, plural } from '../../report/format.js';
import { examples, type Shell } from '../command.js';
import { withContext, type Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { onInterrupt } from '../interrupt.js';
import { write } from '../io.js';
import { printJson } from '../print.js';
import { createProgress } from '../progress.js';

const LOOK_EVERY_MS = 250;

/** `rolemill reclassify`: every stored posting gets a verdict of the present taxonomy. */
export function addReclassify(program: Command, shell: Shell): void {
  program
    .command('reclassify')
    .description('classify all stored postings again with the present taxonomy')
    .option('--json', 'the counts as one JSON document')
    .addHelpText(
      'after',
      examples(
        ['rolemill reclassify', 'after the rules changed'],
        ['ROLEMILL_RULES=./my-rules rolemill reclassify', 'with your own rules'],
      ),
    )
    .action(async (options: { json?: true }) => {
      shell.exit(await withContext(shell.io, (ctx) => reclassify(ctx, options.json === true)));
    });
}

async function reclassify(ctx: Context, json: boolean): Promise<ExitCode> {
  const [{ reopenAll }, { countPending }, { sweep }, { startWorkers }] = await Promise.all([
    import('../../db/reopen.js'),
    import('../../db/lifecycle.js'),
    import('../../workers/sweep.js'),
    import('../../workers/run-loop.js'),
  ]);
  const work = await ctx.workers();
  const total = await reopenAll(work.db, (reopened) =>
    ctx.note(`${formatCount(reopened)} to classify again`),
  );
  await sweep(work, { queuedBefore: new Date() });
  const interrupt = onInterrupt(ctx.io);
  const progress = createProgress(ctx.io);
  const workers = startWorkers(work, { only: 'classify' });
  let pending = total;
  try {
    while (!interrupt.signal.aborted && (pending = await countPending(work.db)) > 0) {
      progress.update([
        {
          name: 'classified',
          part: total - pending,
          whole: total,
          text: `${formatCount(total - pending)} of ${formatCount(total)}`,
        },
      ]);
      await pause(LOOK_EVERY_MS);
    }
  } finally {
    progress.stop();
    await workers.stop();
    interrupt.dispose();
  }
  if (pending > 0) {
    ctx.io.stderr.write(`Stopped with ${formatCount(pending)} to go; \`rolemill work\` does the rest.\n`);
    return EXIT.interrupted;
  }
  const result = { classified: total, taxonomy: work.taxonomyVersion };
  if (json) await printJson(ctx.io.stdout, result);
  else
    await write(ctx.io.stdout, `${plural(total, 'posting')} classified with taxonomy ${result.taxonomy}\n`);
  return EXIT.ok;
}
