/**
 * Postings and megabytes per second of the classifier on one core, beside what else reads a text for the same names,
 * in one run on the same postings and the same aliases.
 *
 *   npm run bench:classify -- [FILE.ndjson[.gz]] [--count=2000] [--chars=4000] [--runs=5]
 *
 * Each figure is the median of `runs` passes after two to warm up; the passes take turns, so that a busy moment of the
 * machine hits all alike. Ours are counted in CPU time of the process (garbage collection on other threads included),
 * ripgrep in wall time on one thread.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type * as Classify from '../src/classify/classify.js';
import type * as Scan from '../src/classify/description/scan.js';
import type * as Load from '../src/classify/load.js';
import type * as Tokenize from '../src/classify/text/tokenize.js';
import { plainAliases } from './classify-aliases.js';
import { makeClassifyPostings, readPostings, type BenchPosting } from './classify-postings.js';
import { regexPerSkill, ripgrep, winkTokens } from './classify-rivals.js';

/** The slow ones read this many postings; their time a posting does not depend on how many there are. */
const SAMPLE = 20;
const RIPGREP_SAMPLE = 500;
const WARM_UP = 2;

interface Contender {
  name: string;
  postings: readonly BenchPosting[];
  /** Seconds for one pass over its postings. */
  pass: () => number;
  seconds: number[];
}

/** What the build made is measured: tsx wraps every function that is made in a loop, which costs a tenth. */
const built = async <T>(path: string): Promise<T> =>
  (await import(new URL(`../dist/classify/${path}.js`, import.meta.url).href)) as T;
const { classify } = await built<typeof Classify>('classify');
const { scan } = await built<typeof Scan>('description/scan');
const { loadTaxonomy } = await built<typeof Load>('load');
const { tokenize } = await built<typeof Tokenize>('text/tokenize');

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
  const taxonomy = loadTaxonomy();
  const aliasesBySkill = plainAliases(taxonomy.skills);
  const aliases = [...new Set(aliasesBySkill.flat())].toSorted();
  const file = positionals[0];
  const count = Number(values.count);
  const all =
    file === undefined ? makeClassifyPostings(count, Number(values.chars), aliases) : readPostings(file);
  const postings = spread(all, count);
  const size = (list: readonly BenchPosting[]): number =>
    list.reduce((sum, p) => sum + Buffer.byteLength(p.title) + Buffer.byteLength(p.description), 0);
  const mean = size(postings) / postings.length;
  say(
    `${postings.length} postings of ${Math.round(mean)} bytes (${file ?? 'made up'}), ${taxonomy.skills.length} skills, ${aliases.length} plain aliases; taxonomy ${taxonomy.version}`,
  );
  say(
    `node ${process.version}, ${cpus()[0]?.model ?? 'unknown CPU'}; one core, median of ${values.runs} passes\n`,
  );

  const { description: scratch } = taxonomy.scratch;
  const sample = spread(postings, SAMPLE);
  const byRegex = regexPerSkill(aliasesBySkill);
  const byWink = await winkTokens();
  const contenders: Contender[] = [
    ours('classify', postings, (p) => classify(p, taxonomy, { evidence: false })),
    ours('classify with evidence', postings, (p) => classify(p, taxonomy, { evidence: true })),
    ours('tokenize alone', postings, (p) => tokenize(p.description, taxonomy.vocabulary, scratch)),
    ours('tokenize and match', postings, (p) =>
      scan(tokenize(p.description, taxonomy.vocabulary, scratch), taxonomy),
    ),
    ours(`one RegExp per skill (${SAMPLE} postings)`, sample, byRegex),
  ];
  const texts = spread(postings, RIPGREP_SAMPLE);
  const text = texts.map((p) => `${p.title}\n${p.description}`).join('\n');
  const labelled = [...new Set(aliasesBySkill.filter((_, n) => taxonomy.skills[n]?.scored === true).flat())];
  const rivals = [aliases, labelled].map((list) => ({ list, rg: ripgrep(text, list) }));
  for (const { list, rg } of rivals) {
    if (typeof rg.pass !== 'function') continue;
    const name = `ripgrep -o -i -w -F, ${list.length} aliases`;
    contenders.push({ name, postings: texts, pass: rg.pass, seconds: [] });
  }
  if (byWink !== null) contenders.push(ours('wink-nlp tokens', spread(postings, SAMPLE * 10), byWink));
  try {
    for (let run = -WARM_UP; run < Number(values.runs); run += 1) {
      for (const contender of contenders) {
        const seconds = contender.pass();
        if (run >= 0) contender.seconds.push(seconds);
      }
    }
  } finally {
    for (const { rg } of rivals) rg.close();
  }

  const megabytes = new Map<string, number>();
  for (const { name, postings: own, seconds } of contenders) {
    const rate = 1 / median(seconds);
    megabytes.set(name, (size(own) * rate) / 1e6);
    say(
      `${name.padEnd(38)} ${thousands(own.length * rate).padStart(10)} postings/s ${((size(own) * rate) / 1e6).toFixed(1).padStart(8)} MB/s   at 4,000 bytes each: ${thousands((size(own) * rate) / 4000)}/s`,
    );
  }
  const missing = rivals.map(({ rg }) => rg.pass).find((pass) => typeof pass !== 'function');
  if (missing !== undefined) say(`ripgrep: left out, ${missing.missing}`);
  if (byWink === null) say('wink-nlp: left out, not installed');
  say();
  const own = megabytes.get('classify') ?? 0;
  for (const [name, rate] of megabytes) {
    if (name !== 'classify') say(`classify / ${name}: ${(own / rate).toFixed(2)}`);
  }
}

function ours(
  name: string,
  postings: readonly BenchPosting[],
  work: (p: BenchPosting) => unknown,
): Contender {
  const pass = (): number => {
    const before = process.cpuUsage();
    for (const posting of postings) work(posting);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
  return { name, postings, pass, seconds: [] };
}

/** `count` of the list (or all), evenly spread over it: files are sorted by source. */
function spread<T>(list: readonly T[], count: number): T[] {
  const step = Math.max(1, list.length / count);
  return Array.from({ length: Math.min(count, list.length) }, (_, n) => list[Math.floor(n * step)] as T);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function thousands(value: number): string {
  return value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US');
}

await main(process.argv.slice(2));
