import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import { formatCount, plural } from '../../report/format.js';
import { examples, type Shell } from '../command.js';
import { withContext, type Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { addFilterOptions, pickFilter, type FilterOptions } from '../filter-options.js';
import { onInterrupt } from '../interrupt.js';
import { write } from '../io.js';
import { wholeNumber } from '../parse.js';
import { printJson } from '../print.js';
import { createProgress } from '../progress.js';

const LOOK_EVERY_MS = 250;

interface ReclassifyOptions extends FilterOptions {
  diff?: true;
  limit?: number;
  top?: number;
  examples?: number;
  json?: true;
}

const DIFF_DEFAULTS = { top: 10, examples: 3 };

/** `rolemill reclassify`: every stored posting gets a verdict of the present taxonomy. */
export function addReclassify(program: Command, shell: Shell): void {
  addFilterOptions(
    program
      .command('reclassify')
      .description('classify all stored postings again with the present taxonomy')
      .option('--diff', 'change nothing: show what would change; the filters and limits go with it'),
  )
    .option('--limit <n>', 'at most so many postings, newest first', wholeNumber({ min: 1, max: 1e9 }))
    .option(
      '--top <n>',
      `changes of each kind (default: ${DIFF_DEFAULTS.top})`,
      wholeNumber({ min: 1, max: 10_000 }),
    )
    .option(
      '--examples <n>',
      `postings shown of each kind of change (default: ${DIFF_DEFAULTS.examples})`,
      wholeNumber({ min: 0, max: 100 }),
    )
    .option('--json', 'the counts, or the difference, as one JSON document')
    .addHelpText(
      'after',
      examples(
        ['rolemill reclassify --diff', 'what the edited rules would change'],
        ['rolemill reclassify --diff --family backend --limit 5000', 'in a part of the postings'],
        ['rolemill reclassify', 'then do it'],
        ['ROLEMILL_RULES=./my-rules rolemill reclassify', 'with your own rules'],
      ),
    )
    .action(async (options: ReclassifyOptions, command: Command) => {
      const filter = pickFilter(options);
      const { limit, top, examples: shown } = options;
      const json = options.json === true;
      if (options.diff !== true) {
        const extra = Object.keys(options).filter((name) => name !== 'json');
        if (extra.length > 0)
          command.error(
            'error: filters, --limit, --top and --examples go with --diff: reclassify does all postings',
          );
      }
      shell.exit(
        await withContext(shell.io, async (ctx) => {
          if (options.diff !== true) return reclassify(ctx, json);
          const { reclassifyDiff } = await import('../reclassify-diff.js');
          return reclassifyDiff(ctx, filter, {
            limit: limit ?? null,
            top: top ?? DIFF_DEFAULTS.top,
            examples: shown ?? DIFF_DEFAULTS.examples,
            json,
          });
        }),
      );
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
  const { readTaxonomies } = await import('../../db/taxonomies.js');
  const earlier = (await readTaxonomies(work.db.orm)).flatMap(({ version }) =>
    version === work.taxonomyVersion ? [] : [version],
  );
  const result = { classified: total, taxonomy: work.taxonomyVersion, earlier };
  if (json) await printJson(ctx.io.stdout, result);
  else
    await write(ctx.io.stdout, `${plural(total, 'posting')} classified with taxonomy ${result.taxonomy}\n`);
  const [last] = earlier;
  if (last !== undefined)
    ctx.note(`Earlier verdicts are kept: \`rolemill report --taxonomy ${last}\` counts them.`);
  return EXIT.ok;
}
