import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { examples, type Shell } from '../command.js';
import { withContext } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { write } from '../io.js';
import { printReport } from './report.js';
import { runSources } from './run.js';

/** Postings of invented companies in every format: fixtures/README.md. */
const FIXTURES = fileURLToPath(new URL('../../../fixtures', import.meta.url));
/** Rows in each table: the whole report should be seen without much scrolling. */
const ROWS = 12;
/** Of 74 postings, hardly a cell would have the five that figures ask for elsewhere. */
const FEW = 3;

/** `rolemill demo`: the shipped example postings through the whole pipeline, then the report. */
export function addDemo(program: Command, shell: Shell): void {
  program
    .command('demo')
    .description('the example postings through the whole pipeline, in a folder of its own, then the report')
    .addHelpText(
      'after',
      examples(['rolemill demo', 'writes to .rolemill/demo only, whatever DATABASE_URL says']),
    )
    .action(async () => {
      const folder = join(shell.io.env['ROLEMILL_DATA_DIR'] || '.rolemill', 'demo');
      // Nobody wants example postings in a database that is in use: the demo has a server and a folder of its own.
      const own = { DATABASE_URL: '', REDIS_URL: '', ROLEMILL_DATA_DIR: folder };
      shell.exit(
        await withContext(
          shell.io,
          async (ctx) => {
            ctx.note(
              `Demo: the example postings of invented companies, stored in ${folder} and nowhere else.`,
            );
            const code = await runSources(ctx, [FIXTURES], {}, { next: false });
            if (code !== EXIT.ok && code !== EXIT.someFailed) return code;
            await write(ctx.io.stdout, '\n');
            await printReport(ctx, { by: 'month', minCount: FEW, top: ROWS });
            await write(ctx.io.stdout, nextSteps(folder));
            return code;
          },
          own,
        ),
      );
    });
}

function nextSteps(folder: string): string {
  return [
    '',
    'NEXT',
    '  # look at single postings of the demo',
    `  ROLEMILL_DATA_DIR=${folder} npx rolemill query --family backend`,
    '  # why a title is what it is',
    '  npx rolemill classify --title "Sr. Backend Eng. (Java)" --explain --pretty',
    '  # your own postings: a file, a folder, a job board, stdin',
    '  npx rolemill run --help',
    '',
  ].join('\n');
}
