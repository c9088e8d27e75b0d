import type { Command } from 'commander';
import { loadConfig } from '../../config.js';
import { examples, type Shell } from '../command.js';
import { withContext } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { widthOf, write } from '../io.js';
import { printJson } from '../print.js';

/** `rolemill doctor`: what is configured, what is reachable, versions, what to do next. */
export function addDoctor(program: Command, shell: Shell): void {
  program
    .command('doctor')
    .description('what is configured, what is reachable, versions, what to do next')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      examples(['rolemill doctor', 'exit code 3 when a configured service is unreachable']),
    )
    .action(async (options: { json?: true }) => {
      // Read here first, so that a bad setting is reported as such and not as a failed check.
      loadConfig(shell.io.env, shell.io.cwd);
      shell.exit(
        await withContext(shell.io, async (ctx) => {
          const { examine, renderDiagnosis } = await import('../diagnosis.js');
          const diagnosis = await examine(ctx);
          if (options.json) await printJson(ctx.io.stdout, diagnosis);
          else await write(ctx.io.stdout, renderDiagnosis(diagnosis, widthOf(ctx.io)));
          if (diagnosis.checks.some((check) => !check.ok && check.service)) return EXIT.unreachable;
          return diagnosis.checks.every((check) => check.ok) ? EXIT.ok : EXIT.usage;
        }),
      );
    });
}
