/**
 * Postings and megabytes per second of the classifier on one core, beside what else reads a text for the same names,
 * in one run on the same postings and the same aliases.
 *
 *   npm run bench:classify -- [FILE.ndjson[.gz]] [--count=2000] [--chars=4000] [--runs=5]
 *
 * Each has a process of its own and is warm before it is measured. Figures are the median of `runs` turns, each the median
 * of its passes, so that a busy moment of the machine hits all alike. Ours are counted in CPU time of the process (garbage
 * collection on other threads included), ripgrep in wall time on one thread.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type * as Load from '../src/classify/load.js';
import { plainAliases } from './classify-aliases.js';
import { type Answer, built, type ContenderName, CONTENDERS } from './classify-contender.js';
import { type BenchPosting, median, postingsOf, type PostingsWanted, spread } from './classify-postings.js';
import { ripgrep, type Ripgrep } from './classify-rivals.js';

const CONTENDER = fileURLToPath(new URL('classify-contender.ts', import.meta.url));
const RIPGREP_SAMPLE = 500;

interface Contender {
  name: string;
  postings: readonly BenchPosting[];
  /** Seconds for one pass over its postings. */
  pass: () => number | Promise<number>;
  close: () => void;
  seconds: number[];
}

const say = (line = ''): void => void process.stdout.write(`${line}\n`);

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      count: { type: 'string', default: '2000' },
      chars: { type: 'string', default: '4000' },
      runs: { type: 'string', default: '5' },
    },
  });
  const taxonomy = (await built<typeof Load>('load')).loadTaxonomy();
  const aliasesBySkill = plainAliases(taxonomy.skills);
  const aliases = [...new Set(aliasesBySkill.flat())].toSorted();
  const wanted = { file: positionals[0], count: Number(values.count), chars: Number(values.chars) };
  const postings = postingsOf(wanted, aliasesBySkill);
  say(
    `${postings.length} postings of ${Math.round(bytesOf(postings) / postings.length)} bytes (${wanted.file ?? 'made up'}), ${taxonomy.skills.length} skills, ${aliases.length} plain aliases; taxonomy ${taxonomy.version}`,
  );
  say(
    `node ${process.version}, ${cpus()[0]?.model ?? 'unknown CPU'}; one core, median of ${values.runs} turns; load ${loadavg()[0]?.toFixed(1)}\n`,
  );

  const contenders: Contender[] = [];
  try {
    for (const name of Object.keys(CONTENDERS) as ContenderName[]) {
      const contender = await started(name, wanted, postings);
      if (contender !== null) contenders.push(contender);
    }
    const labelled = aliasesBySkill.filter((_, n) => taxonomy.skills[n]?.scored === true).flat();
    for (const list of [aliases, [...new Set(labelled)]]) {
      const contender = searching(list, spread(postings, RIPGREP_SAMPLE));
      if (contender !== null) contenders.push(contender);
    }
    for (let run = 0; run < Number(values.runs); run++) {
      for (const contender of contenders) contender.seconds.push(await contender.pass());
    }
  } finally {
    for (const { close } of contenders) close();
  }
  report(contenders);
}

/** A contender in its process, warm; null, and a line that says why, where it cannot run. */
async function started(
  name: ContenderName,
  { file, count, chars }: PostingsWanted,
  all: readonly BenchPosting[],
): Promise<Contender | null> {
  const options = [`--name=${name}`, `--count=${count}`, `--chars=${chars}`];
  const child = fork(CONTENDER, file === undefined ? options : [...options, `--file=${file}`]);
  const close = (): void => void child.kill();
  const first = await answerOf(child);
  if ('missing' in first) {
    say(`${name}: left out, ${first.missing}`);
    close();
    return null;
  }
  const pass = async (): Promise<number> => {
    child.send('pass');
    const answer = await answerOf(child);
    return 'seconds' in answer ? answer.seconds : Number.NaN;
  };
  return { name, postings: spread(all, CONTENDERS[name]), pass, close, seconds: [] };
}

async function answerOf(child: ChildProcess): Promise<Answer> {
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`the process of a contender ended with ${String(code)}`);
  });
  const [answer] = (await Promise.race([once(child, 'message'), gone])) as [Answer];
  gone.catch(() => undefined);
  return answer;
}

function searching(aliases: readonly string[], postings: readonly BenchPosting[]): Contender | null {
  const rg: Ripgrep = ripgrep(postings.map((p) => `${p.title}\n${p.description}`).join('\n'), aliases);
  const name = `ripgrep -o -i -w -F, ${aliases.length} aliases`;
  if (typeof rg.pass === 'function')
    return { name, postings, pass: rg.pass, close: () => rg.close(), seconds: [] };
  say(`${name}: left out, ${rg.pass.missing}`);
  return null;
}

function report(contenders: readonly Contender[]): void {
  const megabytes = new Map<string, number>();
  for (const { name, postings, seconds } of contenders) {
    const rate = 1 / median(seconds);
    const bytes = bytesOf(postings) * rate;
    megabytes.set(name, bytes / 1e6);
    say(
      `${name.padEnd(38)} ${thousands(postings.length * rate).padStart(10)} postings/s ${(bytes / 1e6).toFixed(1).padStart(8)} MB/s   at 4,000 bytes each: ${thousands(bytes / 4000)}/s`,
    );
  }
  say();
  const own = megabytes.get('classify') ?? 0;
  for (const [name, rate] of megabytes) {
    if (name !== 'classify') say(`classify / ${name}: ${(own / rate).toFixed(2)}`);
  }
}

function bytesOf(postings: readonly BenchPosting[]): number {
  return postings.reduce((sum, p) => sum + Buffer.byteLength(p.title) + Buffer.byteLength(p.description), 0);
}

function thousands(value: number): string {
  return value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US');
}

await main(process.argv.slice(2));
