import type { Command } from 'commander';
import { FatalError, UsageError } from '../../domain/errors.js';
import { examples, type Shell } from '../command.js';
import { withContext, type Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { onInterrupt } from '../interrupt.js';
import { write } from '../io.js';
import { wholeNumber } from '../parse.js';
import { printJson } from '../print.js';

interface ServeOptions {
  host: string;
  port: number;
  rate: number;
  json?: true;
}

/** Not taken by anything that developers usually run. */
const PORT = 7376;
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** `rolemill serve`: the dashboard and the HTTP API. */
export function addServe(program: Command, shell: Shell): void {
  program
    .command('serve')
    .description('the dashboard, and the HTTP API with its description at /api/docs')
    .option(
      '--host <address>',
      'listen here; another than this machine needs ROLEMILL_API_TOKEN',
      '127.0.0.1',
    )
    .option(
      '--port <n>',
      'listen on this port; 0: any that is free',
      wholeNumber({ min: 0, max: 65_535 }),
      PORT,
    )
    .option(
      '--rate <n>',
      'requests a minute that one address may make',
      wholeNumber({ min: 1, max: 1_000_000 }),
      600,
    )
    .option('--json', 'one JSON document {url} once it listens')
    .addHelpText(
      'after',
      examples(
        ['rolemill serve', `dashboard at http://127.0.0.1:${PORT}, for this machine only`],
        ['ROLEMILL_API_TOKEN=... rolemill serve --host 0.0.0.0 --port 80', 'for others, with a token'],
        [
          `curl 'http://127.0.0.1:${PORT}/api/figures/skills?role=data-engineer' -H 'Accept: text/csv'`,
          'ask it',
        ],
      ),
    )
    .action(async (options: ServeOptions) => {
      shell.exit(await withContext(shell.io, (ctx) => serve(ctx, options)));
    });
}

async function serve(ctx: Context, options: ServeOptions): Promise<ExitCode> {
  const loopback = LOOPBACK.includes(options.host);
  const token = ctx.config.apiToken;
  if (!loopback && token === null)
    throw new UsageError(
      `--host ${options.host}: others can reach it, so it needs a token: set ROLEMILL_API_TOKEN`,
    );
  const [{ createApp }, { classify }] = await Promise.all([
    import('../../server/app.js'),
    import('../../classify/classify.js'),
  ]);
  const taxonomy = await ctx.taxonomy();
  const app = await createApp({
    version: ctx.io.version,
    db: await ctx.database(),
    queues: () => ctx.queues(),
    taxonomy,
    decide: (posting) => classify(posting, taxonomy, { evidence: true }),
    mode: ctx.config.mode,
    token,
    loopback,
    rate: options.rate,
    log: (line) => void ctx.io.stderr.write(`${line}\n`),
  });
  const interrupt = onInterrupt(ctx.io);
  try {
    const url = await app.listen({ host: options.host, port: options.port }).catch((cause: unknown) => {
      throw new FatalError(
        'address-in-use',
        `cannot listen on ${options.host}:${options.port}: choose another --port`,
        {
          cause,
        },
      );
    });
    if (options.json) await printJson(ctx.io.stdout, { url });
    else await write(ctx.io.stdout, `Dashboard: ${url}/\nThe API is described at ${url}/api/docs\n`);
    await aborted(interrupt.signal);
  } finally {
    // Requests under way are answered first.
    await app.close();
    interrupt.dispose();
  }
  return EXIT.ok;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
}
