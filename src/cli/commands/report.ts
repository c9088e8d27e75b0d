import type { Command } from 'commander';
import type { FigureOptions } from '../../db/figures/market.js';
import { parseFilter, parseSpan } from '../../db/filter-text.js';
import { UsageError } from '../../domain/errors.js';
import { examples, type Shell } from '../command.js';
import { withContext, type Context } from '../context.js';
import { checkedFilter } from '../checked-filter.js';
import { addFilterOptions, pickFilter, type FilterOptions } from '../filter-options.js';
import { widthOf, write } from '../io.js';
import { oneOf, wholeNumber } from '../parse.js';
import { printJson } from '../print.js';
import { writeTables } from '../write-tables.js';

interface ReportOptions extends FilterOptions {
  top: number;
  by: 'week' | 'month';
  minCount?: number;
  versus?: string;
  before?: string;
  after?: string;
  json?: true;
  csv?: string;
}

/** `rolemill report`: the market report as tables, over everything or over what the filters take. */
export function addReport(program: Command, shell: Shell): void {
  addFilterOptions(
    program
      .command('report')
      .description('the market report: roles by level, skills, trends, pay, who hires'),
  )
    .option('--by <unit>', 'trend by week or month', oneOf(['week', 'month'] as const), 'month')
    .option('--versus <selection>', 'a second selection beside it: "family=cloud-devops&country=DE"')
    .option('--before <days>', 'with --after: rising and falling from 2026-01-01..2026-03-31')
    .option('--after <days>', '... to 2026-04-01..2026-06-30; default: the last whole months of the data')
    .option('--min-count <n>', 'withhold cells of fewer postings', wholeNumber({ min: 1, max: 1000 }))
    .option('--top <n>', 'rows in a table', wholeNumber({ min: 1, max: 1000 }), 20)
    .option('--json', 'one JSON document')
    .option('--csv <dir>', 'a CSV file for each figure in this folder')
    .addHelpText(
      'after',
      examples(
        ['rolemill report', 'everything stored'],
        ['rolemill report --family backend --country US --by week', 'a part of it'],
        ['rolemill report --family backend --versus family=cloud-devops', 'two parts side by side'],
        [
          'rolemill report --since 2026-07-01 --versus "since=2026-04-01&until=2026-06-30"',
          'this quarter and the last',
        ],
        ['rolemill report --role data-engineer --csv figures', 'for a spreadsheet'],
      ),
    )
    .action(async (options: ReportOptions, command: Command) => {
      if (options.json && options.csv !== undefined)
        command.error("error: options '--json' and '--csv' exclude each other");
      shell.exit(await withContext(shell.io, (ctx) => printReport(ctx, options)));
    });
}

/** Asks the store and prints the report to stdout, or writes it into a folder. */
export async function printReport(ctx: Context, options: ReportOptions): Promise<void> {
  const filter = await checkedFilter(ctx, pickFilter(options));
  const [{ marketFigures }, { buildReport }] = await Promise.all([
    import('../../db/figures/market.js'),
    import('../../report/market.js'),
  ]);
  const asked: FigureOptions = { top: options.top, by: options.by, ...spansOf(options) };
  if (options.minCount !== undefined) asked.minCount = options.minCount;
  if (options.versus !== undefined) asked.versus = await checkedFilter(ctx, parseFilter(options.versus));
  const { idsOf } = await import('../../classify/taxonomy/ids.js');
  const { ladder } = idsOf(await ctx.taxonomy());
  const report = buildReport(await marketFigures(await ctx.database(), filter, asked), ladder);
  if (options.json) return printJson(ctx.io.stdout, report);
  if (options.csv !== undefined) {
    const { reportTables } = await import('../../report/figure-tables.js');
    return writeTables(ctx, options.csv, reportTables(report));
  }
  const { renderReport } = await import('../../report/terminal.js');
  await write(ctx.io.stdout, renderReport(report, { width: widthOf(ctx.io), rows: options.top }));
}

function spansOf({ before, after }: ReportOptions): Pick<FigureOptions, 'spans'> {
  if (before === undefined && after === undefined) return {};
  if (before === undefined || after === undefined)
    throw new UsageError('--before and --after: give both, or none');
  return { spans: { before: parseSpan('--before', before), after: parseSpan('--after', after) } };
}
