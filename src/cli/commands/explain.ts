import type { Command } from 'commander';
import { GiveUpError } from '../../domain/errors.js';
import { examples, type Shell } from '../command.js';
import { withContext } from '../context.js';
import { widthOf, write } from '../io.js';
import { printJson } from '../print.js';

/** `rolemill explain ID`: the evidence behind a stored posting's role, level and skills. */
export function addExplain(program: Command, shell: Shell): void {
  program
    .command('explain')
    .description('why a stored posting got its role, level and skills')
    .argument('<id>', 'id of the posting, or the beginning of it, as `rolemill query` shows it')
    .option('--json', 'one JSON document: the posting with its evidence')
    .addHelpText(
      'after',
      examples(
        ['rolemill explain 3f9a1c04', 'rule, weight and quote behind each decision'],
        ['rolemill explain 3f9a1c04 --json', 'the same for a program'],
      ),
    )
    .action(async (id: string, options: { json?: true }) => {
      shell.exit(
        await withContext(shell.io, async (ctx) => {
          const { getPosting } = await import('../../db/query.js');
          const posting = await getPosting(await ctx.database(), id, { evidence: true });
          if (posting === null) {
            throw new GiveUpError(
              'not-found',
              `no classified posting has an id that starts with "${id}": \`rolemill query\` lists ids`,
            );
          }
          const { readCopies, readStandings } = await import('../../db/standing.js');
          const { orm } = await ctx.database();
          const standing = (await readStandings(orm, [posting.id])).get(posting.id) ?? null;
          const copies = await readCopies(orm, posting.id);
          if (options.json) await printJson(ctx.io.stdout, { ...posting, ...standing, copies });
          else {
            const { renderExplanation } = await import('../../report/explanation.js');
            const { renderCopies } = await import('../../report/copies.js');
            const width = widthOf(ctx.io);
            const also = standing === null ? '' : `\n${renderCopies(standing, copies, width)}`;
            await write(ctx.io.stdout, `${renderExplanation(posting, width)}${also}`);
          }
        }),
      );
    });
}
