import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { loadConfig } from '../../config.js';
import { plural } from '../../report/format.js';
import { examples, type Shell } from '../command.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { widthOf, write, type Io } from '../io.js';
import { printJson } from '../print.js';
import { addSuggest } from './taxonomy-suggest.js';
import { addFit } from './taxonomy-fit.js';

interface ShowOptions {
  roles?: true;
  levels?: true;
  skills?: true;
  json?: true;
}

/** `rolemill taxonomy check|show|suggest`: validates and prints rule files, and proposes what they lack. */
export function addTaxonomy(program: Command, shell: Shell): void {
  const taxonomy = program
    .command('taxonomy')
    .description('validate, print or extend the rules that classify');
  addCheck(taxonomy, shell);
  addShow(taxonomy, shell);
  addSuggest(taxonomy, shell);
  addFit(taxonomy, shell);
}

function addCheck(taxonomy: Command, shell: Shell): void {
  const { io } = shell;
  taxonomy
    .command('check')
    .description('validate rule files; every fault with file and line, exit code 2')
    .argument('[dir]', 'folder of rule files (default: ROLEMILL_RULES, else the shipped rules)')
    .option('--json', 'one JSON document with the counts')
    .addHelpText(
      'after',
      examples(
        ['rolemill taxonomy check', 'the rules in use'],
        ['rolemill taxonomy check ./my-rules', 'your own before you use them'],
      ),
    )
    .action(async (dir: string | undefined, options: { json?: true }) => {
      shell.exit(await check(io, folderOf(io, dir), options.json === true));
    });
}

/** Every fault on a line of its own: this command exists to list them all, where others stop at the first twenty. */
async function check(io: Io, folder: string, json: boolean): Promise<ExitCode> {
  const [{ checkTaxonomy }, { readTaxonomy }] = await Promise.all([
    import('../../classify/load.js'),
    import('../../classify/taxonomy/read.js'),
  ]);
  const faults = checkTaxonomy(folder);
  const { taxonomy: rules, version } = readTaxonomy(folder);
  const counts = { roles: rules.roles.length, levels: rules.levels.length, skills: rules.skills.length };
  const ok = faults.length === 0;
  if (json) await printJson(io.stdout, { ok, folder, version, ...counts, faults });
  else if (ok) {
    const what = `${counts.roles} roles, ${counts.levels} levels, ${counts.skills} skills`;
    await write(io.stdout, `ok: ${what} in ${folder} (taxonomy ${version})\n`);
  } else {
    io.stderr.write(
      faults.map(({ file, line, message }) => `${join(folder, file)}:${line}: ${message}\n`).join(''),
    );
    io.stderr.write(`${plural(faults.length, 'fault')} in ${folder}\n`);
  }
  return ok ? EXIT.ok : EXIT.usage;
}

function addShow(taxonomy: Command, { io }: Shell): void {
  taxonomy
    .command('show')
    .description('print roles, levels and skills; all three unless told which')
    .option('--roles', 'roles with their family')
    .option('--levels', 'levels with their band, lowest first')
    .option('--skills', 'skills with their category')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      examples(
        ['rolemill taxonomy show --roles', 'ids for --role'],
        ['rolemill taxonomy show --skills --json', 'for a program'],
      ),
    )
    .action(async (options: ShowOptions) => {
      const { readTaxonomy } = await import('../../classify/taxonomy/read.js');
      const { taxonomy: rules, version } = readTaxonomy(folderOf(io, undefined));
      const all = !options.roles && !options.levels && !options.skills;
      const chosen = {
        ...(all || options.roles
          ? {
              roles: rules.roles.map(({ id, label, family, definition }) => ({
                id,
                label,
                family,
                definition,
              })),
            }
          : {}),
        ...(all || options.levels
          ? { levels: rules.levels.map(({ id, label, band }) => ({ id, label, band })) }
          : {}),
        ...(all || options.skills
          ? { skills: rules.skills.map(({ id, label, category, kind }) => ({ id, label, category, kind })) }
          : {}),
      };
      if (options.json) {
        await printJson(io.stdout, { version, ...chosen });
        return;
      }
      const { renderTable } = await import('../../report/table.js');
      const width = widthOf(io);
      const tables = Object.entries(chosen).map(([name, rows]) => {
        const heads = Object.keys(rows[0] ?? {});
        const columns = heads.map((head) => (head === 'id' ? { head } : { head, shrink: 10 }));
        return `${name.toUpperCase()}: ${rows.length}\n${renderTable(
          columns,
          rows.map((row) => Object.values(row)),
          width,
        )}`;
      });
      await write(io.stdout, `${tables.join('\n\n')}\n`);
    });
}

function folderOf(io: Io, dir: string | undefined): string {
  return dir === undefined ? loadConfig(io.env, io.cwd).rulesDir : resolve(io.cwd, dir);
}
