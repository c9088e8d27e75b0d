/**
 * One of those that the classifier's bench compares, in a process of its own: what the others leave behind (garbage,
 * compiled code, a full cache) is not charged to it. Started by bench/classify.ts, and asked for one pass at a time.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type * as Classify from '../src/classify/classify.js';
import type * as Scan from '../src/classify/description/scan.js';
import type * as Load from '../src/classify/load.js';
import type * as Tokenize from '../src/classify/text/tokenize.js';
import { plainAliases } from './classify-aliases.js';
import { type BenchPosting, median, postingsOf, spread } from './classify-postings.js';
import { regexPerSkill, winkTokens } from './classify-rivals.js';

/** How many postings each reads: the time a posting of the slow ones does not depend on how many there are. */
export const CONTENDERS = {
  classify: Infinity,
  'classify with evidence': Infinity,
  'tokenize alone': Infinity,
  'tokenize and match': Infinity,
  'one RegExp per skill': 20,
  'wink-nlp tokens': 200,
} as const;
export type ContenderName = keyof typeof CONTENDERS;

/** What a contender sends: that it is warm, or the seconds of the pass it was asked for. */
export type Answer = { ready: true } | { missing: string } | { seconds: number };

/** Below this the runtime is still compiling what it has seen; a worker runs for hours. */
const WARM_UP_SECONDS = 2;

/** What the build made is measured: tsx wraps every function that is made in a loop, which costs a tenth. */
export const built = async <T>(path: string): Promise<T> =>
  (await import(new URL(`../dist/classify/${path}.js`, import.meta.url).href)) as T;

async function workOf(
  name: ContenderName,
  taxonomy: ReturnType<typeof Load.loadTaxonomy>,
): Promise<((p: BenchPosting) => unknown) | null> {
  if (name === 'wink-nlp tokens') return winkTokens();
  if (name === 'one RegExp per skill') return regexPerSkill(plainAliases(taxonomy.skills));
  const { classify } = await built<typeof Classify>('classify');
  const { scan } = await built<typeof Scan>('description/scan');
  const { tokenize } = await built<typeof Tokenize>('text/tokenize');
  const { description: scratch } = taxonomy.scratch;
  const works: Record<typeof name, (p: BenchPosting) => unknown> = {
    classify: (p) => classify(p, taxonomy, { evidence: false }),
    'classify with evidence': (p) => classify(p, taxonomy, { evidence: true }),
    'tokenize alone': (p) => tokenize(p.description, taxonomy.vocabulary, scratch),
    'tokenize and match': (p) => scan(tokenize(p.description, taxonomy.vocabulary, scratch), taxonomy),
  };
  return works[name];
}

/** Processor seconds of a turn: those of finding back into the caches after the others' turns, which do not count, and the rest. */
const COMING_BACK_SECONDS = 0.5;
const TURN_SECONDS = 1;

/** Processor seconds of one pass, the collection of garbage on other threads included: the median of a turn. */
function turn(postings: readonly BenchPosting[], work: (p: BenchPosting) => unknown): number {
  passesFor(COMING_BACK_SECONDS, postings, work);
  return median(passesFor(TURN_SECONDS, postings, work));
}

/** The seconds of each pass, until they are so many together. */
function passesFor(
  least: number,
  postings: readonly BenchPosting[],
  work: (p: BenchPosting) => unknown,
): number[] {
  const passes: number[] = [];
  for (let total = 0; total < least;) {
    const before = process.cpuUsage();
    for (const posting of postings) work(posting);
    const { user, system } = process.cpuUsage(before);
    passes.push((user + system) / 1e6);
    total += (user + system) / 1e6;
  }
  return passes;
}

/** Serves a contender until the parent goes. */
async function serve(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      name: { type: 'string', default: '' },
      file: { type: 'string' },
      count: { type: 'string', default: '0' },
      chars: { type: 'string', default: '0' },
    },
  });
  const answer = (message: Answer): void => void process.send?.(message);
  const name = values.name as ContenderName;
  const taxonomy = (await built<typeof Load>('load')).loadTaxonomy();
  const work = await workOf(name, taxonomy);
  if (work === null) return answer({ missing: 'not installed' });
  const wanted = { ...values, count: Number(values.count), chars: Number(values.chars) };
  const postings = spread(postingsOf(wanted, plainAliases(taxonomy.skills)), CONTENDERS[name]);
  passesFor(WARM_UP_SECONDS, postings, work);
  process.on('message', () => answer({ seconds: turn(postings, work) }));
  answer({ ready: true });
}

// The parent imports the names above, and may itself be the child of something.
if (process.argv[1] === fileURLToPath(import.meta.url)) await serve(process.argv.slice(2));
