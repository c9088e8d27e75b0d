import type { Command } from 'commander';
import type { Suggester, Suggestions } from '../../classify/suggest.js';
import type { Posting } from '../../domain/posting.js';
import type { SourceSpec } from '../../ingest/source-spec.js';
import { formatCount, plural } from '../../report/format.js';
import { examples, type Shell } from '../command.js';
import { withContext, type Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { widthOf, write } from '../io.js';
import { wholeNumber } from '../parse.js';
import { printJson } from '../print.js';
import { createProgress } from '../progress.js';
import { addSourceOptions, type SourceOptions } from '../start-run.js';
import { loneFetcher } from '../fetcher-options.js';

interface SuggestOptions extends SourceOptions {
  top: number;
  minCount: number;
  json?: true;
}

const DEFAULTS = { top: 30, minCount: 3 };

/** `rolemill taxonomy suggest [SOURCE...]`: what postings name and the taxonomy does not know. */
export function addSuggest(taxonomy: Command, shell: Shell): void {
  addSourceOptions(taxonomy.command('suggest'))
    .usage('[options] [SOURCE...]')
    .description(
      'frequent terms and titles that the taxonomy does not know; without a SOURCE, of the stored postings',
    )
    .option('--top <n>', 'how many of each kind', wholeNumber({ min: 1, max: 10_000 }), DEFAULTS.top)
    .option(
      '--min-count <n>',
      'postings that must have it',
      wholeNumber({ min: 1, max: 1e9 }),
      DEFAULTS.minCount,
    )
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      examples(
        ['rolemill taxonomy suggest', 'gaps that the stored postings show'],
        ['rolemill taxonomy suggest corpus.ndjson.gz --top 100 --json', 'of a file, no database'],
      ),
    )
    .action(async (sources: string[], options: SuggestOptions) => {
      shell.exit(await withContext(shell.io, (ctx) => suggest(ctx, sources, options)));
    });
}

async function suggest(ctx: Context, sources: readonly string[], options: SuggestOptions): Promise<ExitCode> {
  const { Suggester } = await import('../../classify/suggest.js');
  const suggester = new Suggester(await ctx.taxonomy());
  const progress = createProgress(ctx.io);
  let lost = 0;
  try {
    const show = (part: number, whole: number): void =>
      progress.update([{ name: 'read', part, whole, text: plural(suggester.postings, 'posting') }]);
    if (sources.length === 0) await readStored(ctx, suggester, show);
    else lost = await readSources(ctx, sources, options, suggester, show, (line) => progress.print(line));
  } finally {
    progress.stop();
  }
  const found = suggester.suggestions(options.top, options.minCount);
  if (options.json) await printJson(ctx.io.stdout, found);
  else await write(ctx.io.stdout, await render(found, widthOf(ctx.io)));
  return lost > 0 ? EXIT.someFailed : EXIT.ok;
}

type Show = (part: number, whole: number) => void;

async function readStored(ctx: Context, suggester: Suggester, show: Show): Promise<void> {
  const { countPostings, readPostings } = await import('../../db/read-postings.js');
  const db = await ctx.database();
  const total = await countPostings(db);
  for await (const posting of readPostings(db)) {
    suggester.add(posting);
    show(suggester.postings, total);
  }
}

/** @returns how many records or sources were lost; each is on stderr. */
async function readSources(
  ctx: Context,
  args: readonly string[],
  options: SourceOptions,
  suggester: Suggester,
  show: Show,
  print: (line: string) => void,
): Promise<number> {
  const [
    { expandSources, parseFieldMap },
    { createFetcher },
    { readSource },
    { formatIssue },
    { messageOf },
  ] = await Promise.all([
    import('../../ingest/expand.js'),
    import('../../ingest/http/fetcher.js'),
    import('../../ingest/read.js'),
    import('../../report/run-summary.js'),
    import('../../domain/errors.js'),
  ]);
  const map = options.map === undefined ? null : parseFieldMap(options.map);
  const { specs, issues } = await expandSources(args, {
    cwd: ctx.io.cwd,
    format: options.format ?? null,
    map,
  });
  let lost = issues.length;
  for (const issue of issues) print(`${formatIssue(issue)}\n`);
  const fetcher = createFetcher(loneFetcher(ctx.config));
  const add = async (spec: SourceSpec, at: number): Promise<void> => {
    const signal = new AbortController().signal;
    for await (const event of readSource(spec, {
      fetcher,
      signal,
      stdin: ctx.io.stdin,
      maxPages: ctx.config.maxPages,
    })) {
      if (event.type === 'posting') suggester.add(event.posting satisfies Posting);
      if (event.type === 'progress')
        show(
          at + (event.totalBytes === null ? 0 : event.bytes / Math.max(1, event.totalBytes)),
          specs.length,
        );
      if (event.type !== 'issue') continue;
      lost += 1;
      print(`${formatIssue(event.issue)}\n`);
    }
  };
  try {
    for (const [at, spec] of specs.entries()) {
      try {
        await add(spec, at);
      } catch (error) {
        lost += 1;
        print(`${spec.named}: ${messageOf(error)}\n`);
      }
    }
  } finally {
    await fetcher.close();
  }
  return lost;
}

const HEADS = {
  terms: 'TERMS in lists of skills that no alias covers',
  titles: 'TITLES that no title rule explains',
  words: 'WORDS of titles that no rule uses',
} as const;

async function render(found: Suggestions, width: number): Promise<string> {
  const [{ renderTable }, { formatShare }] = await Promise.all([
    import('../../report/table.js'),
    import('../../report/format.js'),
  ]);
  const sections = (['terms', 'titles', 'words'] as const).map((kind) => {
    const rows = found[kind].map(({ text, count, share, examples: seen }) => [
      text,
      formatCount(count),
      formatShare(share, found.postings),
      // A title is its own example.
      kind === 'titles' ? '' : seen.join(' | '),
    ]);
    if (rows.length === 0) return `${HEADS[kind]}: none`;
    const columns = [
      { head: 'text', shrink: 20, weight: 2 },
      { head: 'postings', align: 'right' as const },
      { head: 'share', align: 'right' as const },
      { head: 'examples', shrink: 20 },
    ];
    return `${HEADS[kind]}\n${renderTable(columns, rows, width)}`;
  });
  return `${plural(found.postings, 'posting')} read\n\n${sections.join('\n\n')}\n`;
}
