import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import * as v from 'valibot';
import { parse, stringify } from 'yaml';
import type { FitExample, FitScore } from '../../classify/description/fit.js';
import type { GoldPosting } from '../../classify/gold.js';
import { WeightsSchema, type Weights } from '../../classify/taxonomy/authored.js';
import { loadConfig } from '../../config.js';
import { GiveUpError, messageOf } from '../../domain/errors.js';
import { examples, type Shell } from '../command.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { readGold } from '../gold-lines.js';
import { write, type Io } from '../io.js';

/** Fewer labels than this would be learned by heart. */
const FEWEST_EXAMPLES = 50;

const HEADER = `# What the signals of signals.yaml weigh. Made by \`rolemill taxonomy fit\` from labelled postings; edit the
# signals, not this file.
#
# signals: log-odds of a signal at loudness 1 (a mention among the duties). also: the same, for or against roles
# besides its own. roles: how common a role is among
# postings whose title leaves the role open. titles: how much the role that a title rule names itself weighs.

`;

interface FitOptions {
  labels?: string;
  from?: string;
  write?: true;
}

/** `rolemill taxonomy fit GOLD...`: learns what signals weigh from labelled postings with vague titles. */
export function addFit(taxonomy: Command, shell: Shell): void {
  taxonomy
    .command('fit')
    .description('learn the weights of signals from labelled postings whose title leaves the role open')
    .argument('<gold...>', 'NDJSON files of postings with role labels (also .gz)')
    .option('--labels <file>', 'CSV of labels by content hash; the files then hold postings without labels')
    .option('--from <file>', 'weights of an earlier fit to start from and to stay near')
    .option('--write', 'write weights.yaml in the rules in use (else the weights go to stdout)')
    .addHelpText(
      'after',
      examples(
        ['rolemill taxonomy fit labelled.ndjson', 'the weights, and how right they are on unseen postings'],
        ['rolemill taxonomy fit labelled.ndjson --write', 'and use them from now on'],
        [
          'rolemill taxonomy fit --labels training/labels.csv corpus.ndjson.gz',
          'labels kept apart from the texts',
        ],
      ),
    )
    .action(async (gold: string[], { labels, from, write }: FitOptions) => {
      const path = (file: string): string => resolve(shell.io.cwd, file);
      const options = {
        ...(labels === undefined ? {} : { labels: path(labels) }),
        ...(from === undefined ? {} : { from: path(from) }),
        ...(write === undefined ? {} : { write }),
      };
      shell.exit(await fit(shell.io, gold.map(path), options));
    });
}

async function fit(io: Io, files: readonly string[], options: FitOptions): Promise<ExitCode> {
  const [{ loadTaxonomy }, model] = await Promise.all([
    import('../../classify/load.js'),
    import('../../classify/description/fit.js'),
  ]);
  const folder = loadConfig(io.env, io.cwd).rulesDir;
  const taxonomy = loadTaxonomy(folder);
  const earlier = options.from === undefined ? null : earlierWeights(options.from);
  const learned: FitExample[] = [];
  let faults = 0;
  const read = await reader(io, options.labels);
  for (const file of files) {
    const onFault = (line: number, fault: string): void => {
      faults += 1;
      io.stderr.write(`${file}:${line}: ${fault}\n`);
    };
    for await (const gold of read.postings(file, onFault)) {
      const example = model.fitExample(gold, taxonomy);
      if (example !== null) learned.push(example);
    }
  }
  read.done();
  if (learned.length < FEWEST_EXAMPLES) {
    throw new GiveUpError(
      'nothing-usable',
      `${learned.length} labelled postings have a title that leaves the role open; at least ${FEWEST_EXAMPLES} are needed`,
    );
  }
  const weights = model.fitWeights(learned, taxonomy, earlier);
  io.stderr.write(line('weights in use', model.scoreFit(learned, taxonomy)));
  io.stderr.write(
    line('new weights, seen postings', model.scoreFit(learned, model.withWeights(taxonomy, weights))),
  );
  io.stderr.write(
    line('new weights, unseen postings (five-fold)', model.crossValidate(learned, taxonomy, earlier)),
  );
  const yaml = HEADER + stringify({ weights: ordered(weights) });
  if (options.write === true) {
    const file = join(folder, 'weights.yaml');
    writeFileSync(file, yaml);
    io.stderr.write(`written: ${file}\n`);
  } else await write(io.stdout, yaml);
  return faults > 0 ? EXIT.someFailed : EXIT.ok;
}

interface Reader {
  postings: (file: string, onFault: (line: number, fault: string) => void) => AsyncIterable<GoldPosting>;
  /** After the last file. */
  done: () => void;
}

/** Labelled postings, or postings that find their label in `labels`. */
async function reader(io: Io, labels: string | undefined): Promise<Reader> {
  if (labels === undefined) return { postings: readGold, done: () => undefined };
  const { readLabels, readLabelled } = await import('../labelled-lines.js');
  const wanted = await readLabels(labels);
  const total = wanted.size;
  return {
    postings: (file, onFault) => readLabelled(file, wanted, onFault),
    done: () => io.stderr.write(`labels whose posting was found: ${total - wanted.size} of ${total}\n`),
  };
}

/** @throws GiveUpError `file-unreadable` */
function earlierWeights(file: string): Weights {
  try {
    return v.parse(v.object({ weights: WeightsSchema }), parse(readFileSync(file, 'utf8'))).weights;
  } catch (cause) {
    throw new GiveUpError('file-unreadable', `${file} holds no weights: ${messageOf(cause)}`, { cause });
  }
}

function line(name: string, { exact, right, total }: FitScore): string {
  const percent = (hits: number): string => `${((100 * hits) / total).toFixed(1)}%`;
  return `${name}: ${percent(right)} of ${total} right, ${percent(exact)} without the alternatives\n`;
}

/** In order of name, so that two versions of the file can be compared. */
function ordered(weights: Weights): Weights {
  const sort = (part: Record<string, number>): Record<string, number> =>
    Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return {
    signals: sort(weights.signals),
    also: sort(weights.also),
    roles: sort(weights.roles),
    titles: sort(weights.titles),
  };
}
