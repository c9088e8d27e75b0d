import type { Command } from 'commander';
import { examples, type Shell } from '../command.js';
import { withContext, type Context } from '../context.js';
import { addFilterOptions, checkIds, pickFilter, type FilterOptions } from '../filter-options.js';
import { widthOf, write } from '../io.js';
import { wholeNumber } from '../parse.js';
import { printJson } from '../print.js';

interface ReportOptions extends FilterOptions {
  top: number;
  json?: true;
}

/** `rolemill report`: the market report as tables, over everything or over what the filters take. */
export function addReport(program: Command, shell: Shell): void {
  addFilterOptions(
    program.command('report').description('the market report: roles by level, skills, companies'),
  )
    .option('--top <n>', 'rows in a table', wholeNumber({ min: 1, max: 1000 }), 20)
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      examples(
        ['rolemill report', 'everything stored'],
        ['rolemill report --family backend --country US', 'a part of it'],
        ['rolemill report --role data-engineer --top 50', 'what data engineers need'],
        ['rolemill report --json', 'the same for a program'],
      ),
    )
    .action(async (options: ReportOptions) => {
      shell.exit(await withContext(shell.io, (ctx) => printReport(ctx, options)));
    });
}

/** Asks the store and prints the report to stdout. */
export async function printReport(ctx: Context, options: ReportOptions): Promise<void> {
  const filter = pickFilter(options);
  const { readVocabulary } = await import('../vocabulary.js');
  const known = readVocabulary(ctx.config.rulesDir);
  checkIds(filter, known);
  const [{ marketFigures }, { buildReport }, { renderReport }] = await Promise.all([
    import('../../db/figures/market.js'),
    import('../../report/market.js'),
    import('../../report/terminal.js'),
  ]);
  const figures = await marketFigures(await ctx.database(), filter, { top: options.top });
  const report = buildReport(figures, known.ladder);
  if (options.json) await printJson(ctx.io.stdout, report);
  else await write(ctx.io.stdout, renderReport(report, { width: widthOf(ctx.io), rows: options.top }));
}
