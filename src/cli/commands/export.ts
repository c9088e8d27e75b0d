import { Option, type Command } from 'commander';
import type { Exported } from '../../db/export-rows.js';
import type { PostingFilter } from '../../db/filter.js';
import { GiveUpError, UsageError } from '../../domain/errors.js';
import {
  EXPORT_FORMATS,
  formatOfName,
  isBinary,
  isCompressed,
  type ExportFormat,
} from '../../report/export/names.js';
import { copiesLeftOut, formatBytes, formatCount, plural } from '../../report/format.js';
import { examples, failWithHelp, type Shell } from '../command.js';
import { withContext, type Context } from '../context.js';
import { checkedFilter } from '../checked-filter.js';
import { addFilterOptions, pickFilter, type FilterOptions } from '../filter-options.js';
import { onInterrupt } from '../interrupt.js';
import { widthOf, write } from '../io.js';
import { openOutputFile, type OutputFile } from '../output-file.js';
import { printJson } from '../print.js';
import { createProgress } from '../progress.js';

interface ExportOptions extends FilterOptions {
  format?: ExportFormat;
  force?: true;
  dictionary?: true;
  json?: true;
}

/** `rolemill export FILE`: all normalized postings as a file. */
export function addExport(program: Command, shell: Shell): void {
  addFilterOptions(
    program
      .command('export')
      .description(
        `all normalized postings as a file: ${EXPORT_FORMATS.map((name) => `.${name}`).join(', ')}`,
      )
      .argument('[file]', 'where to; its ending names the format; - for stdout'),
  )
    .addOption(new Option('--format <name>', 'instead of the ending').choices(EXPORT_FORMATS))
    .option('--force', 'replace a file that stands there')
    .option('--dictionary', 'write no file: print what each column means')
    .option('--json', 'the summary, or the dictionary, as one JSON document')
    .addHelpText(
      'after',
      examples(
        ['rolemill export postings.parquet', 'everything, for DuckDB, pandas or Spark'],
        ['rolemill export backend-de.csv.gz --family backend --country DE', 'a part of it'],
        ['rolemill export - --format ndjson | jq .role.id', 'into a pipe'],
        ['rolemill export --dictionary', 'what each column means'],
      ),
    )
    .action(async (file: string | undefined, options: ExportOptions, command: Command) => {
      if (options.dictionary) {
        if (file !== undefined) command.error("error: option '--dictionary' takes no file");
        await printDictionary(shell, options.json === true);
        return;
      }
      if (file === undefined) failWithHelp(command, 'no FILE given');
      if (file === '-' && options.json)
        command.error("error: option '--json' needs a file: stdout carries the postings");
      shell.exit(await withContext(shell.io, (ctx) => exportFile(ctx, file, options)));
    });
}

async function printDictionary({ io }: Shell, json: boolean): Promise<void> {
  const { dataDictionary, renderDictionary } = await import('../../report/dictionary.js');
  if (json) await printJson(io.stdout, dataDictionary());
  else await write(io.stdout, `${renderDictionary(widthOf(io))}\n`);
}

async function exportFile(ctx: Context, file: string, options: ExportOptions): Promise<void> {
  const format = options.format ?? formatOf(file);
  if (file === '-' && ctx.io.stdout.isTTY === true && isBinary(format))
    throw new UsageError(`${format} is not for a terminal: name a file, or pipe it into a program`);
  const filter = await checkedFilter(ctx, pickFilter(options));
  const output =
    file === '-'
      ? stdoutOf(ctx)
      : await openOutputFile(file, { cwd: ctx.io.cwd, force: options.force === true });
  try {
    const { bytes, ...exported } = await writePostings(ctx, filter, format, file, output);
    await output.commit();
    if (options.json) await printJson(ctx.io.stdout, { file, format, ...exported, bytes });
    const copies = exported.furtherCopies > 0 ? `; ${copiesLeftOut(exported.furtherCopies)}` : '';
    const done = `${plural(exported.rows, 'posting')} written to ${file === '-' ? 'stdout' : file} (${formatBytes(bytes)})`;
    if (file !== '-' && !options.json) await write(ctx.io.stdout, `${done}${copies}\n`);
    else if (copies !== '') ctx.note(`${done}${copies}`);
    if (exported.rows === 0) ctx.note(await nextStep(ctx, filter));
  } finally {
    await output.discard();
  }
}

/** @throws GiveUpError `cancelled` after Ctrl-C. */
async function writePostings(
  ctx: Context,
  filter: PostingFilter,
  format: ExportFormat,
  file: string,
  output: OutputFile,
): Promise<Exported & { bytes: number }> {
  const [{ exportRows }, { writerOf }, { gzipTo }] = await Promise.all([
    import('../../db/export-rows.js'),
    import('../../report/export/formats.js'),
    import('../../report/export/gzip.js'),
  ]);
  const db = await ctx.database();
  let bytes = 0;
  const sink = async (chunk: string | Uint8Array): Promise<void> => {
    await output.write(chunk);
    bytes += Buffer.byteLength(chunk);
  };
  const gzip = isCompressed(format) ? gzipTo(sink) : null;
  const writer = writerOf(format, gzip?.write ?? sink);
  const interrupt = onInterrupt(ctx.io);
  const progress = createProgress(ctx.io);
  let done = 0;
  try {
    const exported = await exportRows(db, filter, async (rows, total) => {
      if (interrupt.signal.aborted) throw stopped(file);
      await writer.write(rows);
      done += rows.length;
      const text = `${formatCount(done)} of ${plural(total, 'posting')}, ${formatBytes(bytes)}`;
      progress.update([{ name: 'exported', part: done, whole: total, text }]);
    });
    if (interrupt.signal.aborted) throw stopped(file);
    await writer.finish();
    await gzip?.end();
    return { ...exported, bytes };
  } finally {
    gzip?.discard();
    progress.stop();
    interrupt.dispose();
  }
}

function stopped(file: string): GiveUpError {
  return new GiveUpError(
    'cancelled',
    file === '-' ? 'stopped: the output is not complete' : `stopped: ${file} was not written`,
  );
}

function stdoutOf(ctx: Context): OutputFile {
  return {
    write: (chunk) => write(ctx.io.stdout, chunk),
    commit: () => Promise.resolve(),
    discard: () => Promise.resolve(),
  };
}

function formatOf(file: string): ExportFormat {
  const format = formatOfName(file);
  if (format !== null) return format;
  const why = file === '-' ? 'stdout has no ending' : `the ending of ${file} names no format`;
  throw new UsageError(`${why}: allowed are ${EXPORT_FORMATS.join(', ')}, as the ending or with --format`);
}

async function nextStep(ctx: Context, filter: PostingFilter): Promise<string> {
  const { storeTotals } = await import('../../db/figures/totals.js');
  const totals = await storeTotals((await ctx.database()).orm);
  if (totals.postings === 0) return 'Nothing is stored yet: `rolemill run SOURCE...` reads postings.';
  if (totals.classified === 0)
    return 'No posting has a verdict yet: `rolemill status` shows what is waiting.';
  return Object.keys(filter).length === 0
    ? 'Nothing to write.'
    : 'No posting fits these filters; the file has none.';
}
