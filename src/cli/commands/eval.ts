import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { GoldPosting } from '../../classify/gold.js';
import type { SkillDiff } from '../../classify/score.js';
import { loadConfig } from '../../config.js';
import { GiveUpError } from '../../domain/errors.js';
import type { Verdict } from '../../domain/verdict.js';
import { examples, type Shell } from '../command.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { readGold } from '../gold-lines.js';
import { widthOf, write, type Io } from '../io.js';
import { printJson } from '../print.js';

interface EvalOptions {
  errors?: true;
  json?: true;
}

/** `rolemill eval GOLD`: how often the verdicts are right, measured against labels made by reading. */
export function addEval(program: Command, shell: Shell): void {
  program
    .command('eval')
    .description('score the classifier against labelled postings; no database, no queue')
    .argument('<gold>', 'NDJSON of postings with role, level and skills labels (also .gz)')
    .option('--errors', 'every miss with its evidence, before the scores')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      examples(
        ['rolemill eval labelled.ndjson', 'accuracy, precision and recall, confusions, calibration'],
        ['rolemill eval labelled.ndjson --errors | less', 'what went wrong, and why'],
      ),
    )
    .action(async (gold: string, options: EvalOptions) => {
      shell.exit(await evaluate(shell.io, resolve(shell.io.cwd, gold), options));
    });
}

async function evaluate(io: Io, file: string, options: EvalOptions): Promise<ExitCode> {
  const [{ classify }, { openTaxonomy }, { inputOf, scoringTables }, { addScore, emptyScores }, rendering] =
    await Promise.all([
      import('../../classify/classify.js'),
      import('../../classify/open.js'),
      import('../../classify/gold.js'),
      import('../../classify/score.js'),
      import('../../report/scores.js'),
    ]);
  const taxonomy = await openTaxonomy(loadConfig(io.env, io.cwd).rulesDir);
  const tables = scoringTables(taxonomy);
  const scores = emptyScores();
  const errors: ReturnType<typeof errorOf>[] = [];
  let faults = 0;
  const onFault = (line: number, fault: string): void => {
    faults += 1;
    io.stderr.write(`${file}:${line}: ${fault}\n`);
  };
  for await (const gold of readGold(file, onFault)) {
    const verdict = classify(inputOf(gold), taxonomy);
    const diff = addScore(scores, gold, verdict, tables);
    const error = errorOf(gold, verdict, diff);
    if (options.errors === true && error.wrong.length > 0) errors.push(error);
  }
  if (scores.postings === 0) {
    throw new GiveUpError(
      'empty-source',
      `${file} holds no labelled posting: one JSON object a line with title, role, level, skills`,
    );
  }
  if (options.json === true) {
    const json = rendering.scoresAsJson(scores);
    await printJson(io.stdout, options.errors === true ? { ...json, errors } : json);
  } else {
    for (const error of errors) await write(io.stdout, renderError(error));
    await write(io.stdout, rendering.renderScores(scores, widthOf(io)));
  }
  return faults > 0 ? EXIT.someFailed : EXIT.ok;
}

/** What was wrong with one verdict, each with the evidence that led there. */
function errorOf(gold: GoldPosting, verdict: Verdict, diff: SkillDiff) {
  const because = (about: string, id: string) =>
    verdict.evidence
      .filter((item) => item.about === about && item.for === id)
      .map(({ rule, quote }) => ({ rule, quote }));
  const wrong: {
    about: string;
    right: string;
    given: string;
    evidence: { rule: string; quote: string | null }[];
  }[] = [];
  if (![gold.role, ...gold.role_alt].includes(verdict.role.id)) {
    wrong.push({
      about: 'role',
      right: gold.role,
      given: verdict.role.id,
      evidence: because('role', verdict.role.id),
    });
  }
  if (![gold.level, ...gold.level_alt].includes(verdict.level.id)) {
    wrong.push({
      about: 'level',
      right: gold.level,
      given: verdict.level.id,
      evidence: because('level', verdict.level.id),
    });
  }
  for (const skill of diff.missed)
    wrong.push({ about: 'skill', right: skill, given: '', evidence: because('skill', skill) });
  for (const skill of diff.wrong)
    wrong.push({ about: 'skill', right: '', given: skill, evidence: because('skill', skill) });
  return { id: gold.id, title: gold.title, wrong };
}

function renderError({ id, title, wrong }: ReturnType<typeof errorOf>): string {
  const lines = wrong.map(({ about, right, given, evidence }) => {
    const reasons = evidence
      .map(({ rule, quote }) => (quote === null ? rule : `${rule} "${quote}"`))
      .join('; ');
    const what =
      about === 'skill'
        ? given === ''
          ? `missed ${right}`
          : `wrong ${given}`
        : `${about} ${right} → ${given}`;
    return `  ${what}${reasons === '' ? '' : ` (${reasons})`}`;
  });
  return `${id} ${title}\n${lines.join('\n')}\n\n`;
}
