import type { Command } from 'commander';
import type { FigureOptions } from '../../db/figures/market.js';
import { parseFilter, parseSpan } from '../../db/filter-text.js';
import { UsageError } from '../../domain/errors.js';
import { formatBytes } from '../../report/format.js';
import type { MarketReport } from '../../report/market.js';
import { examples, type Shell } from '../command.js';
import { withContext, type Context } from '../context.js';
import { checkedFilter } from '../checked-filter.js';
import { addFilterOptions, pickFilter, type FilterOptions } from '../filter-options.js';
import { widthOf, write } from '../io.js';
import { openOutputFile } from '../output-file.js';
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
  html?: string;
  title?: string;
  force?: true;
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
    .option('--html <file>', 'one page with drawings that needs nothing else: to send, to print')
    .option('--title <text>', 'title of the page')
    .option('--force', 'with --html: replace a file that stands there')
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
        ['rolemill report --html report.html --title "Hiring in spring"', 'to look at, to send, to print'],
      ),
    )
    .action(async (options: ReportOptions, command: Command) => {
      const forms = (['json', 'csv', 'html'] as const).filter((form) => options[form] !== undefined);
      if (forms.length > 1)
        command.error(
          `error: options ${forms.map((form) => `'--${form}'`).join(' and ')} exclude each other`,
        );
      if (options.html === undefined && (options.title !== undefined || options.force))
        command.error("error: options '--title' and '--force' are for '--html'");
      shell.exit(await withContext(shell.io, (ctx) => printReport(ctx, options)));
    });
}

/** Asks the store and prints the report to stdout, or writes it into a folder or a page. */
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
  if (options.html !== undefined) return writePage(ctx, options.html, report, options);
  const { renderReport } = await import('../../report/terminal.js');
  await write(ctx.io.stdout, renderReport(report, { width: widthOf(ctx.io), rows: options.top }));
}

async function writePage(
  ctx: Context,
  path: string,
  report: MarketReport,
  options: ReportOptions,
): Promise<void> {
  const { renderPage } = await import('../../report/html/page.js');
  const { top, title } = options;
  const page = renderPage(report, {
    rows: top,
    madeAt: new Date(),
    ...(title === undefined ? {} : { title }),
  });
  const file = await openOutputFile(path, { cwd: ctx.io.cwd, force: options.force === true });
  try {
    await file.write(page);
    await file.commit();
  } finally {
    await file.discard();
  }
  await write(ctx.io.stdout, `${path} written: ${formatBytes(Buffer.byteLength(page))}\n`);
}

function spansOf({ before, after }: ReportOptions): Pick<FigureOptions, 'spans'> {
  if (before === undefined && after === undefined) return {};
  if (before === undefined || after === undefined)
    throw new UsageError('--before and --after: give both, or none');
  return { spans: { before: parseSpan('--before', before), after: parseSpan('--after', after) } };
}
