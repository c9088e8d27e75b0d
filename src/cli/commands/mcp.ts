import type { Command } from 'commander';
import { examples, type Shell } from '../command.js';
import { withContext } from '../context.js';
import { onInterrupt } from '../interrupt.js';

/** `rolemill mcp`: tools for an assistant, over stdin and stdout. */
export function addMcp(program: Command, shell: Shell): void {
  program
    .command('mcp')
    .description('tools for an assistant (Model Context Protocol on stdin and stdout)')
    .addHelpText(
      'after',
      examples(['rolemill mcp', 'started by the assistant: docs/mcp.md shows its settings']),
    )
    .action(async () => {
      shell.exit(
        await withContext(shell.io, async (ctx) => {
          const [{ serveStdio }, { classify }] = await Promise.all([
            import('../../mcp/stdio.js'),
            import('../../classify/classify.js'),
          ]);
          const taxonomy = await ctx.taxonomy();
          const interrupt = onInterrupt(ctx.io);
          try {
            await serveStdio(
              {
                version: ctx.io.version,
                database: () => ctx.database(),
                taxonomy,
                decide: (posting) => classify(posting, taxonomy, { evidence: true }),
                log: (line) => void ctx.io.stderr.write(`${line}\n`),
              },
              ctx.io,
              interrupt.signal,
            );
          } finally {
            interrupt.dispose();
          }
        }),
      );
    });
}
