import { Command } from 'commander';
import type { AddCommand, Shell } from './command.js';
import { examples } from './command.js';
import { EXIT, exitCodeOf, type ExitCode } from './exit-codes.js';
import { wantsColour, widthOf, type Io } from './io.js';
import { printError } from './print-error.js';

/**
 * In the order that `--help` lists them: the walk first, then looking, then looking after. Each is loaded when it is
 * asked for, because reading the files of all eighteen takes longer than classifying a title does.
 */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  run: async () => (await import('./commands/run.js')).addRun,
  ingest: async () => (await import('./commands/ingest.js')).addIngest,
  work: async () => (await import('./commands/work.js')).addWork,
  classify: async () => (await import('./commands/classify.js')).addClassify,
  reclassify: async () => (await import('./commands/reclassify.js')).addReclassify,
  query: async () => (await import('./commands/query.js')).addQuery,
  report: async () => (await import('./commands/report.js')).addReport,
  export: async () => (await import('./commands/export.js')).addExport,
  serve: async () => (await import('./commands/serve.js')).addServe,
  mcp: async () => (await import('./commands/mcp.js')).addMcp,
  explain: async () => (await import('./commands/explain.js')).addExplain,
  eval: async () => (await import('./commands/eval.js')).addEval,
  taxonomy: async () => (await import('./commands/taxonomy.js')).addTaxonomy,
  runs: async () => (await import('./commands/runs.js')).addRuns,
  status: async () => (await import('./commands/status.js')).addStatus,
  retry: async () => (await import('./commands/retry.js')).addRetry,
  doctor: async () => (await import('./commands/doctor.js')).addDoctor,
  demo: async () => (await import('./commands/demo.js')).addDemo,
};

/** Runs one command line (without `node` and the script) and gives the exit code. Never throws, never exits. */
export async function runCli(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  try {
    const shell: Shell = { io, exit: (value) => (code = value) };
    const program = await buildProgram(shell, Object.hasOwn(COMMANDS, argv[0] ?? '') ? argv[0] : undefined);
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    printError(io, error);
    return exitCodeOf(error);
  }
}

/** The command tree, nothing run yet: all of it, or the branch of one command. */
export async function buildProgram(shell: Shell, only?: string): Promise<Command> {
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
  const loading = Object.entries(COMMANDS).filter(([name]) => only === undefined || name === only);
  for (const add of await Promise.all(loading.map(([, load]) => load()))) add(program, shell);
  return program;
}
