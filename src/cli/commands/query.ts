import type { Command } from 'commander';
import type { QueryPage } from '../../db/query.js';
import { copiesLeftOut } from '../../report/format.js';
import { examples, type Shell } from '../command.js';
import { withContext } from '../context.js';
import { checkedFilter } from '../checked-filter.js';
import { addFilterOptions, pickFilter, type FilterOptions } from '../filter-options.js';
import { widthOf, write } from '../io.js';
import { wholeNumber } from '../parse.js';
import { printJson } from '../print.js';

/** One page holds at most this many: src/db/query.ts says the same, but loading it here would load the driver. */
const LIMIT = { default: 50, max: 1000 };

interface QueryOptions extends FilterOptions {
  limit: number;
  cursor?: string;
  json?: true;
  csv?: true;
}

/** `rolemill query`: normalized postings, newest first. */
export function addQuery(program: Command, shell: Shell): void {
  addFilterOptions(program.command('query').description('normalized postings, newest first'))
    .option('--limit <n>', 'how many', wholeNumber({ min: 1, max: LIMIT.max }), LIMIT.default)
    .option('--cursor <text>', 'go on after a page: the nextCursor that it gave')
    .option('--json', 'one JSON document {rows, total, totalIsExact, furtherCopies, nextCursor}')
    .option('--csv', 'CSV with a head, skills in one cell with spaces between')
    .addHelpText(
      'after',
      examples(
        ['rolemill query --role backend-developer --level senior --skill postgresql', 'all three'],
        ['rolemill query --family backend --country DE --since 2026-06-01 --csv', 'for a spreadsheet'],
        ['rolemill query --closed --company acme', 'what is open no more'],
        ['rolemill query --text "payments ledger" --json --limit 5', 'for a program'],
      ),
    )
    .action(async (options: QueryOptions, command: Command) => {
      if (options.json && options.csv)
        command.error("error: options '--json' and '--csv' exclude each other");
      shell.exit(
        await withContext(shell.io, async (ctx) => {
          const filter = await checkedFilter(ctx, pickFilter(options));
          const [{ queryFullPage }, { renderPostings }, { postingsToCsv }] = await Promise.all([
            import('../../db/query.js'),
            import('../../report/postings.js'),
            import('../../report/export/csv.js'),
          ]);
          const page = await queryFullPage(await ctx.database(), filter, {
            limit: options.limit,
            cursor: options.cursor ?? null,
          });
          const { stdout } = ctx.io;
          if (options.json) await printJson(stdout, page);
          else if (options.csv) {
            await write(stdout, postingsToCsv(page.rows));
            if (page.nextCursor !== null || page.furtherCopies > 0) ctx.note(moreLine(page));
          } else {
            if (page.rows.length > 0) await write(stdout, `${renderPostings(page.rows, widthOf(ctx.io))}\n`);
            ctx.note(moreLine(page));
          }
        }),
      );
    });
}

/** What stands behind a page in a terminal. */
export function moreLine({ rows, total, totalIsExact, furtherCopies, nextCursor }: QueryPage): string {
  if (total === 0) return 'No posting fits. `rolemill status` shows what is stored and still waiting.';
  const copies = furtherCopies > 0 ? ` (${copiesLeftOut(furtherCopies)})` : '';
  const next = nextCursor === null ? '' : `; next page: --cursor ${nextCursor}`;
  return `${rows.length} of ${totalIsExact ? '' : 'at least '}${total}${copies}${next}`;
}
