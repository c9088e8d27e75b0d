import { Command } from 'commander';
import type { AddCommand, Shell } from './command.js';
import { examples } from './command.js';
import { addClassify } from './commands/classify.js';
import { addDemo } from './commands/demo.js';
import { addDoctor } from './commands/doctor.js';
import { addEval } from './commands/eval.js';
import { addExplain } from './commands/explain.js';
import { addExport } from './commands/export.js';
import { addIngest } from './commands/ingest.js';
import { addMcp } from './commands/mcp.js';
import { addQuery } from './commands/query.js';
import { addReclassify } from './commands/reclassify.js';
import { addReport } from './commands/report.js';
import { addRetry } from './commands/retry.js';
import { addRun } from './commands/run.js';
import { addRuns } from './commands/runs.js';
import { addServe } from './commands/serve.js';
import { addStatus } from './commands/status.js';
import { addTaxonomy } from './commands/taxonomy.js';
import { addWork } from './commands/work.js';
import { EXIT, exitCodeOf, type ExitCode } from './exit-codes.js';
import { wantsColour, widthOf, type Io } from './io.js';
import { printError } from './print-error.js';

/** In the order that `--help` lists them: the walk first, then looking, then looking after. */
const COMMANDS: readonly AddCommand[] = [
  addRun,
  addIngest,
  addWork,
  addClassify,
  addReclassify,
  addQuery,
  addReport,
  addExport,
  addServe,
  addMcp,
  addExplain,
  addEval,
  addTaxonomy,
  addRuns,
  addStatus,
  addRetry,
  addDoctor,
  addDemo,
];

/** Runs one command line (without `node` and the script) and gives the exit code. Never throws, never exits. */
export async function runCli(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  try {
    await buildProgram({ io, exit: (value) => (code = value) }).parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    printError(io, error);
    return exitCodeOf(error);
  }
}

/** The whole command tree, nothing run yet. */
export function buildProgram(shell: Shell): Command {
  const { io } = shell;
  const program = new Command('rolemill')
    .description('Reads job postings and says what each one is: a normalized role, level and skill set.')
    .version(io.version)
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      getOutHelpWidth: () => widthOf(io),
      getErrHelpWidth: () => widthOf(io),
      getOutHasColors: () => wantsColour(io, io.stdout),
      getErrHasColors: () => wantsColour(io, io.stderr),
    })
    .exitOverride()
    .showHelpAfterError('(add --help to see what is allowed)')
    .addHelpText(
      'after',
      examples(
        ['rolemill run postings.ndjson', 'ingest, classify and wait'],
        ['rolemill report', 'what came out'],
        ['rolemill doctor', 'what is configured, reachable, and next'],
      ),
    );
  // Inherited settings are copied when a command is created, so the commands come last.
  for (const add of COMMANDS) add(program, shell);
  return program;
}
