import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import type { CompiledTaxonomy } from '../../classify/taxonomy/compiled.js';
import { loadConfig, type Config } from '../../config.js';
import type { Posting } from '../../domain/posting.js';
import { toClassifiedPosting, type ClassifiedPosting } from '../../domain/verdict.js';
import { FORMATS, formatByEnding, type FormatName, type SourceSpec } from '../../ingest/source-spec.js';
import { examples, failWithHelp, type Shell } from '../command.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { widthOf, write, type Io } from '../io.js';
import { loneFetcher } from '../fetcher-options.js';

interface ClassifyOptions {
  title?: string;
  description?: string;
  format?: FormatName;
  map?: string;
  explain?: true;
  pretty?: true;
  text?: true;
}

/** `rolemill classify [FILE|-]`: postings in, verdicts out, in the same order. No database, no queue. */
export function addClassify(program: Command, shell: Shell): void {
  program
    .command('classify')
    .description('NDJSON postings in, NDJSON verdicts out; no database, no queue')
    .argument('[file]', 'file of postings, or - for stdin (the default when something is piped in)')
    .option('--title <text>', 'classify this one title')
    .option('--description <text>', 'with --title: its description')
    .addOption(
      new Option('--format <name>', 'format of the input (default: by the ending, else ndjson)').choices(
        FORMATS,
      ),
    )
    .option('--map <pairs>', 'field names of the input: title=POSITION,description=TEXT')
    .option('--explain', 'add the evidence: rule, field, span and weight behind each decision')
    .option('--pretty', 'indented JSON instead of one line each')
    .option('--text', 'the verdict with its reasons as text for people')
    .addHelpText(
      'after',
      examples(
        ['rolemill classify --title "Sr. Backend Eng. (Java)" --pretty', 'one title'],
        ['rolemill classify postings.ndjson > verdicts.ndjson', 'a file'],
        ['zcat dump.gz | rolemill classify - | jq .role.id', 'a pipe'],
        ['rolemill classify --title "SDE II" --explain --pretty', 'and why'],
        ['rolemill classify --title "SDE II" --text', 'and why, in words'],
      ),
    )
    .action(async (file: string | undefined, options: ClassifyOptions, command: Command) => {
      const config = loadConfig(shell.io.env, shell.io.cwd);
      if (options.text && options.pretty)
        command.error("error: options '--text' and '--pretty' exclude each other");
      if (options.title !== undefined) {
        if (file !== undefined) command.error("error: option '--title' and a file exclude each other");
        await classifyOne(shell.io, config, options.title, options);
        return;
      }
      if (options.description !== undefined) command.error("error: option '--description' needs '--title'");
      // A person who typed no file at a terminal would wait for ever without knowing why.
      if (file === undefined && shell.io.stdin.isTTY === true)
        failWithHelp(command, 'no FILE given, and stdin is a terminal');
      shell.exit(await classifyStream(shell.io, config, file ?? '-', options));
    });
}

async function classifyOne(io: Io, config: Config, title: string, options: ClassifyOptions): Promise<void> {
  const { normalise } = await import('../../ingest/normalise.js');
  const { posting } = normalise({
    source: 'command-line',
    scope: null,
    sourceId: null,
    url: null,
    title,
    description: options.description ?? null,
    descriptionFormat: 'auto',
    company: null,
    locations: [],
    place: null,
    remote: null,
    employmentType: null,
    salary: null,
    postedAt: null,
    validThrough: null,
    language: null,
    at: '--title',
  });
  const decide = await openClassifier(config, options);
  const render = await openRenderer(io, options);
  await write(io.stdout, render(decide(posting)));
}

/** Reads as fast as the reader of our output takes it: one posting is in memory at a time. */
async function classifyStream(
  io: Io,
  config: Config,
  file: string,
  options: ClassifyOptions,
): Promise<ExitCode> {
  const [{ readSource }, { createFetcher }, { parseFieldMap }, { formatIssue }] = await Promise.all([
    import('../../ingest/read.js'),
    import('../../ingest/http/fetcher.js'),
    import('../../ingest/expand.js'),
    import('../../report/run-summary.js'),
  ]);
  const decide = await openClassifier(config, options);
  const render = await openRenderer(io, options);
  const fetcher = createFetcher(loneFetcher(config));
  const map = options.map === undefined ? null : parseFieldMap(options.map);
  const spec: SourceSpec =
    file === '-'
      ? { kind: 'stdin', locator: 'stdin', named: '-', format: options.format ?? 'ndjson', map }
      : {
          kind: 'file',
          locator: resolve(io.cwd, file),
          named: file,
          format: options.format ?? (formatByEnding(file) === null ? 'ndjson' : null),
          map,
        };
  let lost = 0;
  try {
    const signal = new AbortController().signal;
    for await (const event of readSource(spec, { fetcher, signal, stdin: io.stdin })) {
      if (event.type === 'posting') await write(io.stdout, render(decide(event.posting)));
      if (event.type === 'issue') {
        lost += 1;
        io.stderr.write(`${formatIssue(event.issue)}\n`);
      }
    }
  } finally {
    await fetcher.close();
  }
  return lost > 0 ? EXIT.someFailed : EXIT.ok;
}

async function openClassifier(
  config: Config,
  options: ClassifyOptions,
): Promise<(posting: Posting) => ClassifiedPosting> {
  const [{ classify }, { openTaxonomy }] = await Promise.all([
    import('../../classify/classify.js'),
    import('../../classify/open.js'),
  ]);
  const taxonomy: CompiledTaxonomy = await openTaxonomy(config.rulesDir);
  const evidence = options.explain === true || options.text === true;
  return (posting) => {
    const out = toClassifiedPosting(posting, classify(posting, taxonomy, { evidence }), { evidence });
    // Callers join the verdicts to their postings by the id they gave.
    return posting.sourceId === null ? out : { ...out, id: posting.sourceId };
  };
}

/** How a verdict is printed: a line of JSON unless told otherwise. */
async function openRenderer(
  io: Io,
  options: ClassifyOptions,
): Promise<(posting: ClassifiedPosting) => string> {
  if (options.text) {
    const { renderExplanation } = await import('../../report/explanation.js');
    return (posting) => `${renderExplanation(posting, widthOf(io))}\n`;
  }
  return (posting) => `${JSON.stringify(posting, null, options.pretty ? 2 : undefined)}\n`;
}
